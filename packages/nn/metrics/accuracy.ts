/**
 * Accuracy.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { predictedLabels, targetLabels } from "./labels.ts";
import type { Metric } from "./metric.ts";

/** How {@link Accuracy} counts. */
export interface AccuracyOptions {
  /** The name under which results appear. @default "accuracy" */
  readonly name?: string;
  /** Where class 1 begins, for one output a sample. @default 0.5 */
  readonly threshold?: number;
}

/**
 * The share of samples whose class is predicted right. 准确率
 *
 * With one output a sample, the class is 1 where it is above the threshold; otherwise it is the largest output. Targets may be
 * labels, one-hot rows, or 0 and 1.
 *
 * @example Two of three
 * ```ts
 * import { Accuracy } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const accuracy = new Accuracy();
 * accuracy.update(tensor([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4]]), tensor([0, 1, 1], "int32"));
 * assertAlmostEquals(accuracy.result(), 2 / 3);
 * ```
 */
export class Accuracy implements Metric {
  /** The name under which results appear. */
  readonly name: string;
  readonly #threshold: number;
  #right = 0;
  #count = 0;

  /**
   * Starts with nothing.
   *
   * @param options The threshold
   */
  constructor({ name = "accuracy", threshold = 0.5 }: AccuracyOptions = {}) {
    this.name = name;
    this.#threshold = threshold;
  }

  /** Forgets everything. */
  reset(): void {
    this.#right = 0;
    this.#count = 0;
  }

  /**
   * Takes in a batch.
   *
   * @param output Shape `[N, C]`, or one output a sample
   * @param target Labels, or one-hot rows
   * @throws {ShapeError} When there is not one target for each sample
   */
  update(output: Tensor, target: Tensor): void {
    const predicted = predictedLabels(this.name, output, this.#threshold);
    const labels = targetLabels(this.name, target, output.shape[0]);
    for (let i = 0; i < labels.length; i++) if (predicted[i] === labels[i]) this.#right++;
    this.#count += labels.length;
  }

  /** The share of samples that were right. */
  result(): number {
    return this.#right / this.#count;
  }
}

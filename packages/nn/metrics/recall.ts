/**
 * Recall.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import type { ClassScoreOptions } from "./class_scores.ts";
import { ClassScores, shareOf } from "./class_scores.ts";
import type { Metric } from "./metric.ts";

/**
 * Of the samples that belong to a class, the share that was found. 召回率
 *
 * Formula: `hits / actual`; 0 where there is no sample of the class
 *
 * @example Of three samples of class 1, all but one were found
 * ```ts
 * import { Recall } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const metric = new Recall();
 * metric.update(tensor([0.9, 0.8, 0.1, 0.2]), tensor([1, 1, 1, 0]));
 * assertEquals(metric.result(), 2 / 3);
 * ```
 */
export class Recall implements Metric {
  /** The name under which results appear. */
  readonly name: string;
  readonly #scores: ClassScores;

  /**
   * Chooses the average.
   *
   * @param options Class 1 of two, or the mean over classes; the threshold
   */
  constructor(options: ClassScoreOptions = {}) {
    this.name = options.name ?? "recall";
    this.#scores = new ClassScores(this.name, ({ hits, actual }) => shareOf(hits, actual), options);
  }

  /** Forgets everything. */
  reset(): void {
    this.#scores.reset();
  }

  /**
   * Takes in a batch.
   *
   * @param output Shape `[N, C]`, or one output a sample
   * @param target Labels, or one-hot rows
   * @throws {ShapeError} When there is not one target for each sample
   * @throws {RangeError} When a label is not a class, or the binary average gets other than two classes
   */
  update(output: Tensor, target: Tensor): void {
    this.#scores.update(output, target);
  }

  /** The score so far. */
  result(): number {
    return this.#scores.result();
  }
}

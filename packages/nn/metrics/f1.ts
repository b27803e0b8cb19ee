/**
 * The F1 score.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import type { ClassScoreOptions } from "./class_scores.ts";
import { ClassScores, shareOf } from "./class_scores.ts";
import type { Metric } from "./metric.ts";

/**
 * The harmonic mean of precision and recall. F1 值
 *
 * Formula: `2 hits / (predicted + actual)`; 0 where the class neither occurs nor is predicted
 *
 * @example Precision 1, recall ½
 * ```ts
 * import { F1 } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const metric = new F1();
 * metric.update(tensor([0.9, 0.1]), tensor([1, 1]));
 * assertEquals(metric.result(), 2 / 3);
 * ```
 */
export class F1 implements Metric {
  /** The name under which results appear. */
  readonly name: string;
  readonly #scores: ClassScores;

  /**
   * Chooses the average.
   *
   * @param options Class 1 of two, or the mean over classes; the threshold
   */
  constructor(options: ClassScoreOptions = {}) {
    this.name = options.name ?? "f1";
    this.#scores = new ClassScores(
      this.name,
      ({ hits, predicted, actual }) => shareOf(2 * hits, predicted + actual),
      options,
    );
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

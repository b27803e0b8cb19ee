/**
 * Precision.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import type { ClassScoreOptions } from "./class_scores.ts";
import { ClassScores, shareOf } from "./class_scores.ts";
import type { Metric } from "./metric.ts";

/**
 * Of the samples that were taken for a class, the share that belongs to it. 精确率
 *
 * Formula: `hits / predicted`; 0 where nothing was taken for the class
 *
 * @example Two were taken for class 1, one of them rightly
 * ```ts
 * import { Precision } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const metric = new Precision();
 * metric.update(tensor([0.9, 0.8, 0.1]), tensor([1, 0, 1]));
 * assertEquals(metric.result(), 0.5);
 * ```
 */
export class Precision implements Metric {
  /** The name under which results appear. */
  readonly name: string;
  readonly #scores: ClassScores;

  /**
   * Chooses the average.
   *
   * @param options Class 1 of two, or the mean over classes; the threshold
   */
  constructor(options: ClassScoreOptions = {}) {
    this.name = options.name ?? "precision";
    this.#scores = new ClassScores(this.name, ({ hits, predicted }) => shareOf(hits, predicted), options);
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

/**
 * Accuracy among the first few guesses.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { ShapeError } from "@chainrule/tensor";
import { checkCount } from "../check_count.ts";
import { targetLabels } from "./labels.ts";
import type { Metric } from "./metric.ts";

/**
 * The share of samples whose class is among the K largest outputs. 前 K 准确率
 *
 * Of outputs that tie, the first come first, so that K = 1 gives the accuracy.
 *
 * @example The second guess counts
 * ```ts
 * import { TopKAccuracy } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const metric = new TopKAccuracy(2);
 * metric.update(tensor([[0.5, 0.3, 0.2], [0.5, 0.3, 0.2]]), tensor([1, 2], "int32"));
 * assertEquals(metric.result(), 0.5);
 * ```
 */
export class TopKAccuracy implements Metric {
  /** The name under which results appear. */
  readonly name: string;
  /** How many guesses count. */
  readonly k: number;
  #right = 0;
  #count = 0;

  /**
   * Chooses K.
   *
   * @param k How many guesses count
   * @param name The name under which results appear
   * @throws {RangeError} When `k` is not a positive whole number
   */
  constructor(k = 5, name = "topKAccuracy") {
    checkCount("make TopKAccuracy", "k", k);
    this.k = k;
    this.name = name;
  }

  /** Forgets everything. */
  reset(): void {
    this.#right = 0;
    this.#count = 0;
  }

  /**
   * Takes in a batch.
   *
   * @param output Shape `[N, C]`
   * @param target Labels, or one-hot rows
   * @throws {ShapeError} When the output is not `[N, C]`, or there is not one target for each sample
   * @throws {RangeError} When there are fewer than K classes, or a label is not a class
   */
  update(output: Tensor, target: Tensor): void {
    const { name, k } = this;
    if (output.rank !== 2) {
      throw new ShapeError(name, [output.shape], `Cannot compute ${name} as its output must have shape [N, C]`);
    }
    const [samples, classes] = output.shape as [number, number];
    if (k > classes) {
      throw new RangeError(
        `Cannot compute ${name} as k must be at most the number of classes: current k is ${k} of ${classes}; give new TopKAccuracy(k) to compile`,
      );
    }
    const labels = targetLabels(name, target, samples);
    for (let i = 0; i < samples; i++) {
      const scores = output.data.subarray(i * classes, (i + 1) * classes);
      if (rankOf(name, scores, labels[i]!) < k) this.#right++;
    }
    this.#count += samples;
  }

  /** The share of samples that were among the first K. */
  result(): number {
    return this.#right / this.#count;
  }
}

/** How many classes come before `label` when they are sorted by score. */
function rankOf(name: string, scores: ArrayLike<number>, label: number): number {
  const own = scores[label];
  if (own === undefined) {
    throw new RangeError(
      `Cannot compute ${name} as labels must be in [0, ${scores.length}): current label is ${label}`,
    );
  }
  let before = 0;
  for (let c = 0; c < scores.length; c++) if (scores[c]! > own || (scores[c] === own && c < label)) before++;
  return before;
}

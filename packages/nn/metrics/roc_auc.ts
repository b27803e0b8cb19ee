/**
 * The area under the curve of true against false positives.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { ShapeError } from "@chainrule/tensor";
import { isBinary, targetLabels } from "./labels.ts";
import type { Metric } from "./metric.ts";

/** A score, and whether it belongs to class 1. */
interface Scored {
  readonly score: number;
  readonly positive: boolean;
}

/**
 * How often a sample of class 1 scores higher than one of class 0; ties count half. 1 is perfect, ½ is guessing. ROC 曲线下面积
 *
 * Formula: `P(s₁ > s₀) + ½ P(s₁ = s₀)`, by the ranks of the scores. Source: Mann and Whitney (1947).
 *
 * Keeps every score until it is reset. NaN while one of the classes is missing.
 *
 * @example One pair of four in the wrong order
 * ```ts
 * import { RocAuc } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const metric = new RocAuc();
 * metric.update(tensor([0.1, 0.4, 0.35, 0.8]), tensor([0, 0, 1, 1]));
 * assertEquals(metric.result(), 0.75);
 * ```
 */
export class RocAuc implements Metric {
  /** The name under which results appear. */
  readonly name: string;
  #scored: Scored[] = [];

  /**
   * Starts with nothing.
   *
   * @param name The name under which results appear
   */
  constructor(name = "rocAuc") {
    this.name = name;
  }

  /** Forgets everything. */
  reset(): void {
    this.#scored = [];
  }

  /**
   * Takes in a batch.
   *
   * @param output Scores of class 1, any numbers that grow with its probability: `[N]`, `[N, 1]`, or the second column of `[N, 2]`
   * @param target 0 and 1, or one-hot rows
   * @throws {ShapeError} When there are more than two outputs a sample, or there is not one target for each sample
   * @throws {RangeError} When a label is not 0 or 1, or a score is NaN
   */
  update(output: Tensor, target: Tensor): void {
    const { name } = this;
    if (output.rank === 0 || output.rank > 2 || (!isBinary(output) && output.shape[1] !== 2)) {
      throw new ShapeError(
        name,
        [output.shape],
        `Cannot compute ${name} as its output must have shape [N], [N, 1] or [N, 2]`,
      );
    }
    const samples = output.shape[0]!;
    const labels = targetLabels(name, target, samples);
    const columns = output.size / samples;
    for (let i = 0; i < samples; i++) {
      const score = output.data[i * columns + columns - 1]!;
      const label = labels[i]!;
      if (label !== 0 && label !== 1) {
        throw new RangeError(
          `Cannot compute ${name} as labels must be 0 or 1: current label of sample ${i} is ${label}`,
        );
      }
      if (Number.isNaN(score)) {
        throw new RangeError(`Cannot compute ${name} as scores must be numbers: current score of sample ${i} is NaN`);
      }
      this.#scored.push({ score, positive: label === 1 });
    }
  }

  /** The area so far. */
  result(): number {
    const positives = this.#scored.filter(({ positive }) => positive).length;
    const negatives = this.#scored.length - positives;
    const sorted = this.#scored.toSorted((a, b) => a.score - b.score);
    return (sumOfRanks(sorted) - positives * (positives + 1) / 2) / (positives * negatives);
  }
}

/** The sum of the ranks of positives, from 1; those that tie share the mean of their ranks. */
function sumOfRanks(sorted: readonly Scored[]): number {
  let sum = 0;
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end]!.score === sorted[start]!.score) end++;
    const rank = (start + 1 + end) / 2;
    for (let i = start; i < end; i++) if (sorted[i]!.positive) sum += rank;
  }
  return sum;
}

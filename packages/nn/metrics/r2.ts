/**
 * The coefficient of determination.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { ShapeError } from "@chainrule/tensor";
import { checkSameShape } from "../losses/reduce.ts";
import type { Metric } from "./metric.ts";

/** What is known about one output. */
interface Column {
  mean: number;
  /** Σ (y − ȳ)². */
  total: number;
  /** Σ (ŷ − y)². */
  residual: number;
}

/**
 * The share of the variance of the targets that predictions explain: 1 is perfect, 0 is no better than the mean. With several outputs,
 * the mean of theirs. 决定系数
 *
 * Formula: `1 − Σ (ŷ − y)² / Σ (y − ȳ)²`; where targets do not vary, 1 for perfect predictions and 0 for others; NaN for fewer than two samples
 *
 * @example No better than the mean
 * ```ts
 * import { R2 } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const metric = new R2();
 * metric.update(tensor([2, 2, 2]), tensor([1, 2, 3]));
 * assertEquals(metric.result(), 0);
 * ```
 */
export class R2 implements Metric {
  /** The name under which results appear. */
  readonly name: string;
  #columns: Column[] = [];
  #count = 0;

  /**
   * Starts with nothing.
   *
   * @param name The name under which results appear
   */
  constructor(name = "r2") {
    this.name = name;
  }

  /** Forgets everything. */
  reset(): void {
    this.#columns = [];
    this.#count = 0;
  }

  /**
   * Takes in a batch.
   *
   * @param output Predictions, shape `[N]` or `[N, M]`
   * @param target What they should be, the same shape
   * @throws {ShapeError} When the shapes differ, or have other numbers of axes
   */
  update(output: Tensor, target: Tensor): void {
    checkSameShape(this.name, output, target);
    const [samples, outputs = 1] = output.shape;
    const expected = this.#columns.length || outputs;
    if (samples === undefined || output.rank > 2 || outputs !== expected) {
      const wanted = this.#columns.length === 0 ? "M" : expected;
      throw new ShapeError(
        this.name,
        [output.shape],
        `Cannot compute ${this.name} as its output must have shape [N] or [N, ${wanted}]`,
      );
    }
    if (this.#count === 0) {
      this.#columns = Array.from({ length: outputs }, () => ({ mean: 0, total: 0, residual: 0 }));
    }
    const [predicted, actual] = [output.data, target.data];
    for (let i = 0; i < samples; i++) {
      this.#count++;
      this.#columns.forEach((column, j) => this.#add(column, predicted[i * outputs + j]!, actual[i * outputs + j]!));
    }
  }

  /** The coefficient so far. */
  result(): number {
    if (this.#count < 2) return NaN;
    const scores = this.#columns.map(({ total, residual }) => total > 0 ? 1 - residual / total : residual > 0 ? 0 : 1);
    return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  }

  /** Welford's update: one pass, and no difference of large sums. */
  #add(column: Column, predicted: number, actual: number): void {
    const distance = actual - column.mean;
    column.mean += distance / this.#count;
    column.total += distance * (actual - column.mean);
    column.residual += (predicted - actual) ** 2;
  }
}

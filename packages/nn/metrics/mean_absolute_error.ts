/**
 * Absolute error, as a metric.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { checkSameShape } from "../losses/reduce.ts";
import type { Metric } from "./metric.ts";

/**
 * The mean absolute error of predictions, over all elements. 平均绝对误差
 *
 * Formula: `(1/N) Σ |ŷ − y|`
 *
 * @example Two predictions
 * ```ts
 * import { MeanAbsoluteError } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const metric = new MeanAbsoluteError();
 * metric.update(tensor([1, 2]), tensor([1, 4]));
 * assertEquals(metric.result(), 1);
 * ```
 */
export class MeanAbsoluteError implements Metric {
  /** The name under which results appear. */
  readonly name: string;
  #sum = 0;
  #count = 0;

  /**
   * Starts with nothing.
   *
   * @param name The name under which results appear
   */
  constructor(name = "meanAbsoluteError") {
    this.name = name;
  }

  /** Forgets everything. */
  reset(): void {
    this.#sum = 0;
    this.#count = 0;
  }

  /**
   * Takes in a batch.
   *
   * @param output Predictions, any shape
   * @param target What they should be, the same shape
   * @throws {ShapeError} When the shapes differ
   */
  update(output: Tensor, target: Tensor): void {
    checkSameShape(this.name, output, target);
    const y = target.data;
    output.data.forEach((value: number, i: number) => this.#sum += Math.abs(value - y[i]!));
    this.#count += y.length;
  }

  /** The mean so far. */
  result(): number {
    return this.#sum / this.#count;
  }
}

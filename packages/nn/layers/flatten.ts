/**
 * Flattening.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { reshape, ShapeError, sizeOf } from "@chainrule/tensor";
import { Module } from "../module.ts";

/**
 * Makes one row of each sample, in row-major order. 展平层
 *
 * @example Images as rows
 * ```ts
 * import { Flatten } from "@chainrule/nn";
 * import { zeros } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new Flatten().forward(zeros([8, 1, 28, 28])).shape, [8, 784]);
 * ```
 */
export class Flatten extends Module {
  /**
   * The same values, a row a sample.
   *
   * @param x Shape `[N, ...]`
   * @returns Shape `[N, D]`
   * @throws {ShapeError} When there is no axis of samples
   */
  forward(x: Tensor): Tensor {
    const [samples, ...rest] = x.shape;
    if (samples === undefined) {
      throw new ShapeError("Flatten", [x.shape], "Cannot apply Flatten as its first axis must be the samples");
    }
    return reshape(x, [samples, sizeOf(rest)]);
  }
}

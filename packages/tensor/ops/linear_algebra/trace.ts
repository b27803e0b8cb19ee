/**
 * Traces of matrices.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { sum } from "../reduction/sum.ts";
import { diagonal } from "./diagonal.ts";

/**
 * The sum of the main diagonal of a square matrix. 迹
 *
 * Formula: `Σ x[…, n, n]`
 *
 * @param x Shape `[..., N, N]`; leading axes are a batch
 * @returns Shape `[...]`
 * @throws {ShapeError} When the last two axes are not equally long
 *
 * @example Of a matrix
 * ```ts
 * import { tensor, trace } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(trace(tensor([[1, 2], [3, 4]])).item(), 5);
 * ```
 */
export function trace(x: TensorLike): Tensor {
  return scope("trace", () => sum(diagonal(x), { axis: -1 }));
}

/**
 * Moving one axis.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import { normalizeAxis } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { permute } from "./permute.ts";

/**
 * Moves one axis to another place; the others keep their order. Copies nothing. 移动维度
 *
 * @param x At least one axis
 * @param from Which axis; a negative one counts from the back
 * @param to Where it is in the result; a negative one counts from the back
 * @returns A view of `x`
 * @throws {RangeError} When there is no such axis
 *
 * @example Channels first
 * ```ts
 * import { moveAxis, zeros } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(moveAxis(zeros([32, 28, 28, 3]), -1, 1).shape, [32, 3, 28, 28]);
 * ```
 */
export function moveAxis(x: TensorLike, from: number, to: number): Tensor {
  const axes = [...shapeOf(x).keys()];
  const source = normalizeAxis("moveAxis", from, axes.length);
  const target = normalizeAxis("moveAxis", to, axes.length);
  const order = axes.toSpliced(source, 1).toSpliced(target, 0, source);
  return scope("moveAxis", () => permute(x, order));
}

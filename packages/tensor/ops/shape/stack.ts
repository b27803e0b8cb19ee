/**
 * Joining along a new axis.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import { ShapeError } from "../../core/errors.ts";
import type { TensorLike } from "../../core/op.ts";
import { normalizeAxis, sameShape } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { concat } from "./concat.ts";
import { expandDims } from "./expand_dims.ts";

/**
 * Joins tensors of one shape along a new axis. 堆叠
 *
 * @param xs At least one tensor, all of one shape
 * @param axis Where the new axis is in the result; a negative one counts from the back. @default 0
 * @returns The stack; the new axis is as long as the list
 * @throws {ShapeError} When the shapes differ
 * @throws {RangeError} When there is nothing to stack, or no such axis
 *
 * @example Two rows
 * ```ts
 * import { stack, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(stack([tensor([1, 2]), tensor([3, 4])]).toArray(), [[1, 2], [3, 4]]);
 * ```
 */
export function stack(xs: readonly TensorLike[], axis = 0): Tensor {
  const shapes = xs.map(shapeOf);
  if (xs.length === 0) {
    throw new RangeError(
      "Cannot stack xs as there must be at least one tensor: current list is empty",
    );
  }
  if (!shapes.every((shape) => sameShape(shape, shapes[0]!))) {
    throw new ShapeError(
      "stack",
      shapes,
      `Cannot stack ${xs.length} tensors as all must have one shape`,
      "use concat for tensors of different lengths",
    );
  }
  const place = normalizeAxis("stack", axis, shapes[0]!.length + 1);
  return scope(
    "stack",
    () => concat(xs.map((x) => expandDims(x, place)), place),
  );
}

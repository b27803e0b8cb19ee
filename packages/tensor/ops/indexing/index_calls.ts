/**
 * What the lowerings of operations with indices share.
 *
 * @module
 */
import type { KernelCall } from "@chainrule/kernels";
import { indexCheckKernel } from "@chainrule/kernels";
import type { Operand } from "../../core/lowering.ts";
import type { Shape } from "../../core/shape.ts";
import { sizeOf } from "../../core/shape.ts";

/** Nanoseconds that reading and checking an index takes, with what goes with it. */
export const nanosecondsPerIndex = 1.5;

/** Nanoseconds that moving a byte to or from memory takes. */
export const nanosecondsPerByte = 0.06;

/** Where nothing is to be written, indices may be wrong all the same. */
export function indexCheckCalls(indices: Operand, size: number): readonly KernelCall[] {
  const count = sizeOf(indices.shape);
  if (count === 0) return [];
  return [{
    kernel: indexCheckKernel,
    units: count,
    nanoseconds: count * nanosecondsPerIndex,
    arguments: [indices.address, size],
    mayFail: true,
  }];
}

/** How many elements there are before an axis, along it and after it. */
export function around(shape: Shape, axis: number): readonly [outer: number, length: number, inner: number] {
  return [sizeOf(shape.slice(0, axis)), shape[axis]!, sizeOf(shape.slice(axis + 1))];
}

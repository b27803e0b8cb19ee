/**
 * What the kernels of convolution and pooling can do.
 *
 * @module
 */
import type { Inputs } from "../../core/op.ts";
import type { Operand, Site } from "../../core/lowering.ts";
import { sizeOf } from "../../core/shape.ts";

/** Whether there is something to do, in float32. */
export function isSingle({ inputs, output }: Site<Inputs, unknown>): boolean {
  return [...inputs, output].every(({ dtype, shape }: Operand) => dtype === "float32" && sizeOf(shape) > 0);
}

/**
 * Operands along the axes of a loop.
 *
 * @module
 */
import type { StridedOperand } from "@chainrule/kernels";
import type { Operand } from "./lowering.ts";
import type { Shape } from "./shape.ts";

/** An operand along the axes of a shape that it broadcasts to: its steps are 0 where it is repeated. */
export function spreadOver(shape: Shape, { shape: own, dtype, strides, address }: Operand): StridedOperand {
  const shift = shape.length - own.length;
  const steps = shape.map((length, axis) =>
    axis < shift || (own[axis - shift] === 1 && length !== 1) ? 0 : strides[axis - shift]!
  );
  return { type: dtype, address, strides: steps };
}

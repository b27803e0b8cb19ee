/**
 * Fused nodes as loops over vectors.
 *
 * @module
 */
import type { FormulaLane, StridedOperand } from "@chainrule/kernels";
import { elementwiseCalls } from "@chainrule/kernels";
import type { Shape } from "@chainrule/tensor";
import type { FusedLowering, Operand } from "./lowering.ts";

/** A fused node without a sum: one loop. Null for one with a sum. */
export const lowerElementwise: FusedLowering = ({ node, inputs, outputs }) => {
  const { shape, lane, expression, reduction } = node;
  if (reduction !== null) return null;
  return elementwiseCalls({
    formula: expression,
    // A group of truth values alone is computed in float32.
    lane: lane as FormulaLane,
    shape,
    inputs: inputs.map((input) => spreadOver(shape, input)),
    outputs: outputs.map((output) => spreadOver(shape, output)),
  });
};

/** An operand along the axes of a shape that it broadcasts to: its steps are 0 where it is repeated. */
export function spreadOver(shape: Shape, { shape: own, dtype, strides, address }: Operand): StridedOperand {
  const shift = shape.length - own.length;
  const steps = shape.map((length, axis) =>
    axis < shift || (own[axis - shift] === 1 && length !== 1) ? 0 : strides[axis - shift]!
  );
  return { type: dtype, address, strides: steps };
}

/**
 * Fused nodes as loops over vectors.
 *
 * @module
 */
import type { FormulaLane } from "@chainrule/kernels";
import { elementwiseCalls } from "@chainrule/kernels";
import { spreadOver } from "@chainrule/tensor";
import type { FusedLowering } from "./lowering.ts";

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

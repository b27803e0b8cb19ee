/**
 * Fused sums as kernels.
 *
 * @module
 */
import type { Sum } from "@chainrule/kernels";
import { sumCalls } from "@chainrule/kernels";
import { spreadOver } from "@chainrule/tensor";
import type { FusedLowering } from "./lowering.ts";

/** Sums of what a formula makes of each element; null for a fused node without one. */
export const lowerSum: FusedLowering = ({ node, inputs, outputs }) => {
  const { shape, lane, expression, reduction } = node;
  const [output] = outputs;
  if (reduction === null || output === undefined) return null;
  return sumCalls({
    lengths: shape,
    isReduced: shape.map((_, axis) => reduction.axes.includes(axis)),
    formula: expression,
    lane: lane === "float64" ? "float64" : "float32",
    inputs: inputs.map((input) => spreadOver(shape, input)),
    output: { type: output.dtype as Sum["lane"], address: output.address },
  });
};

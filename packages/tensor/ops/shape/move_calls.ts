/**
 * Moving elements, with at most a change of their type, as loops over vectors.
 *
 * @module
 */
import type { FormulaLane, KernelCall } from "@chainrule/kernels";
import { elementwiseCalls, shifted } from "@chainrule/kernels";
import type { DType } from "../../core/dtype.ts";
import { bytesOf } from "../../core/dtype.ts";
import type { Operand } from "../../core/lowering.ts";
import type { Shape } from "../../core/shape.ts";
import { sizeOf } from "../../core/shape.ts";
import { spreadOver } from "../../core/spread_over.ts";

/** From one place to another of the same shape. Types are converted as typed arrays do it. */
export function moveCalls(from: Operand, to: Operand): readonly KernelCall[] {
  return elementwiseCalls({
    formula: (_, [x]) => [x!],
    lane: laneBetween(from.dtype, to.dtype),
    shape: to.shape,
    inputs: [spreadOver(to.shape, from)],
    outputs: [spreadOver(to.shape, to)],
  });
}

/** Zeros, which are the same bytes for all types. */
export function clearCalls({ shape, dtype, address }: Operand): readonly KernelCall[] {
  const type = dtype === "bool" ? "bool" : "float32";
  const words: Shape = [sizeOf(shape) * bytesOf(dtype) / bytesOf(type)];
  return elementwiseCalls({
    formula: (k) => [k.constant(0)],
    lane: "float32",
    shape: words,
    inputs: [],
    outputs: [{ type, address, strides: [1] }],
  });
}

/** Where the element is that comes so many elements after the first. */
export function shiftedBy({ address, dtype }: Operand, elements: number): Operand["address"] {
  return shifted(address, elements * bytesOf(dtype));
}

/** Floats that every number of `from` fits in, unless it is `to` that it is rounded to. Truth needs no digits. */
function laneBetween(from: DType, to: DType): FormulaLane {
  return to === "float32" || (to === "bool" && from !== "float64") ? "float32" : "float64";
}

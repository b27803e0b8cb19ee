/**
 * Operations that move elements and change at most their type, as loops over vectors.
 *
 * @module
 */
import type { FormulaLane, KernelCall } from "@chainrule/kernels";
import { elementwiseCalls, shifted } from "@chainrule/kernels";
import type { AnyOp, DType, Shape } from "@chainrule/tensor";
import { bytesOf, castOp, concatOp, placeOp, reshapeOp, sizeOf, stridesOf } from "@chainrule/tensor";
import { spreadOver } from "./lower_fused.ts";
import type { Lowering, LoweringEntries, Operand } from "./lowering.ts";

/** Each element by itself, converted from the type of one place to that of the other as a typed array does. */
const lowerCast: Lowering = ({ inputs, outputs }) => move(inputs[0]!, outputs[0]!);

/** The same elements in the same order. */
const lowerReshape: Lowering = ({ inputs, outputs }) => {
  const [x, out] = [inputs[0]!, outputs[0]!];
  return move({ ...x, shape: out.shape, strides: stridesOf(out.shape) }, out);
};

/** Each input to its part of the output. */
const lowerConcat: Lowering = ({ node, inputs, outputs }) => {
  const { axis } = node.attributes as { readonly axis: number };
  const out = outputs[0]!;
  let before = 0;
  return inputs.flatMap((x) => {
    const part = { ...out, shape: x.shape, address: shiftedBy(out, before * out.strides[axis]!) };
    before += x.shape[axis]!;
    return move(x, part);
  });
};

/** What {@linkcode lowerPlace} reads of its attributes. */
interface Box {
  /** The index of the first element along each axis. */
  readonly start: readonly number[];
  /** The distance between neighbours along each axis. */
  readonly steps: readonly number[];
}

/** Zeros everywhere, then the input in its box. */
const lowerPlace: Lowering = ({ node, inputs, outputs }) => {
  const { start, steps } = node.attributes as Box;
  const [x, out] = [inputs[0]!, outputs[0]!];
  const strides = out.strides.map((stride, axis) => stride * steps[axis]!);
  const offset = start.reduce((sum, from, axis) => sum + from * out.strides[axis]!, 0);
  const box = { ...out, shape: x.shape, strides, address: shiftedBy(out, offset) };
  const isWhole = sizeOf(x.shape) === sizeOf(out.shape);
  return [...(isWhole ? [] : clear(out)), ...move(x, box)];
};

/** Casts, concatenation, boxes among zeros, and other shapes. */
export const moveLowerings: LoweringEntries = [
  [castOp as AnyOp, lowerCast],
  [concatOp as AnyOp, lowerConcat],
  [placeOp as AnyOp, lowerPlace],
  [reshapeOp as AnyOp, lowerReshape],
];

/** From one place to another of the same shape. */
function move(from: Operand, to: Operand): readonly KernelCall[] {
  return elementwiseCalls({
    formula: (_, [x]) => [x!],
    lane: laneBetween(from.dtype, to.dtype),
    shape: to.shape,
    inputs: [spreadOver(to.shape, from)],
    outputs: [spreadOver(to.shape, to)],
  });
}

/** Zeros, which are the same bytes for all types. */
function clear({ shape, dtype, address }: Operand): readonly KernelCall[] {
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

/** Floats that every number of `from` fits in, unless it is `to` that it is rounded to. Truth needs no digits. */
function laneBetween(from: DType, to: DType): FormulaLane {
  return to === "float32" || (to === "bool" && from !== "float64") ? "float32" : "float64";
}

function shiftedBy({ address, dtype }: Operand, elements: number): Operand["address"] {
  return shifted(address, elements * bytesOf(dtype));
}

/**
 * Functions of rows as kernels.
 *
 * @module
 */
import type { RowFunction, RowLayout } from "@chainrule/kernels";
import { rowCalls } from "@chainrule/kernels";
import type { AnyOp, Reduced, Shape } from "@chainrule/tensor";
import { argMaxOp, argMinOp, cumsumOp, logSumExpOp, maxOp, minOp, sizeOf, softmaxOp, sumOp } from "@chainrule/tensor";
import type { Lowering, LoweringEntries } from "./lowering.ts";

/** Reductions of dense values along neighbouring axes, and what is done along one axis. Sums of floats are fused nodes instead. */
export const rowLowerings: LoweringEntries = [
  [sumOp as AnyOp, reduction("sum")],
  [maxOp as AnyOp, reduction("max", 1)],
  [minOp as AnyOp, reduction("min", 1)],
  [argMaxOp as AnyOp, reduction("argMax", 1)],
  [argMinOp as AnyOp, reduction("argMin", 1)],
  [logSumExpOp as AnyOp, reduction("logSumExp")],
  [softmaxOp as AnyOp, alongAxis("softmax")],
  [cumsumOp as AnyOp, alongAxis("cumsum")],
];

/** The lowering of a reduction; rows shorter than `shortest` are left to TypeScript, which throws. */
function reduction(name: RowFunction, shortest = 0): Lowering {
  return ({ node, inputs: [x], outputs: [out] }) => {
    const { axes } = node.attributes as Reduced;
    if (!isDense(x!.shape, x!.strides)) return null;
    const layout = layoutOf(x!.shape, axes);
    if (layout === null || layout.length < shortest) return null;
    return rowCalls({
      name,
      layout,
      x: { type: x!.dtype, address: x!.address },
      out: { type: out!.dtype, address: out!.address },
    });
  };
}

function alongAxis(name: RowFunction): Lowering {
  return ({ node, inputs: [x], outputs: [out] }) => {
    const { axis } = node.attributes as { readonly axis: number };
    if (!isDense(x!.shape, x!.strides)) return null;
    return rowCalls({
      name,
      layout: layoutOf(x!.shape, [axis])!,
      x: { type: x!.dtype, address: x!.address },
      out: { type: out!.dtype, address: out!.address },
    });
  };
}

/** Rows along axes of a dense value; null if the axes are not neighbours but for axes of length 1. */
function layoutOf(shape: Shape, axes: readonly number[]): RowLayout | null {
  const long = [...shape.keys()].filter((axis) => shape[axis] !== 1);
  const isReduced = long.map((axis) => axes.includes(axis));
  const first = isReduced.indexOf(true);
  const last = isReduced.lastIndexOf(true);
  if (first < 0) return { outer: sizeOf(shape), length: 1, inner: 1 };
  if (isReduced.slice(first, last).includes(false)) return null;
  const lengthOf = (from: number, to: number) => sizeOf(long.slice(from, to).map((axis) => shape[axis]!));
  return { outer: lengthOf(0, first), length: lengthOf(first, last + 1), inner: lengthOf(last + 1, long.length) };
}

/** Sums are given what they can read with strides, but these kernels cannot. */
function isDense(shape: Shape, strides: readonly number[]): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== step) return false;
    step *= shape[axis]!;
  }
  return true;
}

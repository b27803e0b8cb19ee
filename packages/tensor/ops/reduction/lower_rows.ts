/**
 * Functions of rows as kernels.
 *
 * @module
 */
import type { KernelCall, RowFunction, RowLayout } from "@chainrule/kernels";
import { rowCalls } from "@chainrule/kernels";
import type { Site } from "../../core/lowering.ts";
import type { Unary } from "../../core/op.ts";
import type { Shape } from "../../core/shape.ts";
import { sizeOf } from "../../core/shape.ts";

/** The calls for a function of rows along axes that are neighbours, of dense values; null for others and for rows shorter than `shortest`. */
export function lowerRows(
  { inputs: [x], output }: Site<Unary, unknown>,
  name: RowFunction,
  axes: readonly number[],
  shortest = 0,
): readonly KernelCall[] | null {
  if (!isDense(x.shape, x.strides)) return null;
  const layout = layoutOf(x.shape, axes);
  if (layout === null || layout.length < shortest) return null;
  return rowCalls({
    name,
    layout,
    x: { type: x.dtype, address: x.address },
    out: { type: output.dtype, address: output.address },
  });
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

/**
 * What reductions share: their attributes, their shape rule, and how elements lie while they are reduced.
 *
 * @module
 */
import type { Values } from "./dtype.ts";
import type { TensorLike } from "./op.ts";
import type { Shape } from "./shape.ts";
import { normalizeAxes, sizeOf } from "./shape.ts";
import { shapeOf } from "./shape_of.ts";
import type { ReductionOptions } from "./tensor.ts";
import { isContiguous, Tensor } from "./tensor.ts";

/** Which axes a reduction goes along, checked and sorted. */
export interface Reduced {
  /** The axes, from 0, in order. */
  readonly axes: readonly number[];
  /** Whether reduced axes stay, with length 1. */
  readonly keepDims: boolean;
}

/** Checks the options of the reduction `op` of `x`. */
export function reduced(
  op: string,
  x: TensorLike,
  options: ReductionOptions = {},
): Reduced {
  return {
    axes: normalizeAxes(op, options.axis, shapeOf(x).length),
    keepDims: options.keepDims ?? false,
  };
}

/** The shape that is left. */
export function reducedShape(
  [shape]: readonly Shape[],
  { axes, keepDims }: Reduced,
): Shape {
  return keepDims
    ? shape!.map((length, axis) => axes.includes(axis) ? 1 : length)
    : shape!.filter((_, axis) => !axes.includes(axis));
}

/** `shape` with length 1 along `axes`: what broadcasts back. */
export function keptShape(shape: Shape, axes: readonly number[]): Shape {
  return shape.map((length, axis) => axes.includes(axis) ? 1 : length);
}

/** Elements laid out so that result `(o, i)` reduces the elements `(o, n, i)` over `n`. */
export interface Layout {
  /** The elements in row-major order of (o, n, i). */
  readonly values: Values;
  /** How many o there are. */
  readonly outer: number;
  /** How many n there are: the elements that one result reduces. */
  readonly length: number;
  /** How many i there are. */
  readonly inner: number;
}

/** Lays out `x` for a reduction along `axes`, in place if these are neighbours and `x` is contiguous. */
export function layout(x: Tensor, axes: readonly number[]): Layout {
  const { shape, strides } = x;
  const first = axes[0] ?? shape.length;
  const last = axes.at(-1) ?? shape.length - 1;
  const length = sizeOf(axes.map((axis) => shape[axis]!));
  if (isContiguous(x) && last - first + 1 === axes.length) {
    return {
      values: x.data,
      outer: sizeOf(shape.slice(0, first)),
      length,
      inner: sizeOf(shape.slice(last + 1)),
    };
  }
  const order = [...shape.keys()].filter((axis) => !axes.includes(axis)).concat(
    axes,
  );
  const moved = new Tensor({
    shape: order.map((axis) => shape[axis]!),
    dtype: x.dtype,
    storage: x.storage,
    strides: order.map((axis) => strides[axis]!),
    offset: x.offset,
  });
  return {
    values: moved.data,
    outer: length === 0 ? sizeOf(reducedShape([shape], { axes, keepDims: false })) : x.size / length,
    length,
    inner: 1,
  };
}

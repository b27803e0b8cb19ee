/**
 * Taking a box out of a tensor.
 *
 * @module
 */
import type { KernelCall } from "@chainrule/kernels";
import { apply } from "../../core/apply.ts";
import { linear } from "../../core/define.ts";
import { allocate } from "../../core/dtype.ts";
import type { Values } from "../../core/dtype.ts";
import type { Site } from "../../core/lowering.ts";
import type { CallCotangent, Op, TensorLike, Unary } from "../../core/op.ts";
import type { Shape } from "../../core/shape.ts";
import { formatShape, sizeOf, stridesOf } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import { StridedRows } from "../../core/strided.ts";
import { fromValues } from "../../core/tensor.ts";
import type { Tensor } from "../../core/tensor.ts";
import { concat } from "./concat.ts";
import { clearCalls, moveCalls, shiftedBy } from "./move_calls.ts";

/** A box: along each axis every `steps`-th element from `start`, `lengths` of them. */
export interface Box {
  /** The index of the first element along each axis. */
  readonly start: readonly number[];
  /** How many elements along each axis. */
  readonly lengths: readonly number[];
  /** The distance between neighbours along each axis; may be negative. */
  readonly steps: readonly number[];
}

/** The record of {@link slice}. */
export const sliceOp: Op<Unary, Box> = /* @__PURE__ */ linear<Unary, Box>({
  name: "slice",
  shape: (_, { lengths }) => lengths,
  view: (x, { start, steps }) => ({
    strides: steps.map((step, axis) => step * x.strides[axis]!),
    offset: start.reduce(
      (offset, from, axis) => offset + from * x.strides[axis]!,
      x.offset,
    ),
  }),
  transpose: [
    (g, [x], _y, box) => apply(placeOp, [g], { ...box, shape: x.shape }),
  ],
  jointVjp: joined,
});

/** The transpose of `slice`: puts a tensor into a box of a larger one, with zeros around. */
export const placeOp: Op<Unary, Box & { readonly shape: Shape }> = /* @__PURE__ */ linear<
  Unary,
  Box & { readonly shape: Shape }
>({
  name: "place",
  shape: (_, { shape }) => shape,
  compute: ([x], { start, steps, shape }) => {
    const out = allocate(x.dtype, sizeOf(shape));
    const strides = stridesOf(shape);
    const offset = start.reduce(
      (sum, from, axis) => sum + from * strides[axis]!,
      0,
    );
    writeStrided(
      x.data,
      out,
      offset,
      steps.map((step, axis) => step * strides[axis]!),
      x.shape,
    );
    return out;
  },
  lower: placed,
  transpose: [
    (g, _inputs, _y, { start, lengths, steps }) => apply(sliceOp, [g], { start, lengths, steps }),
  ],
});

/**
 * Takes a box out of a tensor. Copies nothing. 切片
 *
 * @param x Any shape
 * @param start The first index along each axis; axes beyond the list are taken whole, negative indices count from the back
 * @param end The index after the last one along each axis. @default the ends of the axes
 * @param steps Take every n-th element; negative steps walk backwards from `start`, or from the last element. @default 1 along each axis
 * @returns A view of `x`
 * @throws {RangeError} When an index is outside its axis, or a step is 0
 *
 * @example The lower right corner
 * ```ts
 * import { slice, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]]);
 * assertEquals(slice(x, [1, 1]).toArray(), [[5, 6], [8, 9]]);
 * assertEquals(slice(x, [0, 0], [3, 1]).toArray(), [[1], [4], [7]]);
 * ```
 */
export function slice(
  x: TensorLike,
  start: readonly number[],
  end: readonly number[] = [],
  steps: readonly number[] = [],
): Tensor {
  return apply(
    sliceOp,
    [x],
    boxOf(shapeOf(x), start, end, steps),
  );
}

/** Zeros everywhere, then the input in its box. */
function placed({ attributes: { start, steps }, inputs: [x], output }: Site<Unary, Box>): KernelCall[] {
  const strides = output.strides.map((stride, axis) => stride * steps[axis]!);
  const offset = start.reduce((sum, from, axis) => sum + from * output.strides[axis]!, 0);
  const box = { ...output, shape: x.shape, strides, address: shiftedBy(output, offset) };
  const isWhole = sizeOf(x.shape) === sizeOf(output.shape);
  return [...(isWhole ? [] : clearCalls(output)), ...moveCalls(x, box)];
}

/**
 * Slabs of one tensor, side by side along an axis, end to end again, with zeros between them: one pass over the tensor where placing each by itself
 * would take a pass a slab. Null if they are no slabs, or overlap.
 */
function joined(calls: readonly CallCotangent<Box>[], x: Tensor): Tensor | null {
  const { shape } = x;
  const axis = shape.findIndex((length, a) => calls.some(({ attributes }) => attributes.lengths[a] !== length));
  const isSlab = ({ attributes: { lengths, steps } }: CallCotangent<Box>): boolean =>
    lengths.every((length, a) => a === axis || length === shape[a]) && steps.every((step) => step === 1);
  if (axis < 0 || !calls.every(isSlab)) return null;
  const parts: Tensor[] = [];
  let end = 0;
  const fillTo = (start: number): void => {
    const gap = shape.with(axis, start - end);
    if (start > end) parts.push(fromValues(allocate(x.dtype, sizeOf(gap)), gap, x.dtype));
  };
  for (const { g, attributes } of calls.toSorted((a, b) => a.attributes.start[axis]! - b.attributes.start[axis]!)) {
    const start = attributes.start[axis]!;
    if (start < end) return null;
    fillTo(start);
    parts.push(g);
    end = start + attributes.lengths[axis]!;
  }
  fillTo(shape[axis]!);
  return concat(parts, axis);
}

function boxOf(
  shape: Shape,
  start: readonly number[],
  end: readonly number[],
  steps: readonly number[],
): Box {
  for (const list of [start, end, steps]) {
    if (list.length > shape.length) {
      throw new RangeError(
        `Cannot slice x as there may be at most one index for each of its ${shape.length} axes: current indices are ${
          formatShape(list)
        }`,
      );
    }
  }
  const axes = shape.map((length, axis) => {
    const step = steps[axis] ?? 1;
    if (!Number.isInteger(step) || step === 0) {
      throw new RangeError(
        `Cannot slice x as steps must be whole numbers other than 0: current step of axis ${axis} is ${step}`,
      );
    }
    const from = indexOf(start[axis] ?? (step > 0 ? 0 : length), length, axis);
    const first = step > 0 ? from : Math.min(from, length - 1);
    const last = end[axis] === undefined ? (step > 0 ? length : -1) : indexOf(end[axis], length, axis);
    const count = Math.max(0, Math.ceil((last - first) / step));
    return { first, step, count };
  });
  return {
    start: axes.map((axis) => axis.first),
    lengths: axes.map((axis) => axis.count),
    steps: axes.map((axis) => axis.step),
  };
}

function indexOf(index: number, length: number, axis: number): number {
  if (!Number.isInteger(index) || index < -length || index > length) {
    throw new RangeError(
      `Cannot slice x along axis ${axis} as indices must be in [${-length}, ${length}]: current index is ${index}`,
    );
  }
  return index < 0 ? index + length : index;
}

function writeStrided(
  source: Values,
  target: Values,
  offset: number,
  strides: readonly number[],
  shape: Shape,
): void {
  if (shape.length === 0) {
    target[offset] = source[0]!;
    return;
  }
  const rows = new StridedRows(offset, strides, shape);
  const inner = shape.at(-1)!;
  const step = strides.at(-1)!;
  for (let from = 0; from < source.length; rows.next()) {
    let to = rows.position;
    for (let i = 0; i < inner; i++, to += step) target[to] = source[from++]!;
  }
}

/**
 * What `max` and `min`, `argMax` and `argMin` share.
 *
 * @module
 */
import type { Values } from "./dtype.ts";
import { allocate } from "./dtype.ts";
import type { Result } from "./op.ts";
import { layout } from "./reduction.ts";
import type { Shape } from "./shape.ts";
import { formatShape, sizeOf } from "./shape.ts";
import type { Tensor } from "./tensor.ts";
import { methodTable } from "./tensor.ts";

/** Reduces `x` along `axes` by `choose`, which must give NaN if either argument is NaN. */
export function extremeValues(
  op: string,
  x: Tensor,
  axes: readonly number[],
  { shape, dtype }: Result,
  choose: (a: number, b: number) => number,
  worst: number,
): Values {
  const { values, outer, length, inner } = layout(x, axes);
  const size = sizeOf(shape);
  if (length === 0 && size > 0) throw nothingToChoose(op, x);
  const best = new Float64Array(inner);
  const out = allocate(dtype, size);
  for (let o = 0, from = 0; o < outer; o++) {
    best.fill(worst);
    for (let n = 0; n < length; n++) {
      for (let i = 0; i < inner; i++, from++) {
        best[i] = choose(best[i]!, values[from]!);
      }
    }
    out.set(best, o * inner);
  }
  return out;
}

/** For each element of `x`, its share in the extreme `y`: 1 over the number of elements that tie for it, 0 for others. */
export function extremeShares(
  x: Tensor,
  y: Tensor,
  axes: readonly number[],
): Tensor {
  const ties = methodTable().equal(x, y).cast(x.dtype);
  return ties.div(ties.sum({ axis: axes, keepDims: true }));
}

/** Which axis `argMax` and `argMin` go along. */
export interface ArgOptions {
  /** The axis; a negative one counts from the back. @default -1 */
  readonly axis?: number;
  /** Whether the reduced axis stays, with length 1. @default false */
  readonly keepDims?: boolean;
}

/** The position along `axes` of the first element that no other `beats`; NaN beats everything. */
export function argExtreme(
  op: string,
  x: Tensor,
  axes: readonly number[],
  shape: Shape,
  beats: (a: number, b: number) => boolean,
): Values {
  const { values, outer, length, inner } = layout(x, axes);
  const out = allocate("int32", sizeOf(shape));
  if (length === 0 && out.length > 0) throw nothingToChoose(op, x);
  for (let o = 0, to = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++, to++) {
      const start = o * length * inner + i;
      let best = values[start]!;
      for (let n = 1; n < length && !Number.isNaN(best); n++) {
        const value = values[start + n * inner]!;
        if (!beats(value, best) && !Number.isNaN(value)) continue;
        best = value;
        out[to] = n;
      }
    }
  }
  return out;
}

function nothingToChoose(op: string, x: Tensor): RangeError {
  return new RangeError(
    `Cannot ${op} x as there must be at least one element to choose from: current shape is ${formatShape(x.shape)}`,
  );
}

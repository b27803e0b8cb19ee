/**
 * The order of elements.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import type { Values } from "../../core/dtype.ts";
import { allocate } from "../../core/dtype.ts";
import type { NoDerivative, Op, TensorLike, Unary } from "../../core/op.ts";
import { normalizeAxis, sizeOf } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";

/** Along which axis, and in which direction, to sort. */
export interface SortOptions {
  /** The axis; a negative one counts from the back. @default -1 */
  readonly axis?: number;
  /** Whether the largest comes first. @default false */
  readonly descending?: boolean;
}

/** The attributes of {@link argSortOp}. */
export interface SortOrder {
  /** The axis, from 0. */
  readonly axis: number;
  /** Whether the largest comes first. */
  readonly descending: boolean;
}

const positions: NoDerivative = { none: "positions are integers" };

/** The record of {@link argSort}. */
export const argSortOp: Op<Unary, SortOrder> = {
  name: "argSort",
  shape: ([shape]) => shape!,
  dtype: () => "int32",
  compute: ([x], { axis, descending }) => {
    const length = x.shape[axis]!;
    const inner = sizeOf(x.shape.slice(axis + 1));
    const out = allocate("int32", x.size);
    const row = new Float64Array(length);
    for (let start = 0; start < x.size; start += length * inner) {
      for (let i = start; i < start + inner; i++) {
        for (let n = 0; n < length; n++) row[n] = x.data[i + n * inner]!;
        sortedOrder(row, descending).forEach((from, n) => out[i + n * inner] = from);
      }
    }
    return out;
  },
  vjp: positions,
  jvp: positions,
};

/**
 * The positions of the elements along an axis in the order of their values. Elements that are equal keep their order; NaN comes
 * last. 排序索引
 *
 * @param x At least one axis
 * @param options Which axis, and which direction
 * @returns The shape of `x`, dtype int32
 * @throws {RangeError} When there is no such axis
 *
 * @example The smallest first
 * ```ts
 * import { argSort, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(argSort(tensor([30, 10, 20])).toArray(), [1, 2, 0]);
 * ```
 */
export function argSort(
  x: TensorLike,
  { axis = -1, descending = false }: SortOptions = {},
): Tensor {
  return apply(argSortOp, [x], {
    axis: normalizeAxis("argSort", axis, shapeOf(x).length),
    descending,
  });
}

function sortedOrder(row: Float64Array, descending: boolean): Values {
  const order = Int32Array.from(row.keys());
  const sign = descending ? -1 : 1;
  return order.sort((a, b) => compare(row[a]!, row[b]!, sign) || a - b);
}

/** Below 0 if `a` comes before `b`. Infinity less Infinity is NaN, so that differences will not do. */
function compare(a: number, b: number, sign: number): number {
  if (a === b) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  }
  return a < b ? -sign : sign;
}

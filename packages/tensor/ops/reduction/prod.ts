/**
 * Products.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import { numericResult } from "../../core/define.ts";
import type { TensorLike } from "../../core/op.ts";
import { reduced, reducedShape } from "../../core/reduction.ts";
import { sizeOf } from "../../core/shape.ts";
import type { Shape } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { ReductionOptions, Tensor } from "../../core/tensor.ts";
import { ones } from "../../creation/full.ts";
import { mul } from "../arithmetic/mul.ts";
import { concat } from "../shape/concat.ts";
import { permute } from "../shape/permute.ts";
import { reshape } from "../shape/reshape.ts";
import { slice } from "../shape/slice.ts";

/**
 * Multiplies the elements along axes, pair by pair, so that the gradient is right where elements are 0. Bool and int32 give
 * int32. 连乘
 *
 * Formula: `Π x`
 *
 * @param x Any shape
 * @param options Which axes, and whether they stay
 * @returns The products; 1 where there is nothing to multiply; a scalar if all axes are reduced
 * @throws {RangeError} When an axis does not exist or is named twice
 *
 * @example Along rows
 * ```ts
 * import { prod, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(prod(tensor([[1, 5], [4, 3]]), { axis: 1 }).toArray(), [5, 12]);
 * ```
 */
export function prod(x: TensorLike, options?: ReductionOptions): Tensor {
  const shape = shapeOf(x);
  const { axes, keepDims } = reduced("prod", x, options);
  const kept = [...shape.keys()].filter((axis) => !axes.includes(axis));
  const rows = kept.map((axis) => shape[axis]!);
  const length = sizeOf(axes.map((axis) => shape[axis]!));
  return scope("prod", () => {
    const last = reshape(permute(x, [...kept, ...axes]), [...rows, length]);
    return reshape(
      pairwise(last, rows),
      reducedShape([shape], { axes, keepDims }),
    );
  });
}

/** The products along the last axis, by halves: the left half times the right half, until one element is left. */
function pairwise(x: Tensor, rows: Shape): Tensor {
  const length = x.shape.at(-1)!;
  if (length === 0) return ones([...rows, 1], numericResult("prod", [x.dtype]));
  if (length === 1) return mul(x, ones([], x.dtype));
  const half = length >> 1;
  const first = rows.map(() => 0);
  const part = (from: number, to: number) => slice(x, [...first, from], [...rows, to]);
  const products = mul(part(0, half), part(half, 2 * half));
  return pairwise(
    length === 2 * half ? products : concat([products, part(2 * half, length)], -1),
    rows,
  );
}

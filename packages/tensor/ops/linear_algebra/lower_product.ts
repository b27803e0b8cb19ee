/**
 * Lowering of matrix products.
 *
 * @module
 */
import type { KernelCall, MatrixPlace, ProductBatch } from "@chainrule/kernels";
import { productCall, shifted } from "@chainrule/kernels";
import { bytesOf } from "../../core/dtype.ts";
import type { Lowering, Operand } from "../../core/lowering.ts";
import type { Binary } from "../../core/op.ts";
import { sizeOf } from "../../core/shape.ts";

/** An axis of the batch: its length, and the steps along it in elements. */
interface BatchAxis {
  readonly length: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Operands may have any strides, and batches broadcast. One call does all of the batch that the steps of one axis reach, as a rule everything. */
export const lowerProduct: Lowering<Binary> = ({ inputs: [a, b], output: c }): readonly KernelCall[] => {
  if (sizeOf(c.shape) === 0) return [];
  const [rows, columns] = c.shape.slice(-2) as [number, number];
  const product: ProductBatch = {
    rows,
    inner: a.shape.at(-1)!,
    columns,
    a: matrix(a),
    b: matrix(b),
    c: matrix(c),
    batch: 1,
  };
  const { axes, product: tall } = stacked(batchAxes(a, b, c), product);
  const last = axes.at(-1) ?? { length: 1, a: 0, b: 0, c: 0 };
  const batched: ProductBatch = {
    ...tall,
    a: { ...tall.a, batchStride: last.a },
    b: { ...tall.b, batchStride: last.b },
    c: { ...tall.c, batchStride: last.c },
    batch: last.length,
  };
  return axes.slice(0, -1).reduceRight<readonly ProductBatch[]>(
    (inside, axis) => Array.from({ length: axis.length }, (_, i) => inside.map((each) => moved(each, axis, i))).flat(),
    [batched],
  ).map(productCall);
};

/** The axes before the last two. Axes of one element are left out, and neighbours along which every operand goes on evenly are one. */
function batchAxes(a: Operand, b: Operand, c: Operand): BatchAxis[] {
  const axes: BatchAxis[] = [];
  const count = c.shape.length - 2;
  for (let axis = 0; axis < count; axis++) {
    const length = c.shape[axis]!;
    const fromEnd = axis - c.shape.length;
    const next = { length, a: step(a, fromEnd), b: step(b, fromEnd), c: step(c, fromEnd) };
    const before = axes.at(-1);
    if (length === 1) continue;
    if (before !== undefined && (["a", "b", "c"] as const).every((x) => before[x] === next[x] * length)) {
      axes[axes.length - 1] = { ...next, length: before.length * length };
    } else axes.push(next);
  }
  return axes;
}

/** How far apart the elements of an operand are along an axis, counted from the end, that it may lack or repeat. */
function step({ shape, strides }: Operand, axis: number): number {
  return (shape.at(axis) ?? 1) === 1 ? 0 : strides.at(axis)!;
}

/** Where every product has the same right matrix, and the left ones lie below one another, they are one product of more rows. */
function stacked(axes: readonly BatchAxis[], product: ProductBatch): {
  readonly axes: readonly BatchAxis[];
  readonly product: ProductBatch;
} {
  const last = axes.at(-1);
  if (last === undefined || last.b !== 0) return { axes, product };
  const { rows, a, c } = product;
  if (rows > 1 && (last.a !== rows * a.rowStride || last.c !== rows * c.rowStride)) return { axes, product };
  const steps = rows > 1 ? { a: a.rowStride, c: c.rowStride } : last;
  return {
    axes: axes.slice(0, -1),
    product: {
      ...product,
      rows: rows * last.length,
      a: { ...a, rowStride: steps.a },
      c: { ...c, rowStride: steps.c },
    },
  };
}

/** The products at a place of an axis. */
function moved(product: ProductBatch, axis: BatchAxis, index: number): ProductBatch {
  const at = (place: MatrixPlace, step: number): MatrixPlace => ({
    ...place,
    address: shifted(place.address, index * step * bytesOf(place.dtype)),
  });
  return { ...product, a: at(product.a, axis.a), b: at(product.b, axis.b), c: at(product.c, axis.c) };
}

function matrix({ dtype, strides, address }: Operand): MatrixPlace {
  return { dtype, address, rowStride: strides.at(-2)!, columnStride: strides.at(-1)!, batchStride: 0 };
}

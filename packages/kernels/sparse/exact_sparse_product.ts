/**
 * The product of a sparse with a dense matrix of any types, with sums in float64.
 *
 * @module
 */
import type { Kernel, KernelParameters } from "../engine/kernel.ts";
import type { ElementType } from "../elementwise/element_type.ts";
import { elementBytes } from "../elementwise/element_type.ts";
import { loadElement, loadPair, storeElement } from "../indexing/elements.ts";
import type { Expression, FunctionBuilder, Local } from "../wasm/mod.ts";
import { f64, f64x2, i32 } from "../wasm/mod.ts";
import { rowAddress } from "./columns.ts";
import { forRows } from "./row_blocks.ts";

/** The types of what a product reads and writes. */
export interface SparseProductTypes {
  /** The type of the first operand: the stored elements, or the left matrix. */
  readonly left: ElementType;
  /** The type of the second operand. */
  readonly right: ElementType;
  /** The type of the result. */
  readonly out: ElementType;
}

/** How many columns are summed at once. */
const columnsAtOnce = 16;

/**
 * A kernel that multiplies a sparse with a dense matrix, with the parameters of {@linkcode sparseProductKernel}. Sums are float64, in stored
 * order, and rounded once.
 *
 * @param types The types of the stored elements, of the dense matrix and of the result
 * @param width The number of columns of the dense matrix
 * @param permuted Whether element k is not `values[k]` but `values[permutation[k]]`
 */
export function exactSparseProductKernel(types: SparseProductTypes, width: number, permuted: boolean): Kernel {
  return {
    name: "sparseMatmul",
    key: `exact sparseMatmul ${types.left} ${types.right} ${types.out} ${width} ${permuted}`,
    parameters: [
      "values",
      "dense",
      "indptr",
      "indices",
      ...(permuted ? ["permutation"] : []),
      "out",
      "rows",
      "weight",
    ],
    write: (f, p) => {
      const stripes = Math.floor(width / columnsAtOnce);
      forRows(f, p, (row, start, end) => {
        const to = f.let(rowAddress(p.out!, row, elementBytes[types.out] * width));
        const from = f.let(p.dense!);
        f.for(0, stripes, 1, () => {
          writeSums(f, p, types, width, columnsAtOnce, { start, end, from, to });
          f.set(to, i32.add(to, elementBytes[types.out] * columnsAtOnce));
          f.set(from, i32.add(from, elementBytes[types.right] * columnsAtOnce));
        });
        writeSums(f, p, types, width, width % columnsAtOnce, { start, end, from, to });
      });
    },
  };
}

function writeSums(
  f: FunctionBuilder<"none">,
  p: KernelParameters,
  types: SparseProductTypes,
  width: number,
  columns: number,
  { start, end, from, to }: Readonly<Record<"start" | "end" | "from" | "to", Local<"i32">>>,
): void {
  if (columns === 0) return;
  const bytes = elementBytes[types.right];
  const pairs = Array.from({ length: Math.floor(columns / 2) }, () => f.let(f64x2.const(0, 0)));
  const single = columns % 2 === 1 ? f.let(f64.const(0)) : null;
  f.for(start, end, 4, (at) => {
    const line = f.let(rowAddress(from, i32.load(i32.add(p.indices!, at)), bytes * width));
    const element = p.permutation === undefined ? i32.shrU(at, 2) : i32.load(i32.add(p.permutation, at));
    const value = f.let(loadElement(types.left, rowAddress(p.values!, element, elementBytes[types.left])));
    const both = f.let(f64x2.splat(value));
    pairs.forEach((sum, i) => {
      f.set(sum, f64x2.add(sum, f64x2.mul(both, loadPair(types.right, line, { offset: 2 * i * bytes }))));
    });
    if (single === null) return;
    const last = loadElement(types.right, line, { offset: (columns - 1) * bytes });
    f.set(single, f64.add(single, f64.mul(value, last)));
  });
  const store = (sum: Expression<"f64">, column: number) =>
    storeElement(f, types.out, to, sum, { offset: elementBytes[types.out] * column });
  pairs.forEach((sum, i) => {
    store(f64x2.extractLane(sum, 0), 2 * i);
    store(f64x2.extractLane(sum, 1), 2 * i + 1);
  });
  if (single !== null) store(single, columns - 1);
}

/**
 * The product of two dense matrices at the stored places of a sparse one, for any types, with sums in float64.
 *
 * @module
 */
import type { Kernel } from "../engine/kernel.ts";
import { elementBytes } from "../elementwise/element_type.ts";
import { loadElement, storeElement } from "../indexing/elements.ts";
import { f64, i32 } from "../wasm/mod.ts";
import { rowAddress } from "./columns.ts";
import type { SparseProductTypes } from "./exact_sparse_product.ts";
import { forRows } from "./row_blocks.ts";

/** For how many stored elements sums are made at once, so that additions do not wait for each other. */
const elementsAtOnce = 4;

/**
 * A kernel that computes, for each stored element of a pattern, the dot product of a row of `left` with a row of `right`, with the
 * parameters of {@linkcode sampledProductKernel} and the number of columns as `width` after them. Sums are float64, in order, and rounded
 * once.
 *
 * @param types The types of both matrices and of the result
 */
export function exactSampledProductKernel({ left, right, out }: SparseProductTypes): Kernel {
  return {
    name: "sampledDot",
    key: `exact sampledDot ${left} ${right} ${out}`,
    parameters: ["left", "right", "indptr", "indices", "out", "rows", "weight", "width"],
    write: (f, p) => {
      const leftBytes = f.let(i32.mul(p.width!, elementBytes[left]));
      const rightBytes = f.let(i32.mul(p.width!, elementBytes[right]));
      forRows(f, p, (row, start, end) => {
        const ours = f.let(i32.add(p.left!, i32.mul(row, leftBytes)));
        const oursEnd = f.let(i32.add(ours, leftBytes));
        const at = f.let(start);
        const dots = (count: number): void => {
          const columns = Array.from({ length: count }, (_, i) => i32.load(i32.add(p.indices!, at), { offset: 4 * i }));
          const others = columns.map((column) => f.let(i32.add(p.right!, i32.mul(column, rightBytes))));
          const sums = others.map(() => f.let(f64.const(0)));
          f.for(ours, oursEnd, elementBytes[left], (a) => {
            const factor = f.let(loadElement(left, a));
            others.forEach((other, i) => {
              f.set(sums[i]!, f64.add(sums[i]!, f64.mul(factor, loadElement(right, other))));
              f.set(other, i32.add(other, elementBytes[right]));
            });
          });
          const to = f.let(rowAddress(p.out!, i32.shrU(at, 2), elementBytes[out]));
          sums.forEach((sum, i) => storeElement(f, out, to, sum, { offset: elementBytes[out] * i }));
          f.set(at, i32.add(at, 4 * count));
        };
        // As in the product, the end may be less than this.
        const lastTurn = f.let(i32.sub(end, 4 * (elementsAtOnce - 1)));
        f.while(i32.ltS(at, lastTurn), () => dots(elementsAtOnce));
        f.while(i32.ltU(at, end), () => dots(1));
      });
    },
  };
}

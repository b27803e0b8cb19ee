/**
 * The product of a sparse with a dense matrix in float32, on vectors.
 *
 * @module
 */
import type { Kernel, KernelParameters } from "../engine/kernel.ts";
import type { FunctionBuilder, Local, Vector } from "../wasm/mod.ts";
import { f32x4, i32, v128 } from "../wasm/mod.ts";
import type { Lanes, MultiplyAdd } from "./columns.ts";
import { loadLanes, multiplyAdd, rowAddress, storeLanes, vectorsOf } from "./columns.ts";
import { forRows } from "./row_blocks.ts";

/** How many columns are summed at once: eight vectors, which stay in registers. */
const columnsAtOnce = 32;

/** How many stored elements a turn of the loop takes, as long as there are so many. */
const elementsAtOnce = 4;

/**
 * A kernel that multiplies a sparse with a dense matrix, both float32. Units are the blocks of {@linkcode rowBlocks}.
 *
 * Its own parameters: the addresses `values`, `dense`, `indptr`, `indices`, with `permuted` also `permutation`, and `out`; then `rows`
 * of the sparse matrix and the `weight` of a block. Sums are float32, in stored order: they differ from exact ones by at most
 * n 2⁻²⁴ Σ |a b| for a row with n stored elements. A row without any gives zeros.
 *
 * @param width The number of columns of the dense matrix
 * @param permuted Whether element k is not `values[k]` but `values[permutation[k]]`
 */
export function sparseProductKernel(width: number, permuted: boolean): Kernel {
  return {
    name: "sparseMatmul",
    key: `sparseMatmul ${width} ${permuted}`,
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
    write: (f, p, { level }) => {
      const madd = multiplyAdd(level);
      const stripes = Math.floor(width / columnsAtOnce);
      forRows(f, p, (row, start, end) => {
        const to = f.let(rowAddress(p.out!, row, 4 * width));
        f.for(0, 4 * columnsAtOnce * stripes, 4 * columnsAtOnce, (column) => {
          const from = f.let(i32.add(p.dense!, column));
          const part = f.let(i32.add(to, column));
          writeSums(f, p, madd, width, vectorsOf(0, columnsAtOnce), { start, end, from, to: part });
        });
        writeSums(f, p, madd, width, vectorsOf(columnsAtOnce * stripes, width), { start, end, from: p.dense!, to });
      });
    },
  };
}

/** A row, or part of its columns. */
interface Row {
  /** Four times the number of the first stored element. */
  readonly start: Local<"i32">;
  /** Four times the number after the last stored element. */
  readonly end: Local<"i32">;
  /** The columns in the first row of the dense matrix. */
  readonly from: Local<"i32">;
  /** The columns in the row of the result. */
  readonly to: Local<"i32">;
}

function writeSums(
  f: FunctionBuilder<"none">,
  p: KernelParameters,
  madd: MultiplyAdd,
  width: number,
  vectors: readonly Lanes[],
  { start, end, from, to }: Row,
): void {
  if (vectors.length === 0) return;
  const sums = vectors.map(() => f.let(f32x4.const(0, 0, 0, 0)));
  const at = f.let(start);
  const add = (count: number): void => {
    for (let offset = 0; offset < 4 * count; offset += 4) {
      const line = f.let(rowAddress(from, i32.load(i32.add(p.indices!, at), { offset }), 4 * width));
      const value = f.let(elementAt(p, at, offset));
      vectors.forEach((lanes, i) => f.set(sums[i]!, madd(value, loadLanes(line, lanes), sums[i]!)));
    }
    f.set(at, i32.add(at, 4 * count));
  };
  // The end may be less than this, which is why numbers are signed: four times the number of elements is less than 2³¹.
  const lastTurn = f.let(i32.sub(end, 4 * (elementsAtOnce - 1)));
  f.while(i32.ltS(at, lastTurn), () => add(elementsAtOnce));
  f.while(i32.ltU(at, end), () => add(1));
  vectors.forEach((lanes, i) => storeLanes(to, lanes, sums[i]!).forEach((store) => f.do(store)));
}

/** A stored element in every lane. */
function elementAt({ values, permutation }: KernelParameters, at: Local<"i32">, offset: number): Vector {
  if (permutation === undefined) return v128.load32Splat(i32.add(values!, at), { offset });
  const position = i32.load(i32.add(permutation, at), { offset });
  return v128.load32Splat(i32.add(values!, i32.shl(position, 2)));
}

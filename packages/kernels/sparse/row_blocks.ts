/**
 * Rows of a sparse matrix shared out in blocks of about equal work, however long single rows are.
 *
 * @module
 */
import type { FunctionBuilder, Local, Operand } from "../wasm/mod.ts";
import { i32 } from "../wasm/mod.ts";

/** How the rows of a sparse matrix are shared out. */
export interface RowBlocks {
  /** The number of blocks. */
  readonly units: number;
  /** How many rows and stored elements together make a block. */
  readonly weight: number;
}

/**
 * How many blocks there are. A block ends with the row in which its weight is reached, so a block may be empty after a long row.
 *
 * @param rows The number of rows
 * @param stored The number of stored elements
 * @param weight How many rows and stored elements together make a block
 */
export function rowBlocks(rows: number, stored: number, weight: number): RowBlocks {
  return { units: Math.ceil((rows + stored) / weight), weight };
}

/**
 * Writes code that finds the first row of a block: the smallest with `indptr[row] + row ≥ unit · weight`. After the last block, that
 * is the number of rows.
 *
 * @param f The function
 * @param indptr Where each row starts
 * @param rows The number of rows
 * @param unit The number of the block
 * @param weight How many rows and stored elements together make a block
 * @returns A variable with the row
 */
export function firstRow(
  f: FunctionBuilder<"none">,
  indptr: Operand<"i32">,
  rows: Operand<"i32">,
  unit: Operand<"i32">,
  weight: Operand<"i32">,
): Local<"i32"> {
  const target = f.let(i32.mul(unit, weight));
  const low = f.let(i32.const(0));
  const high = f.let(i32.add(rows, 0));
  f.while(i32.ltU(low, high), () => {
    const middle = f.let(i32.shrU(i32.add(low, high), 1));
    const before = i32.add(i32.load(i32.add(indptr, i32.shl(middle, 2))), middle);
    f.if(i32.ltU(before, target), () => f.set(low, i32.add(middle, 1)), () => f.set(high, middle));
  });
  return low;
}

/**
 * Writes a loop over the rows of some blocks.
 *
 * @param f The function
 * @param p The parameters of a kernel with `indptr`, `rows` and `weight`
 * @param body Receives each row, and four times the numbers of its first stored element and of the one after its last
 */
export function forRows(
  f: FunctionBuilder<"none">,
  { first, last, indptr, rows, weight }: Readonly<Record<string, Local<"i32">>>,
  body: (row: Local<"i32">, start: Local<"i32">, end: Local<"i32">) => void,
): void {
  const row = firstRow(f, indptr!, rows!, first!, weight!);
  const lastRow = firstRow(f, indptr!, rows!, last!, weight!);
  const end = f.let(i32.shl(i32.load(i32.add(indptr!, i32.shl(row, 2))), 2));
  f.while(i32.ltU(row, lastRow), () => {
    const start = f.let(end);
    f.set(end, i32.shl(i32.load(i32.add(indptr!, i32.shl(row, 2)), { offset: 4 }), 2));
    body(row, start, end);
    f.set(row, i32.add(row, 1));
  });
}

/**
 * Cutting a batch of products into parts.
 *
 * @module
 */
import type { KernelParameters } from "../engine/kernel.ts";
import type { FunctionBuilder, Local, WasmFunction } from "../wasm/mod.ts";
import { i32, select } from "../wasm/mod.ts";
import { place, smaller } from "./blocks.ts";

/** The parameters of a product of two matrices: addresses and strides in bytes, sizes in elements. */
export const partParameters = {
  a: "i32",
  aRow: "i32",
  aColumn: "i32",
  b: "i32",
  bRow: "i32",
  bColumn: "i32",
  c: "i32",
  cRow: "i32",
  cColumn: "i32",
  rows: "i32",
  inner: "i32",
  columns: "i32",
  adds: "i32",
  work: "i32",
} as const;

/** Writes `a · b` to `c`; adds it to what is there if `adds` is 1. `work` is memory of its own. */
export type PartProduct = WasmFunction<typeof partParameters, "none">;

/** The name of an own parameter of a kernel of products. */
export type ProductParameter =
  | keyof typeof partParameters
  | "aBatch"
  | "bBatch"
  | "cBatch"
  | "unit"
  | "byColumns"
  | "blocks";

/**
 * The own parameters of the kernels of products, in order. A unit is `unit` rows, or columns if `byColumns` is 1, of one product of the
 * batch; a product has `blocks` units, the last of what is left.
 */
export const productParameters: readonly ProductParameter[] = [
  ...Object.keys(partParameters) as (keyof typeof partParameters)[],
  "aBatch",
  "bBatch",
  "cBatch",
  "unit",
  "byColumns",
  "blocks",
];

/** Writes code that does the units `first` to `last − 1`, as few parts as they make. */
export function writeParts(f: FunctionBuilder<"none">, p: KernelParameters, product: PartProduct): void {
  const { first, last } = p;
  const own = p as Readonly<Record<ProductParameter, Local<"i32">>>;
  f.while(i32.ltU(first!, last!), () => {
    const batch = f.let(i32.divU(first!, own.blocks));
    const block = f.let(i32.remU(first!, own.blocks));
    const count = f.let(smaller(f, i32.sub(last!, first!), i32.sub(own.blocks, block)));
    const start = f.let(i32.mul(block, own.unit));
    const available = i32.sub(select(own.byColumns, own.columns, own.rows), start);
    const length = f.let(smaller(f, i32.mul(count, own.unit), available));
    const row = f.let(select(own.byColumns, i32.const(0), start));
    const column = f.let(select(own.byColumns, start, i32.const(0)));
    f.do(product.call({
      ...own,
      a: place(own.a, batch, own.aBatch, row, own.aRow),
      b: place(own.b, batch, own.bBatch, column, own.bColumn),
      c: i32.add(place(own.c, batch, own.cBatch, row, own.cRow), i32.mul(column, own.cColumn)),
      rows: select(own.byColumns, own.rows, length),
      columns: select(own.byColumns, length, own.columns),
    }));
    f.set(first!, i32.add(first!, count));
  });
}

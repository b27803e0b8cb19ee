/**
 * The product of matrices of any types by its definition: sums are kept in float64 and go along the inner axis, as in TypeScript.
 *
 * @module
 */
import type { ElementType } from "../elementwise/element_type.ts";
import { loadElement, storeElement } from "../indexing/elements.ts";
import type { FunctionBuilder, Local, ModuleBuilder, Vector } from "../wasm/mod.ts";
import { f64, f64x2, i32, v128 } from "../wasm/mod.ts";
import type { PartProduct } from "./part_product.ts";
import { partParameters } from "./part_product.ts";

/** The types of the elements of a product. */
export interface ProductTypes {
  /** Of the left matrix. */
  readonly a: ElementType;
  /** Of the right matrix. */
  readonly b: ElementType;
  /** Of the product. */
  readonly c: ElementType;
}

type Part = { readonly [Name in keyof typeof partParameters]: Local<"i32"> };

/** Rows of a block of `float64`, and its columns: two vectors. */
const block = { rows: 2, columns: 4 } as const;

/** Adds a function that multiplies by the definition, any strides. It does not add to what is there. */
export function doubleProduct(module: ModuleBuilder, types: ProductTypes): PartProduct {
  const areDoubles = [types.a, types.b, types.c].every((type) => type === "float64");
  return module.function("doubleProduct", partParameters, "none", (f, p) => {
    const done = f.let(i32.const(0));
    if (areDoubles) {
      // Blocks as far as they go; then the columns beside them, and the rows below.
      f.if(i32.and(i32.eq(p.bColumn, 8), i32.eq(p.cColumn, 8)), () => {
        f.set(done, i32.and(p.columns, -block.columns));
        f.if(done, () => {
          f.while(i32.geU(p.rows, block.rows), () => {
            f.for(0, done, block.columns, (column) => blockOfDoubles(f, p, column));
            f.for(0, block.rows, 1, (row) => {
              f.for(done, p.columns, 1, (column) => element(f, p, types, row, column));
            });
            f.set(p.a, i32.add(p.a, i32.mul(p.aRow, block.rows)));
            f.set(p.c, i32.add(p.c, i32.mul(p.cRow, block.rows)));
            f.set(p.rows, i32.sub(p.rows, block.rows));
          });
        });
      });
    }
    f.for(0, p.rows, 1, (row) => {
      f.for(0, p.columns, 1, (column) => element(f, p, types, row, column));
    });
  });
}

/** One element of the product. */
function element(
  f: FunctionBuilder<"none">,
  p: Part,
  types: ProductTypes,
  row: Local<"i32">,
  column: Local<"i32">,
): void {
  const a = f.let(i32.add(p.a, i32.mul(p.aRow, row)));
  const b = f.let(i32.add(p.b, i32.mul(p.bColumn, column)));
  const sum = f.let(f64.const(0));
  f.for(0, p.inner, 1, () => {
    f.set(sum, f64.add(sum, f64.mul(loadElement(types.a, a), loadElement(types.b, b))));
    f.set(a, i32.add(a, p.aColumn));
    f.set(b, i32.add(b, p.bRow));
  });
  const c = f.let(i32.add(p.c, i32.add(i32.mul(p.cRow, row), i32.mul(p.cColumn, column))));
  storeElement(f, types.c, c, sum);
}

/** The elements of a block from a column on, of the first rows. */
function blockOfDoubles(f: FunctionBuilder<"none">, p: Part, column: Local<"i32">): void {
  const rows = Array.from({ length: block.rows }, (_, row) => f.let(i32.add(p.a, i32.mul(p.aRow, row))));
  const b = f.let(i32.add(p.b, i32.mul(column, 8)));
  const zeros: Vector = f64x2.const(0, 0);
  const sums = rows.map(() => [f.let(zeros), f.let(zeros)]);
  f.for(0, p.inner, 1, () => {
    const right = [f.let(v128.load(b)), f.let(v128.load(b, { offset: 16 }))];
    rows.forEach((row, i) => {
      const left = f.let(v128.load64Splat(row));
      sums[i]!.forEach((sum, j) => f.set(sum, f64x2.add(sum, f64x2.mul(left, right[j]!))));
      f.set(row, i32.add(row, p.aColumn));
    });
    f.set(b, i32.add(b, p.bRow));
  });
  const c = f.let(i32.add(p.c, i32.mul(column, 8)));
  sums.forEach((row, i) => {
    if (i > 0) f.set(c, i32.add(c, p.cRow));
    row.forEach((sum, j) => f.do(v128.store(c, sum, { offset: 16 * j })));
  });
}

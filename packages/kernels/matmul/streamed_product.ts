/**
 * The product of small or thin matrices of float32: each operand is read where it is.
 *
 * Each element is the sum of four: of the terms whose places on the inner axis leave 0, 1, 2 and 3 when divided by four. Thus sums across
 * columns, with four vectors, and sums along the inner axis, with four lanes, have the same bits.
 *
 * @module
 */
import type { Expression, FunctionBuilder, Local, ModuleBuilder, Vector, WasmFunction } from "../wasm/mod.ts";
import { f32, f32x4, i32, shuffle32, v128 } from "../wasm/mod.ts";
import type { PartProduct } from "./part_product.ts";
import { partParameters } from "./part_product.ts";
import type { ProductLevel } from "./tile.ts";
import { multiplyAdd } from "./tile.ts";

const { rows: _rows, work: _work, ...rowParameters } = partParameters;

/** Multiplies a fixed number of rows. */
type RowProduct = WasmFunction<typeof rowParameters, "none">;

type RowParameters = { readonly [Name in keyof typeof rowParameters]: Local<"i32"> };

/** The functions for so many rows at a time. */
interface RowProducts {
  readonly height: number;
  /** Reads lines of neighbouring columns, {@linkcode lineWidth} at a time. */
  readonly lines: RowProduct;
  /** Reads vectors of neighbouring columns, four at a time. */
  readonly across: RowProduct;
  /** Reads vectors along the inner axis, of both operands; four columns at a time. */
  readonly along: RowProduct;
  /** Reads single elements, whatever their strides. */
  readonly single: RowProduct;
}

/** Places on the inner axis that are summed apart. */
const strands = 4;

/** Columns that `across` and `along` do at a time. */
const vectorWidth = 4;

/** Columns that `lines` does at a time: a line of the cache, which is read once. */
const lineWidth = 16;

const zeros: Vector = f32x4.const(0, 0, 0, 0);

/** How much workspace a product needs, in bytes. */
export function streamedWorkspaceBytes({ inner }: { readonly inner: number }): number {
  return 2 * 4 * inner;
}

/** Adds a function that multiplies without packing. It reads and writes any strides. */
export function streamedProduct(module: ModuleBuilder, level: ProductLevel): PartProduct {
  const products: readonly RowProducts[] = [2, 1].map((height) => ({
    height,
    lines: linesOfColumns(module, level, height),
    across: acrossColumns(module, level, height),
    along: alongInner(module, level, height),
    single: singleColumns(module, level, height),
  }));
  return module.function("streamedProduct", partParameters, "none", (f, p) => {
    const isAcross = f.let(i32.and(i32.eq(p.bColumn, 4), i32.or(i32.ne(p.bRow, 4), i32.geU(p.columns, vectorWidth))));
    const isAlong = f.let(i32.and(i32.eqz(isAcross), i32.eq(p.bRow, 4)));
    const copies = f.let(i32.and(isAlong, i32.ne(p.aColumn, 4)));
    const [a, aRow, aColumn] = [f.local("i32"), f.let(p.aRow), f.let(p.aColumn)];
    f.if(copies, () => {
      f.set(aRow, i32.mul(p.inner, 4));
      f.set(aColumn, 4);
    });
    for (const { height, lines, across, along, single } of products) {
      f.while(i32.geU(p.rows, height), () => {
        f.if(copies, () => {
          copyRows(f, p, height);
          f.set(a, p.work);
        }, () => f.set(a, p.a));
        const done = f.let(i32.const(0));
        const columns = (width: number, condition: Expression<"i32">, product: RowProduct): void => {
          const next = f.let(i32.and(p.columns, -width));
          f.if(i32.and(condition, i32.ltU(done, next)), () => {
            f.do(product.call({
              ...p,
              a,
              aRow,
              aColumn,
              b: i32.add(p.b, i32.mul(done, p.bColumn)),
              c: i32.add(p.c, i32.mul(done, p.cColumn)),
              columns: i32.sub(next, done),
            }));
            f.set(done, next);
          });
        };
        columns(lineWidth, isAcross, lines);
        columns(vectorWidth, isAcross, across);
        columns(vectorWidth, isAlong, along);
        columns(1, i32.const(1), single);
        f.set(p.a, i32.add(p.a, i32.mul(p.aRow, height)));
        f.set(p.c, i32.add(p.c, i32.mul(p.cRow, height)));
        f.set(p.rows, i32.sub(p.rows, height));
      });
    }
  });
}

/** Copies rows of the left matrix to the workspace, where their elements are neighbours. */
function copyRows(
  f: FunctionBuilder<"none">,
  { a, aRow, aColumn, inner, work }: { readonly [Name in keyof typeof partParameters]: Local<"i32"> },
  height: number,
): void {
  const to = f.let(work);
  for (let row = 0; row < height; row++) {
    const from = f.let(i32.add(a, i32.mul(aRow, row)));
    f.for(0, inner, 1, () => {
      f.do(f32.store(to, f32.load(from)));
      f.set(from, i32.add(from, aColumn));
      f.set(to, i32.add(to, 4));
    });
  }
}

function acrossColumns(module: ModuleBuilder, level: ProductLevel, height: number): RowProduct {
  return module.function(`across${height}`, rowParameters, "none", (f, p) => {
    f.for(0, p.columns, vectorWidth, () => {
      strandedSums(f, level, p, height, (b) => v128.load(b)).forEach((sum, row) => {
        writeColumns(f, p, f.let(i32.add(p.c, i32.mul(p.cRow, row))), sum);
      });
      f.set(p.b, i32.add(p.b, 4 * vectorWidth));
      f.set(p.c, i32.add(p.c, i32.mul(p.cColumn, vectorWidth)));
    });
  });
}

/** Strand by strand, so that sums for a whole line fit into registers. */
function linesOfColumns(module: ModuleBuilder, level: ProductLevel, height: number): RowProduct {
  const vectors = Array.from({ length: lineWidth / vectorWidth }, (_, vector) => vector);
  return module.function(`lines${height}`, rowParameters, "none", (f, p) => {
    const rightStep = f.let(i32.mul(p.bRow, strands));
    const leftStep = f.let(i32.mul(p.aColumn, strands));
    f.for(0, p.columns, lineWidth, () => {
      const sums = Array.from({ length: strands }, (_, strand) => {
        const rows = Array.from(
          { length: height },
          (_, row) => f.let(i32.add(p.a, i32.add(i32.mul(p.aRow, row), i32.mul(p.aColumn, strand)))),
        );
        const b = f.let(i32.add(p.b, i32.mul(p.bRow, strand)));
        const strandSums = rows.map(() => vectors.map(() => f.let(zeros)));
        f.for(strand, p.inner, strands, () => {
          const right = vectors.map((vector) => f.let(v128.load(b, { offset: 16 * vector })));
          rows.forEach((row, i) => {
            const left = f.let(v128.load32Splat(row));
            strandSums[i]!.forEach((sum, vector) => f.set(sum, multiplyAdd(level, left, right[vector]!, sum)));
            f.set(row, i32.add(row, leftStep));
          });
          f.set(b, i32.add(b, rightStep));
        });
        return strandSums;
      });
      for (let row = 0; row < height; row++) {
        for (const vector of vectors) {
          const to = f.let(i32.add(p.c, i32.add(i32.mul(p.cRow, row), i32.mul(p.cColumn, vectorWidth * vector))));
          writeColumns(f, p, to, f.let(total(sums.map((strand) => strand[row]![vector]!))));
        }
      }
      f.set(p.b, i32.add(p.b, 4 * lineWidth));
      f.set(p.c, i32.add(p.c, i32.mul(p.cColumn, lineWidth)));
    });
  });
}

function singleColumns(module: ModuleBuilder, level: ProductLevel, height: number): RowProduct {
  return module.function(`single${height}`, rowParameters, "none", (f, p) => {
    f.for(0, p.columns, 1, () => {
      strandedSums(f, level, p, height, (b) => v128.load32Zero(b)).forEach((sum, row) => {
        const to = f.let(i32.add(p.c, i32.mul(p.cRow, row)));
        f.if(p.adds, () => f.set(sum, f32x4.add(sum, v128.load32Zero(to))));
        f.do(v128.store32Lane(to, 0, sum));
      });
      f.set(p.b, i32.add(p.b, p.bColumn));
      f.set(p.c, i32.add(p.c, p.cColumn));
    });
  });
}

/** Sums of products of elements of rows with vectors of the right matrix, by row. */
function strandedSums(
  f: FunctionBuilder<"none">,
  level: ProductLevel,
  p: RowParameters,
  height: number,
  load: (b: Local<"i32">) => Vector,
): Local<"v128">[] {
  const rows = Array.from({ length: height }, (_, row) => f.let(i32.add(p.a, i32.mul(p.aRow, row))));
  const b = f.let(p.b);
  const sums = Array.from({ length: strands }, () => rows.map(() => f.let(zeros)));
  const step = (strand: number): void => {
    const right = f.let(load(b));
    f.set(b, i32.add(b, p.bRow));
    rows.forEach((row, i) => {
      const sum = sums[strand]![i]!;
      f.set(sum, multiplyAdd(level, v128.load32Splat(row), right, sum));
      f.set(row, i32.add(row, p.aColumn));
    });
  };
  const rest = f.let(p.inner);
  f.while(i32.geU(rest, strands), () => {
    for (let strand = 0; strand < strands; strand++) step(strand);
    f.set(rest, i32.sub(rest, strands));
  });
  for (let strand = 0; strand < strands - 1; strand++) f.if(i32.gtU(rest, strand), () => step(strand));
  return rows.map((_, row) => f.let(total(sums.map((strand) => strand[row]!))));
}

function alongInner(module: ModuleBuilder, level: ProductLevel, height: number): RowProduct {
  return module.function(`along${height}`, rowParameters, "none", (f, p) => {
    f.for(0, p.columns, vectorWidth, () => {
      const rows = Array.from({ length: height }, (_, row) => f.let(i32.add(p.a, i32.mul(p.aRow, row))));
      const columns = Array.from(
        { length: vectorWidth },
        (_, column) => f.let(i32.add(p.b, i32.mul(p.bColumn, column))),
      );
      const sums = rows.map(() => columns.map(() => f.let(zeros)));
      const step = (load: (address: Local<"i32">) => Vector, bytes: number): void => {
        const right = columns.map((column) => f.let(load(column)));
        rows.forEach((row, i) => {
          const left = f.let(load(row));
          sums[i]!.forEach((sum, j) => f.set(sum, multiplyAdd(level, left, right[j]!, sum)));
        });
        for (const address of [...rows, ...columns]) f.set(address, i32.add(address, bytes));
      };
      const rest = f.let(p.inner);
      f.while(i32.geU(rest, strands), () => {
        step((address) => v128.load(address), 16);
        f.set(rest, i32.sub(rest, strands));
      });
      for (let lane = 0; lane < strands - 1; lane++) {
        f.if(i32.gtU(rest, lane), () => step((address) => v128.load32Lane(address, lane, zeros), 4));
      }
      sums.forEach((row, i) => {
        writeColumns(f, p, f.let(i32.add(p.c, i32.mul(p.cRow, i))), f.let(total(transposed(f, row))));
      });
      f.set(p.b, i32.add(p.b, i32.mul(p.bColumn, vectorWidth)));
      f.set(p.c, i32.add(p.c, i32.mul(p.cColumn, vectorWidth)));
    });
  });
}

/** What the strands come to. A zero has no sign: it would tell whether zeros were added to fill up a vector. */
function total([a, b, c, d]: readonly Vector[]): Vector {
  return f32x4.add(f32x4.add(f32x4.add(a!, b!), f32x4.add(c!, d!)), zeros);
}

/** Four vectors of the first lanes, the second lanes, and so on. */
function transposed(f: FunctionBuilder<"none">, [a, b, c, d]: readonly Local<"v128">[]): Vector[] {
  const halves = ([[0, 4, 1, 5], [2, 6, 3, 7]] as const).map((lanes) =>
    [f.let(shuffle32(a!, b!, lanes)), f.let(shuffle32(c!, d!, lanes))] as const
  );
  return halves.flatMap(([first, second]) => [
    shuffle32(first, second, [0, 1, 4, 5]),
    shuffle32(first, second, [2, 3, 6, 7]),
  ]);
}

/** Writes four columns of a row, or adds to them. */
function writeColumns(f: FunctionBuilder<"none">, p: RowParameters, to: Local<"i32">, value: Local<"v128">): void {
  f.if(i32.eq(p.cColumn, 4), () => {
    f.if(p.adds, () => f.set(value, f32x4.add(value, v128.load(to))));
    f.do(v128.store(to, value));
  }, () => {
    for (let lane = 0; lane < 4; lane++) {
      f.if(p.adds, () => {
        const sum = f32.add(f32x4.extractLane(value, lane), f32.load(to));
        f.set(value, f32x4.replaceLane(value, lane, sum));
      });
      f.do(v128.store32Lane(to, lane, value));
      f.set(to, i32.add(to, p.cColumn));
    }
  });
}

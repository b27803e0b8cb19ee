/**
 * The innermost loop: a tile of the product, kept in registers.
 *
 * @module
 */
import type { ModuleBuilder, Vector, VectorLevel, WasmFunction } from "../wasm/mod.ts";
import { f32, f32x4, i32, select, v128 } from "../wasm/mod.ts";

/** The vector instructions that a module is emitted for. */
export type ProductLevel = Exclude<VectorLevel, "none">;

/** Columns of a tile: two vectors. */
export const tileWidth = 8;

/** Steps of the inner loop that are written out one after another. */
const unrolled = 4;

const multiplyParameters = {
  left: "i32",
  right: "i32",
  depth: "i32",
  target: "i32",
  row: "i32",
  adds: "i32",
} as const;

const copyParameters = {
  source: "i32",
  target: "i32",
  row: "i32",
  rows: "i32",
  columns: "i32",
  adds: "i32",
} as const;

/**
 * Rows of a tile. With fused multiply-add, twelve sums, two vectors of the right matrix and one of the left use fifteen of sixteen
 * registers; without, products need room too.
 */
export function tileHeight(level: ProductLevel): number {
  return level === "relaxed" ? 6 : 4;
}

/** Adds a function that multiplies two packed strips of length `depth`, and writes the tile or adds it to what is there. */
export function tileProduct(
  module: ModuleBuilder,
  level: ProductLevel,
): WasmFunction<typeof multiplyParameters, "none"> {
  const height = tileHeight(level);
  return module.function("tileProduct", multiplyParameters, "none", (f, { left, right, depth, target, row, adds }) => {
    const sums = Array.from({ length: height }, () => [f.local("v128"), f.local("v128")] as const);
    const steps = (count: number): void => {
      for (let step = 0; step < count; step++) {
        const b0 = f.let(v128.load(right, { offset: 4 * tileWidth * step }));
        const b1 = f.let(v128.load(right, { offset: 4 * tileWidth * step + 16 }));
        sums.forEach(([sum0, sum1], i) => {
          const a = f.let(v128.load32Splat(left, { offset: 4 * (height * step + i) }));
          f.set(sum0, multiplyAdd(level, a, b0, sum0));
          f.set(sum1, multiplyAdd(level, a, b1, sum1));
        });
      }
      f.set(left, i32.add(left, 4 * height * count));
      f.set(right, i32.add(right, 4 * tileWidth * count));
    };
    const end = f.let(i32.add(left, i32.mul(depth, 4 * height)));
    const unrolledEnd = f.let(i32.add(left, i32.mul(i32.and(depth, -unrolled), 4 * height)));
    f.while(i32.ltU(left, unrolledEnd), () => steps(unrolled));
    f.while(i32.ltU(left, end), () => steps(1));
    f.if(adds, () => {
      const from = f.let(target);
      for (const [sum0, sum1] of sums) {
        f.set(sum0, f32x4.add(sum0, v128.load(from)));
        f.set(sum1, f32x4.add(sum1, v128.load(from, { offset: 16 })));
        f.set(from, i32.add(from, row));
      }
    });
    for (const [sum0, sum1] of sums) {
      f.do(v128.store(target, sum0));
      f.do(v128.store(target, sum1, { offset: 16 }));
      f.set(target, i32.add(target, row));
    }
  });
}

/** Adds a function that copies the upper left part of a tile, or adds it to what is there. */
export function copyTile(module: ModuleBuilder): WasmFunction<typeof copyParameters, "none"> {
  return module.function("copyTile", copyParameters, "none", (f, { source, target, row, rows, columns, adds }) => {
    f.for(0, rows, 1, () => {
      f.for(0, i32.mul(columns, 4), 4, (offset) => {
        const to = f.let(i32.add(target, offset));
        const before = select(adds, f32.load(to), f32.const(-0));
        f.do(f32.store(to, f32.add(f32.load(i32.add(source, offset)), before)));
      });
      f.set(source, i32.add(source, 4 * tileWidth));
      f.set(target, i32.add(target, row));
    });
  });
}

function multiplyAdd(level: ProductLevel, a: Vector, b: Vector, sum: Vector): Vector {
  return level === "relaxed" ? f32x4.relaxedMadd(a, b, sum) : f32x4.add(f32x4.mul(a, b), sum);
}

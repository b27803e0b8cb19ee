/**
 * The innermost loop: a tile of the product, kept in registers.
 *
 * @module
 */
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import type { ModuleBuilder, Vector, WasmFunction } from "../wasm/mod.ts";
import { f32, f32x4, i32, select, v128 } from "../wasm/mod.ts";

/** The vector instructions that a product is emitted for. */
export type ProductLevel = VectorCodeLevel;

/** Columns of a tile: two vectors. */
export const tileWidth = 8;

/** Rows of the lowest tile that there is code for: half as high as the highest, or the sums wait for one another. */
export const leastTileHeight = 3;

/** Steps of the inner loop that are written out one after another. */
const unrolled = 8;

/** Addresses, and how far they move from one tile to the next; `row` is the distance of rows in the target. In bytes, but for `depth`. */
export const tileParameters = {
  left: "i32",
  leftStep: "i32",
  right: "i32",
  rightStep: "i32",
  depth: "i32",
  target: "i32",
  targetStep: "i32",
  row: "i32",
  adds: "i32",
  count: "i32",
} as const;

const zeros = f32x4.const(0, 0, 0, 0);

const copyParameters = {
  source: "i32",
  target: "i32",
  row: "i32",
  rows: "i32",
  columns: "i32",
  adds: "i32",
} as const;

/** Multiplies `count` pairs of packed strips of length `depth`, from one on, and writes each tile or adds it to what is there. */
export type TileProduct = WasmFunction<typeof tileParameters, "none">;

/**
 * Rows of the highest tile. With fused multiply-add, twelve sums, two vectors of the right matrix and one of the left are what fits
 * into registers; without, products need room too.
 */
export function tileHeight(level: ProductLevel): number {
  return level === "relaxed" ? 6 : 4;
}

/**
 * Adds a function that multiplies strips to tiles of `height` rows. Strips of the left matrix have {@linkcode tileHeight} lines, of which
 * it uses the first.
 *
 * The elements of the left strip are read at addresses that are computed, not at offsets from one. Where memory accesses are checked by
 * comparing, as in Deno, V8 computes a limit for each offset; without offsets one limit serves all, and the loop takes a tenth less.
 */
export function tileProduct(module: ModuleBuilder, level: ProductLevel, height: number): TileProduct {
  const leftBytes = 4 * tileHeight(level);
  const rightBytes = 4 * tileWidth;
  return module.function(`tile${height}`, tileParameters, "none", (f, p) => {
    const sums = Array.from({ length: height }, () => [f.local("v128"), f.local("v128")] as const);
    const [left, right] = [f.local("i32"), f.local("i32")];
    const steps = (count: number): void => {
      for (let step = 0; step < count; step++) {
        const b0 = f.let(v128.load(right, { offset: rightBytes * step }));
        const b1 = f.let(v128.load(right, { offset: rightBytes * step + 16 }));
        sums.forEach(([sum0, sum1], i) => {
          const distance = leftBytes * step + 4 * i;
          const a = f.let(v128.load32Splat(distance === 0 ? left : i32.add(left, distance)));
          f.set(sum0, multiplyAdd(level, a, b0, sum0));
          f.set(sum1, multiplyAdd(level, a, b1, sum1));
        });
      }
      f.set(left, i32.add(left, leftBytes * count));
      f.set(right, i32.add(right, rightBytes * count));
    };
    const length = f.let(i32.mul(p.depth, leftBytes));
    const unrolledLength = f.let(i32.mul(i32.and(p.depth, -unrolled), leftBytes));
    f.loop((again) => {
      f.set(left, p.left);
      f.set(right, p.right);
      for (const sum of sums.flat()) f.set(sum, zeros);
      const end = f.let(i32.add(left, length));
      const unrolledEnd = f.let(i32.add(left, unrolledLength));
      f.while(i32.ltU(left, unrolledEnd), () => steps(unrolled));
      f.while(i32.ltU(left, end), () => steps(1));
      const to = f.let(p.target);
      f.if(p.adds, () => {
        const from = f.let(to);
        for (const [sum0, sum1] of sums) {
          f.set(sum0, f32x4.add(sum0, v128.load(from)));
          f.set(sum1, f32x4.add(sum1, v128.load(from, { offset: 16 })));
          f.set(from, i32.add(from, p.row));
        }
      });
      for (const [sum0, sum1] of sums) {
        f.do(v128.store(to, sum0));
        f.do(v128.store(to, sum1, { offset: 16 }));
        f.set(to, i32.add(to, p.row));
      }
      f.set(p.left, i32.add(p.left, p.leftStep));
      f.set(p.right, i32.add(p.right, p.rightStep));
      f.set(p.target, i32.add(p.target, p.targetStep));
      f.set(p.count, i32.sub(p.count, 1));
      f.branch(again, p.count);
    });
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

/** `a · b + sum`, rounded once at level `relaxed`. */
export function multiplyAdd(level: ProductLevel, a: Vector, b: Vector, sum: Vector): Vector {
  return level === "relaxed" ? f32x4.relaxedMadd(a, b, sum) : f32x4.add(f32x4.mul(a, b), sum);
}

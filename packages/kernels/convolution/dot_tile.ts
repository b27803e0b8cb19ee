/**
 * The innermost loop of the gradient of weights: products of the gradient with copies of the source that lie like it.
 *
 * @module
 */
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import type { FunctionBuilder, Local, ModuleBuilder, WasmFunction } from "../wasm/mod.ts";
import { f32x4, i32, v128 } from "../wasm/mod.ts";
import type { ConvolutionGeometry } from "./geometry.ts";
import { areaOf } from "./geometry.ts";
import { multiplyAdd } from "./sum_tile.ts";

/** The parameters of a tile: addresses, and how many bytes of the gradient's rows it goes over. */
export const tileParameters = { copies: "i32", gradient: "i32", sums: "i32", bytes: "i32" } as const;

/** Adds products of pixels and gradients to the sums of some columns of the window and some channels of the result. */
export type DotTile = WasmFunction<typeof tileParameters, "none">;

/**
 * Adds a function for any convolution.
 *
 * @param module Receives the function
 * @param level The vector instructions
 * @param geometry The convolution
 * @param columnBytes From the copy for one column of the window to that for the next
 * @param columns How many columns of the window
 * @param height How many channels of the result
 */
export function dotTile(
  module: ModuleBuilder,
  level: VectorCodeLevel,
  geometry: ConvolutionGeometry,
  columnBytes: number,
  columns: number,
  height: number,
): DotTile {
  const plane = 4 * areaOf(geometry.result);
  return module.function(`dot${columns}x${height}`, tileParameters, "none", (f, { copies, gradient, sums, bytes }) => {
    const totals = tileTotals(f, columns, height);
    const pixels = (load: typeof v128.load) => {
      const loadGradient = (i: number) => f.let(load(gradient, { offset: i * plane }));
      const loadSource = (j: number) => f.let(load(copies, { offset: j * columnBytes }));
      const add = (x: Local<"v128">, y: Local<"v128">, i: number, j: number) =>
        f.set(totals[i]![j]!, multiplyAdd(level, x, y, totals[i]![j]!));
      // What is fewer stays in registers, what is more passes through one.
      if (height < columns) {
        const kept = totals.map((_, i) => loadGradient(i));
        totals[0]!.forEach((_, j) => {
          const x = loadSource(j);
          kept.forEach((y, i) => add(x, y, i, j));
        });
      } else {
        const kept = totals[0]!.map((_, j) => loadSource(j));
        totals.forEach((_, i) => {
          const y = loadGradient(i);
          kept.forEach((x, j) => add(x, y, i, j));
        });
      }
    };
    const advance = (by: number) => {
      f.set(copies, i32.add(copies, by));
      f.set(gradient, i32.add(gradient, by));
    };
    const end = f.let(i32.add(gradient, bytes));
    const vectorsEnd = f.let(i32.add(gradient, i32.and(bytes, -16)));
    f.while(i32.ltU(gradient, vectorsEnd), () => {
      pixels(v128.load);
      advance(16);
    });
    f.while(i32.ltU(gradient, end), () => {
      pixels(v128.load32Zero);
      advance(4);
    });
    addTotals(f, totals, sums, areaOf(geometry.kernel));
  });
}

/** The sums of a tile, which are 0. */
export type TileTotals = readonly (readonly Local<"v128">[])[];

/** Variables for the sums of a tile. */
export function tileTotals(f: FunctionBuilder<"none">, columns: number, height: number): TileTotals {
  return Array.from({ length: height }, () => Array.from({ length: columns }, () => f.local("v128")));
}

/** Adds the sums of a tile to those in memory, where a channel of the result has a vector for each element of the window. */
export function addTotals(f: FunctionBuilder<"none">, totals: TileTotals, sums: Local<"i32">, window: number): void {
  totals.forEach((row, i) =>
    row.forEach((total, j) => {
      const offset = 16 * (i * window + j);
      f.do(v128.store(sums, f32x4.add(v128.load(sums, { offset }), total), { offset }));
    })
  );
}

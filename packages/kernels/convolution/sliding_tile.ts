/**
 * The innermost loop of the gradient of weights where windows touch all columns: vectors of pixels for each column of the window are put
 * together from two neighbours, so that each is read once.
 *
 * @module
 */
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import type { Local, ModuleBuilder, Vector } from "../wasm/mod.ts";
import { i32, shuffle32, v128 } from "../wasm/mod.ts";
import type { DotTile } from "./dot_tile.ts";
import { addTotals, tileParameters, tileTotals } from "./dot_tile.ts";
import type { ConvolutionGeometry } from "./geometry.ts";
import { areaOf } from "./geometry.ts";
import { multiplyAdd } from "./sum_tile.ts";

/** Whether rows of the source as they are serve all columns of the window, and rows of the result fill vectors well. */
export function areRowsEnough({ kernel, stride, dilation, result }: ConvolutionGeometry): boolean {
  return kernel[1] > 1 && stride[1] === 1 && dilation[1] === 1 && result[1] >= 0.7 * roundedWidth(result[1]);
}

/** The convolution with one column that copies whole rows: zeros fill them up, for vectors that the gradient fills up with zeros too. */
export function slidingGeometry(geometry: ConvolutionGeometry): ConvolutionGeometry {
  const { result, kernel } = geometry;
  return { ...geometry, result: [result[0], slidingWidth(geometry)], kernel: [kernel[0], 1] };
}

/** Rows with more vectors than this are gone over by a loop. */
const unrolled = 8;

/**
 * Adds a function that goes over whole rows of the result.
 *
 * @param module Receives the function
 * @param level The vector instructions
 * @param geometry The convolution
 * @param columns How many columns of the window, at most five
 * @param height How many channels of the result
 */
export function slidingTile(
  module: ModuleBuilder,
  level: VectorCodeLevel,
  geometry: ConvolutionGeometry,
  columns: number,
  height: number,
): DotTile {
  const { result, kernel } = geometry;
  const plane = 4 * areaOf(result);
  const width = result[1];
  const name = `slide${columns}x${height}`;
  return module.function(name, tileParameters, "none", (f, { copies, gradient, sums, bytes }) => {
    const totals = tileTotals(f, columns, height);
    const left = f.local("v128");
    /** Adds the products of one vector of pixels; `left` is where it begins, and what follows comes after it. */
    const pixels = (gradients: readonly Local<"v128">[], right: Local<"v128">) => {
      for (let column = 0; column < columns; column++) {
        const between = (): Vector => shuffle32(left, right, [column, column + 1, column + 2, column + 3]);
        const x = column === 0 ? left : column === 4 ? right : f.let(between());
        gradients.forEach((y, i) => f.set(totals[i]![column]!, multiplyAdd(level, x, y, totals[i]![column]!)));
      }
      f.set(left, right);
    };
    const whole = (from: Local<"i32">, given: Local<"i32">, offset: number) => {
      const gradients = totals.map((_, i) => f.let(v128.load(given, { offset: offset + i * plane })));
      pixels(gradients, f.let(v128.load(from, { offset: offset + 16 })));
    };
    const end = f.let(i32.add(gradient, bytes));
    f.while(i32.ltU(gradient, end), () => {
      f.set(left, v128.load(copies));
      const vectors = Math.floor(width / 4);
      if (vectors <= unrolled) {
        for (let n = 0; n < vectors; n++) whole(copies, gradient, 16 * n);
      } else {
        f.for(0, 16 * vectors, 16, (at) => {
          whole(f.let(i32.add(copies, at)), f.let(i32.add(gradient, at)), 0);
        });
      }
      if (width % 4 > 0) {
        const offset = 16 * vectors;
        const gradients = totals.map((_, i) => f.let(loadFirst(gradient, width % 4, offset + i * plane)));
        pixels(gradients, f.let(v128.load(copies, { offset: offset + 16 })));
      }
      f.set(copies, i32.add(copies, 4 * slidingWidth(geometry)));
      f.set(gradient, i32.add(gradient, 4 * width));
    });
    addTotals(f, totals, sums, areaOf(kernel));
  });
}

/** The first one to three numbers at a place, and zeros. */
function loadFirst(from: Local<"i32">, count: number, offset: number): Vector {
  if (count === 1) return v128.load32Zero(from, { offset });
  const two = v128.load64Zero(from, { offset });
  return count === 2 ? two : v128.load32Lane(from, 2, two, { offset: offset + 8 });
}

/** How long rows of copies are: what the last window of a row filled up reaches. */
function slidingWidth({ result, kernel }: ConvolutionGeometry): number {
  return roundedWidth(result[1]) + kernel[1] - 1;
}

function roundedWidth(width: number): number {
  return Math.ceil(width / 4) * 4;
}

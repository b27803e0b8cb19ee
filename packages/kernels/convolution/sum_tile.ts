/**
 * The innermost loop of a convolution: sums for some channels and pixels, kept in registers.
 *
 * @module
 */
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import type { FunctionBuilder, Local, ModuleBuilder, Vector, WasmFunction } from "../wasm/mod.ts";
import { f32x4, i32, shuffle32, v128 } from "../wasm/mod.ts";
import type { ConvolutionGeometry } from "./geometry.ts";
import { areaOf } from "./geometry.ts";
import { packedRow } from "./output_blocks.ts";
import type { PlaneLayout } from "./plane_layout.ts";

const parameters = { copies: "i32", weights: "i32", out: "i32", bytes: "i32" } as const;

/** Sums up and writes tiles: addresses, and how many bytes of the result's rows the tiles take. */
export type SumTile = WasmFunction<typeof parameters, "none">;

/** Windows of so many elements are written out; larger ones are gone over row by row. */
const unrolled = 9;

/**
 * Adds a function that convolves some pixels for one block of channels. What it is given must be whole tiles, unless they have one vector.
 *
 * @param module Receives the function
 * @param level The vector instructions
 * @param geometry The convolution
 * @param layout Where the copies of the source are
 * @param height Channels of the block
 * @param vectors Vectors of pixels
 */
export function sumTile(
  module: ModuleBuilder,
  level: VectorCodeLevel,
  { channels, result, kernel }: ConvolutionGeometry,
  { channelBytes, windowRowBytes, windowColumnBytes }: PlaneLayout,
  height: number,
  vectors: number,
): SumTile {
  const planeBytes = 4 * areaOf(result);
  const rowBytes = 4 * packedRow(height, kernel[1]);
  return module.function(`tile${height}x${vectors}`, parameters, "none", (f, { copies, weights, out, bytes }) => {
    const sums = Array.from({ length: height }, () => Array.from({ length: vectors }, () => f.local("v128")));
    const add = (a: Local<"v128">, b: Local<"v128">, i: number, j: number) =>
      f.set(sums[i]![j]!, multiplyAdd(level, a, b, sums[i]![j]!));
    const addRow = (from: Local<"i32">, packed: Local<"i32">, row: number) => {
      const weight = weightReader(f, packed, row * rowBytes);
      for (let column = 0; column < kernel[1]; column++) {
        const offset = row * windowRowBytes + column * windowColumnBytes;
        const pixel = (j: number) => f.let(v128.load(from, { offset: offset + 16 * j }));
        // What is fewer stays in registers, what is more passes through one.
        if (height < vectors) {
          const kept = sums.map(weight);
          sums[0]!.forEach((_, j) => {
            const b = pixel(j);
            kept.forEach((a, i) => add(a, b, i, j));
          });
        } else {
          const kept = sums[0]!.map((_, j) => pixel(j));
          sums.forEach((_, i) => {
            const a = weight();
            kept.forEach((b, j) => add(a, b, i, j));
          });
        }
      }
    };
    const addChannel = (from: Local<"i32">, packed: Local<"i32">) => {
      if (areaOf(kernel) <= unrolled) {
        for (let row = 0; row < kernel[0]; row++) addRow(from, packed, row);
        f.set(packed, i32.add(packed, kernel[0] * rowBytes));
      } else {
        const rowFrom = f.let(from);
        f.for(0, kernel[0], 1, () => {
          addRow(rowFrom, packed, 0);
          f.set(rowFrom, i32.add(rowFrom, windowRowBytes));
          f.set(packed, i32.add(packed, rowBytes));
        });
      }
      f.set(from, i32.add(from, channelBytes));
    };
    const store = () =>
      sums.forEach((row, i) =>
        row.forEach((sum, j) => f.do(v128.store(out, sum, { offset: i * planeBytes + 16 * j })))
      );
    const end = f.let(i32.add(out, bytes));
    f.while(i32.ltU(out, end), () => {
      const [from, packed] = [f.let(copies), f.let(weights)];
      sums.flat().forEach((sum) => f.set(sum, f32x4.splat(0)));
      if (channels === 1) addChannel(from, packed);
      else f.for(0, channels, 1, () => addChannel(from, packed));
      if (vectors > 1) {
        store();
      } else {
        f.if(
          i32.geU(i32.sub(end, out), 16),
          store,
          () => storeLanes(f, sums.map(([sum]) => sum!), out, planeBytes, end),
        );
      }
      f.set(copies, i32.add(copies, 16 * vectors));
      f.set(out, i32.add(out, 16 * vectors));
    });
  });
}

/** Writes those of the first three lanes of some sums that come before the end. */
function storeLanes(
  f: FunctionBuilder<"none">,
  sums: readonly Local<"v128">[],
  out: Local<"i32">,
  planeBytes: number,
  end: Local<"i32">,
): void {
  for (const lane of [0, 1, 2]) {
    f.if(i32.ltU(i32.add(out, 4 * lane), end), () => {
      sums.forEach((sum, i) => f.do(v128.store32Lane(out, lane, sum, { offset: i * planeBytes + 4 * lane })));
    });
  }
}

/**
 * Gives one weight after another, in all lanes. Four are read at once and spread by shuffles: machines spread a vector while they read
 * another, but cannot read two numbers for each that they multiply.
 */
function weightReader(f: FunctionBuilder<"none">, weights: Local<"i32">, offset: number): () => Local<"v128"> {
  let next = 0;
  let four: Local<"v128"> | undefined;
  return () => {
    const lane = next % 4;
    if (four === undefined || lane === 0) four = f.let(v128.load(weights, { offset: offset + 4 * next }));
    next++;
    return f.let(shuffle32(four, four, [lane, lane, lane, lane]));
  };
}

/** `a · b + sum`. */
export function multiplyAdd(level: VectorCodeLevel, a: Vector, b: Vector, sum: Vector): Vector {
  return level === "relaxed" ? f32x4.relaxedMadd(a, b, sum) : f32x4.add(f32x4.mul(a, b), sum);
}

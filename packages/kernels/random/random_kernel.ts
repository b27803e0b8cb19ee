/**
 * What kernels of random numbers have in common: blocks, counters, and the last few numbers.
 *
 * @module
 */
import type { Kernel, KernelContext, KernelParameters } from "../engine/kernel.ts";
import type { FunctionBuilder, Local } from "../wasm/mod.ts";
import { i32, i32x4, memoryCopy, select } from "../wasm/mod.ts";
import type { RandomWords } from "./threefry_lanes.ts";
import { keyLanes, threefryLanes } from "./threefry_lanes.ts";

/** How many numbers a unit of work is. */
export const randomBlockLength = 1024;

/** How many vectors of four counters go through the rounds together. */
const vectors = 4;

/** Scratch memory for the numbers of one turn of the loop, at most. */
const turnBytes = 4 * vectors * 2 * 8;

/** How much scratch memory a thread needs for random numbers, in bytes. */
export const randomScratchBytes: number = turnBytes + 32;

/** The dtype of random numbers. */
export type RandomType = "float32" | "float64";

/** How the words of four counters become numbers. */
export interface Draw {
  /** What it is called. */
  readonly name: string;
  /** The dtype of the numbers. */
  readonly dtype: RandomType;
  /** How many numbers a counter gives. */
  readonly perCounter: 1 | 2;
  /** The functions of JavaScript that it calls. @default none */
  readonly math?: Kernel["math"];
  /** Writes the numbers of four counters one after the other at `to` and `offset`; may use 32 bytes at `scratch`. */
  readonly write: (f: FunctionBuilder<"none">, words: RandomWords, place: DrawPlace, context: KernelContext) => void;
}

/** Where the numbers of four counters go. */
export interface DrawPlace {
  /** An address. */
  readonly to: Local<"i32">;
  /** How many bytes further on the first number goes. */
  readonly offset: number;
  /** The address of 32 bytes for anything. */
  readonly scratch: Local<"i32">;
}

/**
 * A kernel of random numbers. Its parameters: the address of the numbers, how many there are, the address of the counter of the draw
 * (an int32), the halves of the key, and the address of {@linkcode randomScratchBytes} bytes.
 */
export function randomKernel(draw: Draw): Kernel {
  const { name, dtype, math } = draw;
  return {
    name,
    key: `random ${name} ${dtype}`,
    parameters: ["out", "size", "counter", "key0", "key1", "scratch"],
    ...(math && { math }),
    write: (f, parameters, context) => writeLoop(f, parameters, draw, context),
  };
}

function writeLoop(
  f: FunctionBuilder<"none">,
  { first, last, out, size, counter, key0, key1, scratch: tail }: KernelParameters,
  { dtype, perCounter, write }: Draw,
  context: KernelContext,
): void {
  const step = 4 * vectors * perCounter;
  const bytes = dtype === "float32" ? 4 : 8;
  const key = keyLanes(f, key0!, key1!);
  const high = f.let(i32x4.splat(i32.load(counter!)));
  const scratch = f.let(i32.add(tail!, turnBytes));
  const wanted = f.let(i32.mul(last!, randomBlockLength));
  const end = f.let(select(i32.ltU(wanted, size!), wanted, size!));
  f.for(i32.mul(first!, randomBlockLength), end, step, (i) => {
    const place = f.let(i32.add(out!, i32.mul(i, bytes)));
    const left = f.let(i32.sub(end, i));
    // What follows the last number belongs to somebody else: the last few go by way of the scratch memory.
    const to = f.let(select(i32.ltU(left, step), tail!, place));
    const start = f.let(i32x4.splat(i32.shrU(i, perCounter - 1)));
    const low = Array.from(
      { length: vectors },
      (_, v) => i32x4.add(start, i32x4.const(4 * v, 4 * v + 1, 4 * v + 2, 4 * v + 3)),
    );
    threefryLanes(f, key, low, high).forEach((words, v) => {
      write(f, words, { to, offset: 4 * v * perCounter * bytes, scratch }, context);
    });
    f.if(i32.ltU(left, step), () => f.do(memoryCopy(place, tail!, i32.mul(left, bytes))));
  });
}

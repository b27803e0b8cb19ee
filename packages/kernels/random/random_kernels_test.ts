import { assertEquals } from "@std/assert";
import { compileKernel } from "../engine/compile_kernel.ts";
import type { Kernel } from "../engine/kernel.ts";
import { threefry2x32 } from "../threefry.ts";
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import { normalKernels } from "./normal_kernels.ts";
import { randomBlockLength } from "./random_kernel.ts";
import { uniformKernels } from "./uniform_kernels.ts";

const out = 1024;
const sizes = [0, 1, 2, 7, 8, 9, 1000, 1024, 1025, 3001];
const levels: readonly VectorCodeLevel[] = ["relaxed", "simd"];
const key = [0x9abcdef0 | 0, -77] as const;
const counter = -5;

function wordsOf(index: number): Uint32Array {
  const words = new Uint32Array(2);
  threefry2x32(key[0], key[1], index, counter, words);
  return words;
}

/** The definitions, one number at a time. */
const definitions:
  readonly (readonly [Kernel, Float32ArrayConstructor | Float64ArrayConstructor, (i: number) => number])[] = [
    [uniformKernels.float32, Float32Array, (i) => (wordsOf(i >> 1)[i & 1]! >>> 8) / 2 ** 24],
    [uniformKernels.float64, Float64Array, (i) => {
      const [high, low] = wordsOf(i);
      return ((high! >>> 5) * 2 ** 26 + (low! >>> 6)) / 2 ** 53;
    }],
    [normalKernels.float32, Float32Array, normal],
    [normalKernels.float64, Float64Array, normal],
  ];

function normal(i: number): number {
  const [first, second] = wordsOf(i >> 1);
  const angle = 2 * Math.PI * (second! / 2 ** 32);
  return Math.sqrt(-2 * Math.log((first! + 0.5) / 2 ** 32)) * (i & 1 ? Math.sin(angle) : Math.cos(angle));
}

for (const level of levels) {
  for (const [kernel, Numbers, numberAt] of definitions) {
    Deno.test(`${kernel.key} numbers are those of the definition at level ${level}, however the work is cut`, () => {
      for (const size of sizes) {
        const units = Math.ceil(size / randomBlockLength);
        for (const cut of new Set([units, 1, 0])) {
          const memory = new WebAssembly.Memory({ initial: 1 });
          new Int32Array(memory.buffer)[16] = counter;
          const numbers = new Numbers(memory.buffer as ArrayBuffer, out, size + 8).fill(42);
          const run = compileKernel(kernel, memory, level);
          for (const [first, last] of [[cut, units], [0, cut]] as const) {
            run(first, last, out, size, 64, ...key, 128);
          }
          assertEquals([...numbers.subarray(0, size)], [...new Numbers(size).map((_, i) => numberAt(i))]);
          assertEquals([...numbers.subarray(size)], Array(8).fill(42), "nothing behind the last number is touched");
        }
      }
    });
  }
}

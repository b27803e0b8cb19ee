/**
 * Uniform random numbers in [0, 1).
 *
 * @module
 */
import type { Kernel } from "../engine/kernel.ts";
import type { Vector } from "../wasm/mod.ts";
import { f32x4, f64x2, i32x4, shuffle32, v128 } from "../wasm/mod.ts";
import type { RandomType } from "./random_kernel.ts";
import { randomKernel } from "./random_kernel.ts";

/**
 * Kernels of uniform numbers. A counter gives two float32 numbers of 24 random bits, or one float64 number of 53. See `randomKernel` for
 * their parameters.
 */
export const uniformKernels: Readonly<Record<RandomType, Kernel>> = {
  float32: /* @__PURE__ */ randomKernel({
    name: "uniform",
    dtype: "float32",
    perCounter: 2,
    write: (f, [first, second], { to, offset }) => {
      const numbers = [first, second].map((words) => f.let(f32x4.mul(convert24(words), 2 ** -24)));
      f.do(v128.store(to, shuffle32(numbers[0]!, numbers[1]!, [0, 4, 1, 5]), { offset }));
      f.do(v128.store(to, shuffle32(numbers[0]!, numbers[1]!, [2, 6, 3, 7]), { offset: offset + 16 }));
    },
  }),
  float64: /* @__PURE__ */ randomKernel({
    name: "uniform",
    dtype: "float64",
    perCounter: 1,
    write: (f, words, { to, offset }) => {
      const high = f.let(i32x4.shrU(words[0], 5));
      const low = f.let(i32x4.shrU(words[1], 6));
      f.do(v128.store(to, join53(high, low), { offset }));
      f.do(v128.store(to, join53(upperHalf(high), upperHalf(low)), { offset: offset + 16 }));
    },
  }),
};

/** The upper 24 bits: exact as a float, and positive as a signed integer. */
function convert24(words: Vector): Vector {
  return f32x4.convertI32x4S(i32x4.shrU(words, 8));
}

/** Two numbers of 27 and 26 bits, all of which a float64 holds: no step rounds. */
function join53(high: Vector, low: Vector): Vector {
  const sum = f64x2.add(f64x2.mul(f64x2.convertLowI32x4S(high), 2 ** 26), f64x2.convertLowI32x4S(low));
  return f64x2.mul(sum, 2 ** -53);
}

function upperHalf(x: Vector): Vector {
  return shuffle32(x, x, [2, 3, 2, 3]);
}

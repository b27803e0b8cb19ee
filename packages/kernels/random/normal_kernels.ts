/**
 * Normally distributed random numbers.
 *
 * @module
 */
import type { Kernel, KernelContext } from "../engine/kernel.ts";
import type { Expression, FunctionBuilder, Local } from "../wasm/mod.ts";
import { f32, f64, i32, v128 } from "../wasm/mod.ts";
import type { RandomWords } from "./threefry_lanes.ts";
import type { DrawPlace, RandomType } from "./random_kernel.ts";
import { randomKernel } from "./random_kernel.ts";

/**
 * Kernels of normal numbers, mean 0 and standard deviation 1. A counter gives two (Box and Muller, 1958), computed in float64 with the
 * functions of JavaScript, so that the bits are those of a loop in TypeScript. See `randomKernel` for their parameters.
 */
export const normalKernels: Readonly<Record<RandomType, Kernel>> = {
  float32: /* @__PURE__ */ normalKernel("float32"),
  float64: /* @__PURE__ */ normalKernel("float64"),
};

function normalKernel(dtype: RandomType): Kernel {
  return randomKernel({
    name: "normal",
    dtype,
    perCounter: 2,
    math: ["log", "cos", "sin"],
    write: (f, words, place, context) => writePairs(f, words, place, context, dtype),
  });
}

function writePairs(
  f: FunctionBuilder<"none">,
  [first, second]: RandomWords,
  { to, offset, scratch }: DrawPlace,
  { math }: KernelContext,
  dtype: RandomType,
): void {
  const bytes = dtype === "float32" ? 4 : 8;
  f.do(v128.store(scratch, first));
  f.do(v128.store(scratch, second, { offset: 16 }));
  f.for(0, 4, 1, (pair) => {
    const word = f.let(i32.add(scratch, i32.mul(pair, 4)));
    // Dividing by a power of two and multiplying by its inverse are the same.
    const uniform = f64.mul(f64.add(f64.convertI32U(i32.load(word)), 0.5), 2 ** -32);
    const radius = f.let(f64.sqrt(f64.mul(-2, math("log", uniform))));
    const turn = f64.mul(f64.convertI32U(i32.load(word, { offset: 16 })), 2 ** -32);
    const angle = f.let(f64.mul(2 * Math.PI, turn));
    const place = f.let(i32.add(to, i32.mul(pair, 2 * bytes)));
    f.do(storeAs(dtype, place, f64.mul(radius, math("cos", angle)), offset));
    f.do(storeAs(dtype, place, f64.mul(radius, math("sin", angle)), offset + bytes));
  });
}

function storeAs(
  dtype: RandomType,
  place: Local<"i32">,
  value: Expression<"f64">,
  offset: number,
): Expression<"none"> {
  return dtype === "float32" ? f32.store(place, f32.demoteF64(value), { offset }) : f64.store(place, value, { offset });
}

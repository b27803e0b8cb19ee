/**
 * Operations that turn a counter into random numbers. The numbers are a function of key, counter and position alone.
 *
 * @module
 */
import type { Kernel, KernelCall, RandomType } from "@chainrule/kernels";
import {
  normalKernels,
  randomBlockLength,
  randomScratchBytes,
  scratchAt,
  threefry2x32,
  uniformKernels,
} from "@chainrule/kernels";
import type { DType, Values } from "../core/dtype.ts";
import { allocate, isFloat } from "../core/dtype.ts";
import type { Site } from "../core/lowering.ts";
import type { NoDerivative, Op, Unary } from "../core/op.ts";
import type { Shape } from "../core/shape.ts";
import { sizeOf } from "../core/shape.ts";

/** The two halves of a key, as signed 32-bit integers. */
export type Key = readonly [number, number];

/** What a draw needs beside the counter. */
export interface Draw {
  /** Which sequence. */
  readonly key: Key;
  /** The shape of the result. */
  readonly shape: Shape;
  /** The dtype of the result. */
  readonly dtype: DType;
}

const constant: NoDerivative = { none: "random numbers do not depend on their counter by small amounts" };
const twoTo32 = 2 ** 32;
const words = /* @__PURE__ */ new Uint32Array(2);

/** The record of `Random.uniform`: numbers in [0, 1). */
export const randomUniformOp: Op<Unary, Draw> = {
  name: "randomUniform",
  shape: (_, { shape }) => shape,
  dtype: (_, { dtype }) => dtype,
  compute: ([counter], { key }, { shape, dtype }) => {
    const out = allocate(dtype, sizeOf(shape));
    if (dtype === "float64") fillUniform53(out, key, counter.data[0]!);
    else fillUniform24(out, key, counter.data[0]!);
    return out;
  },
  lower: (site) => drawCalls(site, uniformKernels, { float32: 1.7, float64: 3.7 }),
  vjp: constant,
  jvp: constant,
};

/** The record of `Random.normal`: mean 0, standard deviation 1. */
export const randomNormalOp: Op<Unary, Draw> = {
  name: "randomNormal",
  shape: (_, { shape }) => shape,
  dtype: (_, { dtype }) => dtype,
  compute: ([counter], { key }, { shape, dtype }) => {
    const out = allocate(dtype, sizeOf(shape));
    fillNormal(out, key, counter.data[0]!);
    return out;
  },
  lower: (site) => drawCalls(site, normalKernels, { float32: 45, float64: 45 }),
  vjp: constant,
  jvp: constant,
};

/** The record of `Random.permutation`: the integers below n, shuffled, one at a time and so in TypeScript. */
export const randomPermutationOp: Op<Unary, Draw> = {
  name: "randomPermutation",
  shape: (_, { shape }) => shape,
  dtype: () => "int32",
  compute: ([counter], { key }, { shape }) => {
    const out = allocate("int32", sizeOf(shape));
    for (let i = 0; i < out.length; i++) out[i] = i;
    shuffle(out, key, counter.data[0]!);
    return out;
  },
  vjp: constant,
  jvp: constant,
};

function fillUniform24(out: Values, [key0, key1]: Key, counter: number): void {
  for (let i = 0; i < out.length; i += 2) {
    threefry2x32(key0, key1, i >>> 1, counter, words);
    out[i] = (words[0]! >>> 8) * 2 ** -24;
    if (i + 1 < out.length) out[i + 1] = (words[1]! >>> 8) * 2 ** -24;
  }
}

function fillUniform53(out: Values, key: Key, counter: number): void {
  for (let i = 0; i < out.length; i++) out[i] = uniform53(key, counter, i);
}

/** Box and Muller (1958): two uniform numbers give two independent normal ones. */
function fillNormal(out: Values, [key0, key1]: Key, counter: number): void {
  for (let i = 0; i < out.length; i += 2) {
    threefry2x32(key0, key1, i >>> 1, counter, words);
    const radius = Math.sqrt(-2 * Math.log((words[0]! + 0.5) / twoTo32));
    const angle = 2 * Math.PI * (words[1]! / twoTo32);
    out[i] = radius * Math.cos(angle);
    if (i + 1 < out.length) out[i + 1] = radius * Math.sin(angle);
  }
}

/** Fisher and Yates, from the end. */
function shuffle(values: Values, key: Key, counter: number): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(uniform53(key, counter, i) * (i + 1));
    const value = values[i]!;
    values[i] = values[j]!;
    values[j] = value;
  }
}

function uniform53([key0, key1]: Key, counter: number, index: number): number {
  threefry2x32(key0, key1, index, counter, words);
  return ((words[0]! >>> 5) * 2 ** 26 + (words[1]! >>> 6)) * 2 ** -53;
}

/** Kernels that have the bits of TypeScript, and about how many nanoseconds a number takes. */
function drawCalls(
  { attributes: { key }, inputs: [counter], output }: Site<Unary, Draw>,
  kernels: Readonly<Record<RandomType, Kernel>>,
  nanoseconds: Readonly<Record<RandomType, number>>,
): readonly KernelCall[] | null {
  if (counter.dtype !== "int32" || !isFloat(output.dtype)) return null;
  const dtype = output.dtype as RandomType;
  const size = sizeOf(output.shape);
  return [{
    kernel: kernels[dtype],
    units: Math.ceil(size / randomBlockLength),
    nanoseconds: size * nanoseconds[dtype],
    arguments: [output.address, size, counter.address, key[0], key[1], scratchAt()],
    scratchBytes: randomScratchBytes,
  }];
}

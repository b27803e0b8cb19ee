/**
 * What the WebAssembly of this machine can do.
 *
 * @module
 */
import { atomic32 } from "./atomics.ts";
import { f32x4 } from "./float_vectors.ts";
import type { Expression, ResultType } from "./expression.ts";
import { ModuleBuilder } from "./module_builder.ts";
import { i8x16 } from "./vectors.ts";

/** Abilities that are not everywhere. `relaxedSimd` counts only where it multiplies and adds with one rounding, as almost all machines do. */
export type Feature = "simd" | "relaxedSimd" | "threads";

/**
 * The vector instructions that kernels may use: `relaxed` with fused multiply-add, `simd` without, `none` for loops in TypeScript.
 */
export type VectorLevel = "relaxed" | "simd" | "none";

const zeros = f32x4.splat(0);

const samples: Readonly<Record<Feature, Expression<ResultType>>> = {
  simd: i8x16.swizzle(zeros, zeros),
  relaxedSimd: f32x4.relaxedMadd(zeros, zeros, zeros),
  threads: atomic32.rmwAdd(0, 0),
};

const found = new Map<Feature, boolean>();

let forcedLevel: VectorLevel | undefined;

/** Whether this machine runs a feature, by validating a module that uses it. */
export function supports(feature: Feature): boolean {
  let answer = found.get(feature);
  if (answer === undefined) {
    answer = typeof WebAssembly === "object" && compiles(probe(samples[feature], feature === "threads")) &&
      (feature !== "relaxedSimd" || fuses());
    found.set(feature, answer);
  }
  return answer;
}

/** The vector instructions to use now: the best there are, or what {@linkcode withVectorLevel} says. */
export function vectorLevel(): VectorLevel {
  return forcedLevel ?? (supports("relaxedSimd") ? "relaxed" : supports("simd") ? "simd" : "none");
}

/**
 * Runs `f` with other vector instructions than the best, to compare them.
 *
 * @param level What kernels use meanwhile
 * @param f Runs at once
 * @returns What `f` returns
 */
export function withVectorLevel<T>(level: VectorLevel, f: () => T): T {
  const before = forcedLevel;
  forcedLevel = level;
  try {
    return f();
  } finally {
    forcedLevel = before;
  }
}

/** A module whose one function uses an instruction. */
function probe(sample: Expression<ResultType>, shared: boolean): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", { initial: 1, maximum: 1, shared });
  module.function("probe", {}, "none", (f) => f.do(sample));
  return module.toBytes();
}

/** Whether a product is rounded only after the sum. */
function fuses(): boolean {
  const module = new ModuleBuilder();
  module.export(module.function("fuse", { a: "f32", c: "f32" }, "f32", (_, { a, c }) => {
    const factor = f32x4.splat(a);
    return f32x4.extractLane(f32x4.relaxedMadd(factor, factor, f32x4.splat(c)), 0);
  }));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()));
  // The square of 1 + 2⁻¹² is 2⁻²⁴ more than its 24 digits.
  return (exports.fuse as (a: number, c: number) => number)(1 + 2 ** -12, -1 - 2 ** -11) !== 0;
}

/** Whether a module is valid and may be compiled: a page's policy can forbid that. */
function compiles(bytes: Uint8Array<ArrayBuffer>): boolean {
  if (!WebAssembly.validate(bytes)) return false;
  try {
    new WebAssembly.Module(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * Kernels ready to run.
 *
 * @module
 */
import { erf, erfc } from "../erf.ts";
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import { KernelModule, ModuleBuilder } from "../wasm/mod.ts";
import type { Parameters, WasmFunction } from "../wasm/mod.ts";
import type { Kernel, KernelFunction, MathName } from "./kernel.ts";
import { isShared, leastPages, maximumPages } from "./shared_memory.ts";

/** What the module of a kernel exports. */
export interface KernelExports {
  /** The kernel. */
  readonly run: KernelFunction;
}

/** The functions that kernels may import as `math`. */
export const mathFunctions: Readonly<Record<MathName, (...x: number[]) => number>> = {
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  tanh: Math.tanh,
  erf: (x) => erf(x!),
  erfc: (x) => erfc(x!),
  pow: Math.pow,
};

/** How many modules are kept; the one that was not asked for longest goes first. */
const cacheLimit = 1000;

const cache = new Map<string, KernelModule<KernelExports>>();

/**
 * The module of a kernel, compiled once for each level and kind of memory.
 *
 * @param kernel What it computes
 * @param level Its vector instructions
 * @param shared Whether its memory is shared between threads
 */
export function kernelModule(kernel: Kernel, level: VectorCodeLevel, shared: boolean): KernelModule<KernelExports> {
  const key = `${level} ${shared} ${kernel.key}`;
  const module = cache.get(key) ?? new KernelModule(() => bytesOf(kernel, level, shared), { math: mathFunctions });
  cache.delete(key);
  cache.set(key, module);
  if (cache.size > cacheLimit) cache.delete(cache.keys().next().value!);
  return module;
}

/**
 * The function that a kernel is in a memory.
 *
 * @param kernel What it computes
 * @param memory Where its numbers are
 * @param level Its vector instructions
 */
export function compileKernel(kernel: Kernel, memory: WebAssembly.Memory, level: VectorCodeLevel): KernelFunction {
  return kernelModule(kernel, level, isShared(memory)).in(memory).run;
}

function bytesOf(kernel: Kernel, level: VectorCodeLevel, shared: boolean): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.importMemory(
    "host",
    "memory",
    shared ? { initial: leastPages, maximum: maximumPages, shared } : { initial: leastPages },
  );
  const math = new Map((kernel.math ?? []).map((name) => [name, importMath(module, name)]));
  const parameters = Object.fromEntries(["first", "last", ...kernel.parameters].map((name) => [name, "i32" as const]));
  module.export(module.function("run", parameters, "none", (f, p) => {
    kernel.write(f, p, {
      module,
      level,
      math: (name, ...operands) =>
        math.get(name)!.call({ a: operands[0]!, ...(name === "pow" && { b: operands[1]! }) }),
    });
  }));
  return module.toBytes();
}

function importMath(module: ModuleBuilder, name: MathName): WasmFunction<Parameters, "f64"> {
  const parameters: Parameters = name === "pow" ? { a: "f64", b: "f64" } : { a: "f64" };
  return module.importFunction("math", name, parameters, "f64");
}

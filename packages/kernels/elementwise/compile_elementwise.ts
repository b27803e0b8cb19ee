/**
 * Elementwise computations ready to run.
 *
 * @module
 */
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import type { VectorLevel } from "../wasm/mod.ts";
import { KernelModule, ModuleBuilder, vectorLevel } from "../wasm/mod.ts";
import { emitElementwise } from "./emit_elementwise.ts";
import { interpretElementwise } from "./interpret_elementwise.ts";
import { structureOf } from "./structure.ts";
import type { Elementwise } from "./vocabulary.ts";

/**
 * Computes a block of elements in the memory that it was made for.
 *
 * @param rows How many rows
 * @param columns How many elements a row has
 * @param addresses In bytes: of the results, then of the inputs
 */
export type ElementwiseFunction = (rows: number, columns: number, ...addresses: number[]) => void;

type Kernels = KernelModule<{ readonly run: ElementwiseFunction }>;

/** How many modules are kept; the one that was not asked for longest goes first. */
const cacheLimit = 1000;

const cache = new Map<string, Kernels>();

/** The most pages that a memory can have; a shared one must be declared with some limit. */
const maximumPages = 65536;

/**
 * The function that computes a formula on float32 numbers in a memory. {@linkcode emitElementwise} says what it takes. Computations of the
 * same structure share code.
 *
 * @param elementwise What to compute
 * @param memory Where the numbers are, shared between threads or not
 * @param level The vector instructions
 * @returns The function
 *
 * @example A scaled sum, in place
 * ```ts
 * import { compileElementwise } from "@chainrule/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const memory = new WebAssembly.Memory({ initial: 1 });
 * const numbers = new Float32Array(memory.buffer);
 * numbers.set([1, 2, 3, 4, 5], 0);
 * numbers.set([10], 8);
 * const scaleAndAdd = compileElementwise({
 *   formula: (k, [x, a]) => [k.add(k.mul(x!, a!), k.constant(0.5))],
 *   inputs: ["each", "scalar"],
 * }, memory);
 * scaleAndAdd(1, 5, 0, 0, 4 * 8);
 * assertEquals([...numbers.subarray(0, 5)], [10.5, 20.5, 30.5, 40.5, 50.5]);
 * ```
 */
export function compileElementwise(
  elementwise: Elementwise,
  memory: WebAssembly.Memory,
  level: VectorLevel = vectorLevel(),
): ElementwiseFunction {
  if (level === "none") return interpretElementwise(elementwise, memory);
  const shared = typeof SharedArrayBuffer === "function" && memory.buffer instanceof SharedArrayBuffer;
  const key = `${level} ${shared} ${structureOf(elementwise).key}`;
  const kernels = cache.get(key) ?? new KernelModule(() => moduleOf(elementwise, level, shared));
  cache.delete(key);
  cache.set(key, kernels);
  if (cache.size > cacheLimit) cache.delete(cache.keys().next().value!);
  return kernels.in(memory).run;
}

function moduleOf(elementwise: Elementwise, level: VectorCodeLevel, shared: boolean): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", shared ? { initial: 0, maximum: maximumPages, shared } : { initial: 0 });
  module.export(emitElementwise(module, "run", elementwise, level));
  return module.toBytes();
}

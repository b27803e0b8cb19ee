/**
 * Runs one expression, for tests.
 *
 * @module
 */
import type { Expression, ResultType, ValueType } from "../expression.ts";
import { ModuleBuilder, v128 } from "../mod.ts";
import type { Vector } from "../mod.ts";

/** What WebAssembly gives to JavaScript. */
export type Value = number | bigint;

/** The types of such values. */
export type Scalar = Exclude<ValueType, "v128">;

/** What a vector may hold. */
export type Lanes = Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array;

/** Runs a module with one function of no arguments over some memory. */
export function run(body: Expression<ResultType>, memory: WebAssembly.Memory, shared = false): Value | undefined {
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", { initial: 1, maximum: 2, shared });
  const result = body.type;
  module.export(module.function("run", {}, result as "i32", (f) => {
    if (result === "none") f.do(body);
    return body as Expression<"i32">;
  }));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), { host: { memory } });
  return (instance.exports.run as () => Value | undefined)();
}

/** A memory of one page that can grow to two. */
export function newMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: 1, maximum: 2 });
}

/** Computes a vector from vectors; gives its bytes. */
export function compute(inputs: readonly Lanes[], body: (...vectors: Vector[]) => Vector): ArrayBuffer {
  const memory = newMemory();
  inputs.forEach((lanes, i) => {
    new Uint8Array(memory.buffer).set(new Uint8Array(lanes.buffer, lanes.byteOffset, 16), 16 * i);
  });
  run(v128.store(1024, body(...inputs.map((_, i) => v128.load(16 * i)))), memory);
  return new Uint8Array(memory.buffer, 1024, 16).slice().buffer;
}

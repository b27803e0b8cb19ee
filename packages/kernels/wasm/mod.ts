/**
 * A WebAssembly assembler: kernels are written in TypeScript and emitted when first used, without a toolchain.
 *
 * @example A function that adds
 * ```ts
 * import { i32, ModuleBuilder } from "@chainrule/kernels/wasm";
 * import { assertEquals } from "@std/assert";
 *
 * const builder = new ModuleBuilder();
 * builder.export(builder.function("add", { a: "i32", b: "i32" }, "i32", (_f, { a, b }) => i32.add(a, b)));
 * const { add } = new WebAssembly.Instance(new WebAssembly.Module(builder.toBytes())).exports;
 * assertEquals((add as (a: number, b: number) => number)(2, 3), 5);
 * ```
 *
 * @module
 */
export * from "./atomics.ts";
export * from "./byte_writer.ts";
export * from "./expression.ts";
export * from "./features.ts";
export * from "./float_vectors.ts";
export * from "./floats.ts";
export * from "./function_builder.ts";
export * from "./instruction_family.ts";
export * from "./integer_vectors.ts";
export * from "./integers.ts";
export * from "./kernel_module.ts";
export * from "./memory.ts";
export * from "./module_builder.ts";
export * from "./vectors.ts";

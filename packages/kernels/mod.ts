/**
 * Loops over typed arrays: what the operations of `@chainrule/tensor` run on.
 *
 * @example A matrix product
 * ```ts
 * import { matmul } from "@chainrule/kernels";
 * import { assertEquals } from "@std/assert";
 *
 * const a = { values: Float32Array.of(1, 2, 3, 4), offset: 0, rowStride: 2, columnStride: 1 };
 * const product = new Float32Array(4);
 * matmul(a, a, product, 0, { rows: 2, inner: 2, columns: 2 });
 * assertEquals([...product], [7, 10, 15, 22]);
 * ```
 *
 * @module
 */
export * from "./erf.ts";
export * from "./matmul.ts";
export type { ElementType } from "./elementwise/element_type.ts";
export type { ProductTypes } from "./matmul/double_product.ts";
export * from "./matmul/product_kernels.ts";
export type { ProductLevel } from "./matmul/tile.ts";
export { releaseScratch } from "./scratch.ts";
export * from "./sparse.ts";
export { threefry2x32 } from "./threefry.ts";
export * from "./elementwise/mod.ts";
export * from "./reduction/mod.ts";
export * from "./vector_math/lanes.ts";
export * as vectorMath from "./vector_math/mod.ts";
export * from "./engine/kernel.ts";
export * from "./engine/compile_kernel.ts";
export * from "./engine/shared_memory.ts";
export * from "./random/mod.ts";
export * from "./engine/engine_memory.ts";
export * from "./engine/program_module.ts";
export type * from "./engine/threads/host_worker.ts";
export * from "./engine/threads/thread_pool.ts";
export * from "./sparse/mod.ts";
export { vectorLevel, withVectorLevel } from "./wasm/mod.ts";
export type { VectorLevel } from "./wasm/mod.ts";
export * from "./indexing/mod.ts";
export * from "./convolution/mod.ts";

/**
 * Tensors that remember the operation that made them, and the operations.
 *
 * @example A small computation
 * ```ts
 * import { matmul, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[1, 2], [3, 4]]);
 * const w = tensor([[1], [-1]]);
 * assertEquals(matmul(x, w).toArray(), [[-1], [-1]]);
 * ```
 *
 * @module
 */
import "./install.ts";

export * from "./core/mod.ts";
export * from "./creation/mod.ts";
export * from "./ops/mod.ts";
export * from "./random/mod.ts";
export * from "./sparse/mod.ts";

/**
 * Named tensors as bytes: the safetensors format, and checkpoints on top of it. Files are in `@chainrule/formats/files`.
 *
 * @example Weights out and back
 * ```ts
 * import { decodeSafetensors, encodeSafetensors } from "@chainrule/formats";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = encodeSafetensors({ w: tensor([[1, 2], [3, 4]]), b: tensor([0.5, -0]) });
 * const { tensors } = decodeSafetensors(bytes);
 * assertEquals(tensors.b?.toArray(), [0.5, -0]);
 * ```
 *
 * @module
 */
export * from "./checkpoint/mod.ts";
export { FormatError } from "./format_error.ts";
export * from "./safetensors/mod.ts";

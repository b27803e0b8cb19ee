/**
 * The safetensors format.
 *
 * @module
 */
export { decodeSafetensors } from "./decode.ts";
export type { Safetensors } from "./decode.ts";
export { encodeSafetensors } from "./encode.ts";

/**
 * Reading safetensors.
 *
 * @module
 */
import { fromValues } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import type { Entry } from "./header.ts";
import { readHeader } from "./header.ts";

/** What a safetensors file holds. */
export interface Safetensors {
  /** The tensors by name. */
  readonly tensors: Record<string, Tensor>;
  /** Free-form strings by name. */
  readonly metadata: Record<string, string>;
}

/**
 * Reads the tensors in the bytes of a safetensors file. 张量的反序列化
 *
 * F32, F64, I32 and BOOL are read as they are, bit for bit. F16 and BF16 become float32, which holds all of them; I8, U8 and I16
 * become int32; I64 becomes int32 if every number fits. Other element types are refused by name. The whole header is
 * checked before memory is taken for a tensor, and all tensors together take at most four times the length of the file.
 *
 * @param bytes The file
 * @returns Tensors and metadata; the tensors do not share memory with `bytes`
 * @throws {FormatError} When the file is damaged, with what is wrong
 * @throws {TypeError} When `bytes` is not a `Uint8Array`
 *
 * @example Out and back
 * ```ts
 * import { decodeSafetensors, encodeSafetensors } from "@chainrule/formats";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = encodeSafetensors({ w: tensor([[1, 2], [3, 4]]) }, { by: "me" });
 * const { tensors, metadata } = decodeSafetensors(bytes);
 * assertEquals(tensors.w?.toArray(), [[1, 2], [3, 4]]);
 * assertEquals(metadata, { by: "me" });
 * ```
 */
export function decodeSafetensors(bytes: Uint8Array): Safetensors {
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(
      `Cannot read a safetensors file as its bytes must be a Uint8Array: current type is ${typeof bytes}`,
    );
  }
  // A subclass may slice without copying, as Node's Buffer does.
  const file = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const { entries, metadata } = readHeader(file);
  return {
    tensors: Object.fromEntries(entries.map((entry) => [entry.name, readTensor(file, entry)])),
    metadata,
  };
}

function readTensor(file: Uint8Array, { name, type, shape, start, end }: Entry): Tensor {
  return fromValues(type.read(file.slice(start, end).buffer as ArrayBuffer, name), shape, type.dtype);
}

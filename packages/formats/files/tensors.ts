/**
 * Files of tensors.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { decodeSafetensors } from "../safetensors/decode.ts";
import type { Safetensors } from "../safetensors/decode.ts";
import { encodeSafetensors } from "../safetensors/encode.ts";
import { read } from "./read.ts";
import { replaceFile } from "./replace_file.ts";

/**
 * Writes tensors to a safetensors file, whole or not at all. Needs permission to write to its folder.
 *
 * @param path The file, customarily `….safetensors`
 * @param tensors The tensors by name
 * @param metadata Free-form strings by name
 * @throws {FileError} When the file cannot be written; an earlier one is then as it was
 * @throws {TypeError} When something is not a tensor, or some metadata is not a string
 *
 * @example Weights on disk
 * ```ts
 * import { loadTensors, saveTensors } from "@chainrule/formats/files";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await saveTensors(`${folder}/w.safetensors`, { w: tensor([1, 2]) });
 * const { tensors } = await loadTensors(`${folder}/w.safetensors`);
 * assertEquals(tensors.w?.toArray(), [1, 2]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function saveTensors(
  path: string | URL,
  tensors: Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Promise<void> {
  await replaceFile(path, encodeSafetensors(tensors, metadata));
}

/**
 * Reads a safetensors file. Needs permission to read it.
 *
 * @param path The file
 * @returns Tensors and metadata
 * @throws {FileError} When the file is missing, may not be read, or is damaged
 *
 * @example A file that is something else
 * ```ts
 * import { FileError, loadTensors } from "@chainrule/formats/files";
 * import { assertRejects } from "@std/assert";
 *
 * const file = await Deno.makeTempFile();
 * await assertRejects(() => loadTensors(file), FileError, "it must begin with 8 bytes");
 * await Deno.remove(file);
 * ```
 */
export function loadTensors(path: string | URL): Promise<Safetensors> {
  return read(path, decodeSafetensors);
}

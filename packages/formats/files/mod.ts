/**
 * Tensors and checkpoints in files. A file is written beside its place and then renamed, so that no half-written file is ever
 * found there.
 *
 * This entry point uses `node:fs/promises`, which Deno, Node and Bun have and browsers do not. In Deno it needs
 * `--allow-read` and `--allow-write` for the folders concerned, and nothing else.
 *
 * @example A run that goes on where it stopped
 * ```ts
 * import { captureCheckpoint, restoreCheckpoint } from "@chainrule/formats";
 * import { latestCheckpoint, loadCheckpoint, saveCheckpoint } from "@chainrule/formats/files";
 * import { Random, tensor, Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const run = { model: { w: new Variable(tensor([1, 2])) }, random: new Random(7) };
 * await saveCheckpoint(folder, captureCheckpoint(run, { step: 100 }));
 *
 * const latest = await latestCheckpoint(folder);
 * const { step } = restoreCheckpoint(await loadCheckpoint(latest!), run);
 * assertEquals(step, 100);
 * await Deno.remove(folder, { recursive: true });
 * ```
 *
 * @module
 */
export { latestCheckpoint, loadCheckpoint, saveCheckpoint } from "./checkpoints.ts";
export type { SaveCheckpointOptions } from "./checkpoints.ts";
export { FileError } from "./file_error.ts";
export { replaceFile } from "./replace_file.ts";
export { loadTensors, saveTensors } from "./tensors.ts";

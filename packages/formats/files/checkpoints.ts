/**
 * Folders of checkpoints.
 *
 * @module
 */
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Checkpoint, CheckpointInit } from "../checkpoint/checkpoint.ts";
import { decodeCheckpoint } from "../checkpoint/decode.ts";
import { encodeCheckpoint } from "../checkpoint/encode.ts";
import { FileError } from "./file_error.ts";
import { toPath } from "./path.ts";
import { read } from "./read.ts";
import { replaceFile } from "./replace_file.ts";

/** How checkpoints are kept. */
export interface SaveCheckpointOptions {
  /** How many checkpoints stay in the folder, the latest ones: a whole number from 1. @default all of them */
  readonly keepLast?: number;
}

const digits = 9;
const fileName = /^step-([0-9]{9,16})\.safetensors$/;

/**
 * Writes a checkpoint to `<folder>/step-<step>.safetensors`, whole or not at all. A folder that is missing is made. Needs
 * permission to read and write the folder.
 *
 * @param folder The folder
 * @param checkpoint The checkpoint; its `metadata.step` becomes part of the name
 * @param options How many checkpoints are kept
 * @returns The path of the file
 * @throws {FileError} When the file cannot be written; every earlier one is then as it was
 * @throws {RangeError} When `keepLast` is not a whole number from 1
 *
 * @example The last two of three
 * ```ts
 * import { latestCheckpoint, loadCheckpoint, saveCheckpoint } from "@chainrule/formats/files";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * for (const step of [10, 20, 30]) {
 *   await saveCheckpoint(folder, { model: { w: tensor(step) }, metadata: { step } }, { keepLast: 2 });
 * }
 * const { model } = await loadCheckpoint((await latestCheckpoint(folder))!);
 * assertEquals(model?.w?.item(), 30);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function saveCheckpoint(
  folder: string | URL,
  checkpoint: CheckpointInit,
  { keepLast = Infinity }: SaveCheckpointOptions = {},
): Promise<string> {
  if (keepLast !== Infinity && (!Number.isInteger(keepLast) || keepLast < 1)) {
    throw new RangeError(
      `Cannot save a checkpoint as keepLast must be a whole number from 1: current keepLast is ${keepLast}`,
    );
  }
  const bytes = encodeCheckpoint(checkpoint);
  const directory = toPath(folder);
  const name = nameOf(checkpoint.metadata?.step ?? 0);
  await inFolder("write to", directory, () => mkdir(directory, { recursive: true }));
  await replaceFile(join(directory, name), bytes);
  if (keepLast !== Infinity) await removeOld(directory, name, keepLast);
  return join(directory, name);
}

/**
 * Reads a checkpoint. Needs permission to read the file.
 *
 * @param path The file
 * @returns The groups that it holds, and its metadata
 * @throws {FileError} When the file is missing, may not be read, is damaged, or is no checkpoint
 *
 * @example Weights alone are no checkpoint
 * ```ts
 * import { FileError, loadCheckpoint, saveTensors } from "@chainrule/formats/files";
 * import { tensor } from "@chainrule/tensor";
 * import { assertRejects } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await saveTensors(`${folder}/w.safetensors`, { w: tensor([1, 2]) });
 * await assertRejects(() => loadCheckpoint(`${folder}/w.safetensors`), FileError, "must name the format");
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export function loadCheckpoint(path: string | URL): Promise<Checkpoint> {
  return read(path, decodeCheckpoint);
}

/**
 * Finds the checkpoint of the greatest step in a folder. Needs permission to read the folder.
 *
 * @param folder The folder
 * @returns The path of the file, or null when the folder is missing or holds no checkpoint
 * @throws {FileError} When the folder may not be read, or is not a folder
 *
 * @example Nothing yet
 * ```ts
 * import { latestCheckpoint } from "@chainrule/formats/files";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await latestCheckpoint("no/such/folder"), null);
 * ```
 */
export async function latestCheckpoint(folder: string | URL): Promise<string | null> {
  const directory = toPath(folder);
  const name = (await checkpointNames(directory)).at(-1);
  return name === undefined ? null : join(directory, name);
}

/** Removes all but the last `count`, and never `justWritten`, which may be of an earlier step than what was there. */
async function removeOld(directory: string, justWritten: string, count: number): Promise<void> {
  const others = (await checkpointNames(directory)).filter((name) => name !== justWritten);
  const old = others.slice(0, Math.max(0, others.length - (count - 1)));
  for (const name of old) {
    const path = join(directory, name);
    await inFolder("remove", path, () => rm(path, { force: true }));
  }
}

/** The names of the checkpoints in a folder, by step. */
async function checkpointNames(directory: string): Promise<string[]> {
  const names = await inFolder("list", directory, () => namesIn(directory));
  return names.filter((name) => fileName.test(name)).sort((a, b) => stepOf(a) - stepOf(b));
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return [];
    throw error;
  }
}

function nameOf(step: number): string {
  return `step-${step.toFixed().padStart(digits, "0")}.safetensors`;
}

function stepOf(name: string): number {
  return Number(fileName.exec(name)![1]);
}

async function inFolder<T>(action: string, path: string, f: () => Promise<T>): Promise<T> {
  try {
    return await f();
  } catch (cause) {
    throw new FileError(action, path, cause);
  }
}

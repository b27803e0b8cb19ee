/**
 * Reading checkpoints.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { FormatError } from "../format_error.ts";
import { decodeSafetensors } from "../safetensors/decode.ts";
import { quote } from "../safetensors/refuse.ts";
import { groups } from "./checkpoint.ts";
import type { Checkpoint, CheckpointMetadata, Group } from "./checkpoint.ts";
import { formatName, formatVersion } from "./encode.ts";
import type { JsonValue } from "./json_value.ts";

type Strings = Readonly<Record<string, string>>;

/**
 * Reads the checkpoint in the bytes of a file. 读检查点
 *
 * @param bytes What {@link encodeCheckpoint} gave
 * @returns The groups that it holds, and its metadata
 * @throws {FormatError} When the file is damaged, is no checkpoint, or is of another version
 *
 * @example A file that holds only weights
 * ```ts
 * import { decodeCheckpoint, encodeSafetensors, FormatError } from "@chainrule/formats";
 * import { tensor } from "@chainrule/tensor";
 * import { assertThrows } from "@std/assert";
 *
 * const weights = encodeSafetensors({ w: tensor([1, 2]) });
 * assertThrows(() => decodeCheckpoint(weights), FormatError, "read its tensors with decodeSafetensors");
 * ```
 */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const { tensors, metadata } = decodeSafetensors(bytes);
  checkVersion(metadata);
  const states = new Map(readGroups(metadata).map((group): [Group, [string, Tensor][]] => [group, []]));
  for (const [name, x] of Object.entries(tensors)) {
    const dot = name.indexOf(".");
    const state = states.get(name.slice(0, dot) as Group);
    if (dot < 0 || state === undefined) {
      refuse(`the name of every tensor must begin with one of its groups (${[
        ...states.keys(),
      ]}): current name is ${quote(name)}`);
    }
    state.push([name.slice(dot + 1), x]);
  }
  const entries = [...states].map(([group, state]) => [group, Object.fromEntries(state)]);
  return { ...Object.fromEntries(entries), metadata: readMetadata(metadata) };
}

function checkVersion({ format, version }: Strings): void {
  if (format !== formatName) {
    refuse(
      `its metadata must name the format ${formatName}: current format is ${
        quote(format)
      }; read its tensors with decodeSafetensors`,
    );
  }
  if (version !== formatVersion) {
    refuse(
      `its version must be ${formatVersion}: current version is ${
        quote(version)
      }; read it with the release that wrote it`,
    );
  }
}

function readGroups({ groups: text = "" }: Strings): Group[] {
  const names = text === "" ? [] : text.split(" ");
  if (names.every(isGroup) && new Set(names).size === names.length) {
    return names;
  }
  refuse(`its groups must be among ${groups.join(", ")}: current groups are ${quote(text)}`);
}

function readMetadata({ step, epoch, extra }: Strings): CheckpointMetadata {
  return {
    step: readCount("step", step),
    epoch: readCount("epoch", epoch),
    extra: readExtra(extra),
  };
}

function readCount(name: string, text: string | undefined): number {
  const value = Number(text);
  if (text !== undefined && /^[0-9]+$/.test(text) && Number.isSafeInteger(value)) return value;
  refuse(`its ${name} must be a whole number from 0 to 2^53: current ${name} is ${quote(text)}`);
}

function readExtra(text = ""): JsonValue {
  try {
    return JSON.parse(text);
  } catch (cause) {
    refuse(`its extra must be JSON: current extra is ${quote(text)}`, cause);
  }
}

function isGroup(name: string): name is Group {
  return (groups as readonly string[]).includes(name);
}

function refuse(reason: string, cause?: unknown): never {
  throw new FormatError("read a checkpoint", reason, cause === undefined ? undefined : { cause });
}

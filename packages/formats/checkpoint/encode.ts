/**
 * Writing checkpoints.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { encodeSafetensors } from "../safetensors/encode.ts";
import { groups } from "./checkpoint.ts";
import type { CheckpointInit } from "./checkpoint.ts";
import { encodeJson } from "./json_value.ts";

/** What the metadata of a checkpoint calls its format. */
export const formatName = "chainrule-checkpoint";

/** The version of the format that is written and read. */
export const formatVersion = "1";

/**
 * Writes a checkpoint as the bytes of one safetensors file: the weights `w` of the model are the tensor `model.w`, and so on for
 * `optimizer`, `random` and `data`; the rest is in the file's metadata. 写检查点
 *
 * @param checkpoint The groups that there are, and metadata
 * @returns The file
 * @throws {RangeError} When step or epoch is not a whole number from 0
 * @throws {TypeError} When `extra` cannot be JSON, or something in a group is not a tensor
 *
 * @example A model and how far it came
 * ```ts
 * import { decodeCheckpoint, encodeCheckpoint } from "@chainrule/formats";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const file = encodeCheckpoint({ model: { w: tensor([1, 2]) }, metadata: { step: 40, epoch: 2 } });
 * const { model, optimizer, metadata } = decodeCheckpoint(file);
 * assertEquals(model?.w?.toArray(), [1, 2]);
 * assertEquals(optimizer, undefined);
 * assertEquals(metadata, { step: 40, epoch: 2, extra: null });
 * ```
 */
export function encodeCheckpoint(checkpoint: CheckpointInit): Uint8Array<ArrayBuffer> {
  const { step = 0, epoch = 0, extra = null } = checkpoint.metadata ?? {};
  const present = groups.filter((group) => checkpoint[group] !== undefined);
  const tensors: [string, Tensor][] = present.flatMap((group) =>
    Object.entries(checkpoint[group]!).map(([name, x]): [string, Tensor] => [`${group}.${name}`, x])
  );
  return encodeSafetensors(Object.fromEntries(tensors), {
    format: formatName,
    version: formatVersion,
    groups: present.join(" "),
    step: count("step", step),
    epoch: count("epoch", epoch),
    extra: encodeJson("write a checkpoint", extra),
  });
}

function count(name: string, value: number): string {
  if (Number.isSafeInteger(value) && value >= 0) return value.toFixed();
  throw new RangeError(
    `Cannot write a checkpoint as ${name} must be a whole number from 0 to 2^53: current ${name} is ${value}`,
  );
}

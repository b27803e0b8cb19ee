/**
 * Writing safetensors.
 *
 * @module
 */
import { isTensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { writtenAs } from "./element_types.ts";
import { lengthBytes, longestHeader, metadataName } from "./header.ts";
import { quote } from "./refuse.ts";

const alignment = 8;
const order = [...writtenAs.keys()];

/**
 * Writes tensors as the bytes of a safetensors file, which any other reader of that format takes. 张量的序列化
 *
 * float32 is written as F32, float64 as F64, int32 as I32 and bool as BOOL, all bits as they are. The same tensors
 * give the same bytes, in whatever order they are named: float64 first, then float32, int32 and bool, by name within each;
 * the header is padded with spaces, so that every tensor is aligned.
 *
 * @param tensors The tensors by name
 * @param metadata Free-form strings by name
 * @returns The file
 * @throws {TypeError} When something is not a tensor, or some metadata is not a string
 * @throws {RangeError} When a name may not stand in the file, or the header would be over 100 MB
 *
 * @example What the file begins with
 * ```ts
 * import { encodeSafetensors } from "@chainrule/formats";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const file = encodeSafetensors({ b: tensor([1]) });
 * const header = new TextDecoder().decode(file.subarray(8, file.length - 4));
 * assertEquals(header.trimEnd(), '{"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}');
 * ```
 */
export function encodeSafetensors(
  tensors: Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  if (typeof tensors !== "object" || tensors === null) {
    throw new TypeError(
      `Cannot write a safetensors file as its tensors must be a record: current type is ${typeof tensors}`,
    );
  }
  const sorted = Object.entries(tensors).map(checkTensor).sort(byLayout);
  const header = encodeHeader(sorted, metadata);
  const data = sorted.reduce((total, [, x]) => total + x.data.byteLength, 0);
  const file = new Uint8Array(lengthBytes + header.length + data);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, lengthBytes);
  let at = lengthBytes + header.length;
  for (const [, { data }] of sorted) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}

type Named = readonly [name: string, x: Tensor];

function encodeHeader(sorted: readonly Named[], metadata: Readonly<Record<string, string>>): Uint8Array {
  const fields: string[] = [];
  const strings = Object.entries(metadata).map(checkMetadata).sort(([a], [b]) => byCodePoint(a, b));
  if (strings.length > 0) {
    fields.push(field(metadataName, `{${strings.map(([name, value]) => field(name, JSON.stringify(value)))}}`));
  }
  let start = 0;
  for (const [name, { shape, dtype, data }] of sorted) {
    const end = start + data.byteLength;
    fields.push(field(
      name,
      JSON.stringify({
        dtype: writtenAs.get(dtype)!.name,
        shape,
        data_offsets: [start, end],
      }),
    ));
    start = end;
  }
  const text = new TextEncoder().encode(`{${fields}}`);
  const padded = new Uint8Array(Math.ceil(text.length / alignment) * alignment)
    .fill(" ".charCodeAt(0));
  padded.set(text);
  if (padded.length > longestHeader) {
    throw new RangeError(
      `Cannot write a safetensors file as its header must be at most 100 MB: current length is ${padded.length} bytes`,
    );
  }
  return padded;
}

/** One field of an object. Objects themselves would put names such as `"7"` first. */
function field(name: string, json: string): string {
  return `${JSON.stringify(name)}:${json}`;
}

function checkTensor([name, x]: Named): Named {
  if (!isTensor(x)) {
    throw new TypeError(
      `Cannot write a safetensors file as each value must be a tensor: current ${quote(name)} is ${typeof x}`,
    );
  }
  if (name === metadataName) {
    throw new RangeError(
      `Cannot write a safetensors file as no tensor may be named ${metadataName}: current names have it; pass metadata beside the tensors`,
    );
  }
  checkText(name);
  return [name, x];
}

function checkMetadata([name, value]: [string, string]): [string, string] {
  if (typeof value !== "string") {
    throw new TypeError(
      `Cannot write a safetensors file as metadata must be strings: current ${quote(name)} is ${typeof value}`,
    );
  }
  checkText(name);
  checkText(value);
  return [name, value];
}

function checkText(text: string): void {
  if (text.isWellFormed()) return;
  throw new RangeError(
    `Cannot write a safetensors file as names and metadata must be Unicode text: current ${
      quote(text)
    } has half a surrogate pair`,
  );
}

function byLayout([a, x]: Named, [b, y]: Named): number {
  return order.indexOf(x.dtype) - order.indexOf(y.dtype) || byCodePoint(a, b);
}

/** The order of UTF-8: JavaScript's own would put characters of two units before some of one. */
function byCodePoint(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

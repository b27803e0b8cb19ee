/**
 * The element types of safetensors that become one of ours. The bytes of a file are little-endian, as is every machine that
 * JavaScript runs on.
 *
 * @module
 */
import type { DType, Values } from "@chainrule/tensor";
import { bfloat16ToFloat32, float16ToFloat32 } from "./half.ts";
import { quote, refuse } from "./refuse.ts";

/** How elements stand in a file, and what they become. */
export interface ElementType {
  /** What a header calls it. */
  readonly name: string;
  /** Bytes that one element takes. */
  readonly bytes: number;
  /** What it becomes. */
  readonly dtype: DType;
  /** The values in `buffer`, which holds the elements of the tensor `name` and becomes the values' own. */
  readonly read: (buffer: ArrayBuffer, name: string) => Values;
}

const known: readonly ElementType[] = [
  {
    name: "F64",
    bytes: 8,
    dtype: "float64",
    read: (buffer) => new Float64Array(buffer),
  },
  {
    name: "F32",
    bytes: 4,
    dtype: "float32",
    read: (buffer) => new Float32Array(buffer),
  },
  {
    name: "I32",
    bytes: 4,
    dtype: "int32",
    read: (buffer) => new Int32Array(buffer),
  },
  {
    name: "BOOL",
    bytes: 1,
    dtype: "bool",
    read: (buffer, name) => truthValues(new Uint8Array(buffer), name),
  },
  {
    name: "F16",
    bytes: 2,
    dtype: "float32",
    read: (buffer) => float16ToFloat32(new Uint16Array(buffer)),
  },
  {
    name: "BF16",
    bytes: 2,
    dtype: "float32",
    read: (buffer) => bfloat16ToFloat32(new Uint16Array(buffer)),
  },
  {
    name: "I64",
    bytes: 8,
    dtype: "int32",
    read: (buffer, name) => narrowed(new BigInt64Array(buffer), name),
  },
  {
    name: "I16",
    bytes: 2,
    dtype: "int32",
    read: (buffer) => Int32Array.from(new Int16Array(buffer)),
  },
  {
    name: "I8",
    bytes: 1,
    dtype: "int32",
    read: (buffer) => Int32Array.from(new Int8Array(buffer)),
  },
  {
    name: "U8",
    bytes: 1,
    dtype: "int32",
    read: (buffer) => Int32Array.from(new Uint8Array(buffer)),
  },
];

/** What can be read, by the name in a header. */
export const elementTypes: ReadonlyMap<string, ElementType> = new Map(known.map((type) => [type.name, type]));

/** What a tensor of each dtype is written as, in the order in which they lie: longest elements first, so that all are aligned. */
export const writtenAs: ReadonlyMap<DType, ElementType> = new Map(known.slice(0, 4).map((type) => [type.dtype, type]));

function truthValues(bytes: Uint8Array, name: string): Uint8Array {
  const position = bytes.findIndex((byte) => byte > 1);
  if (position < 0) return bytes;
  refuse(
    `the bytes of the BOOL tensor ${quote(name)} must be 0 or 1: current byte at position ${position} is ${
      bytes[position]
    }`,
  );
}

function narrowed(numbers: BigInt64Array, name: string): Int32Array {
  const position = numbers.findIndex((number) => number !== BigInt.asIntN(32, number));
  if (position < 0) return Int32Array.from(numbers, Number);
  refuse(`the I64 tensor ${quote(name)} must fit int32: current value at position ${position} is ${numbers[position]}`);
}

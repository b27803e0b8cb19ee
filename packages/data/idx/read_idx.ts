/**
 * Reading the IDX format, in which MNIST is published.
 *
 * @module
 */
import { formatShape } from "@chainrule/tensor";
import { DataError } from "../data_error.ts";
import type { IdxArray, IdxDType, IdxValues } from "./idx_array.ts";
import { inflate, isGzip } from "./inflate.ts";

/**
 * Reads an IDX file: a big-endian array of numbers with any number of axes. 读取 IDX
 *
 * Layout: two bytes 0, a byte for the type, a byte for the number of axes, each axis as 4 bytes, the elements. Bytes packed
 * with gzip are recognised and unpacked.
 *
 * @param bytes The whole file, packed or not
 * @returns The array
 * @throws {DataError} When the bytes are damaged, of an unknown type, too few or too many
 *
 * @example Three labels
 * ```ts
 * import { readIdx } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { shape, dtype, values } = await readIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 1));
 * assertEquals(shape, [3]);
 * assertEquals(dtype, "uint8");
 * assertEquals([...values], [7, 2, 1]);
 * ```
 */
export async function readIdx(
  bytes: Uint8Array | ArrayBuffer,
): Promise<IdxArray> {
  const given = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  const plain = isGzip(given) ? await inflate(given, refuseLong) : given;
  const { type, shape, start, end } = readHeader(plain);
  if (plain.length < end) {
    throw refused(
      `its ${formatShape(shape)} ${type.dtype} elements must be all there`,
      `length is ${plain.length} bytes where ${end} belong`,
    );
  }
  checkEnd(shape, end, plain.length);
  const values = type.read(viewOf(plain), start, (end - start) / type.bytes);
  return { shape, dtype: type.dtype, values };
}

interface ElementType {
  readonly dtype: IdxDType;
  readonly bytes: number;
  readonly read: (view: DataView, start: number, count: number) => IdxValues;
}

const types: Readonly<Record<number, ElementType>> = {
  0x08: {
    dtype: "uint8",
    bytes: 1,
    read: (view, start, count) => new Uint8Array(view.buffer, view.byteOffset + start, count).slice(),
  },
  0x09: elementType("int8", Int8Array, "getInt8"),
  0x0B: elementType("int16", Int16Array, "getInt16"),
  0x0C: elementType("int32", Int32Array, "getInt32"),
  0x0D: elementType("float32", Float32Array, "getFloat32"),
  0x0E: elementType("float64", Float64Array, "getFloat64"),
};

interface ArrayConstructor {
  new (count: number): IdxValues;
  readonly BYTES_PER_ELEMENT: number;
}

function elementType(
  dtype: IdxDType,
  constructor: ArrayConstructor,
  get: "getInt8" | "getInt16" | "getInt32" | "getFloat32" | "getFloat64",
): ElementType {
  const bytes = constructor.BYTES_PER_ELEMENT;
  return {
    dtype,
    bytes,
    read: (view, start, count) => {
      const values = new constructor(count);
      for (let i = 0; i < count; i++) values[i] = view[get](start + i * bytes);
      return values;
    },
  };
}

interface Header {
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Where the elements begin. */
  readonly start: number;
  /** Where they end. */
  readonly end: number;
}

const magicBytes = 4;
const axisBytes = 4;

function readHeader(bytes: Uint8Array): Header {
  if (bytes.length < magicBytes) {
    throw refused("it must begin with 4 bytes", `length is ${bytes.length}`);
  }
  if (bytes[0] !== 0 || bytes[1] !== 0) {
    throw refused(
      "its first two bytes must be 0",
      `bytes are ${hex(bytes[0]!)} and ${hex(bytes[1]!)}`,
    );
  }
  const type = types[bytes[2]!];
  if (type === undefined) {
    const known = Object.keys(types).map((code) => hex(Number(code)));
    throw refused(
      `its type must be one of ${known.join(", ")}`,
      `type is ${hex(bytes[2]!)}`,
    );
  }
  const rank = bytes[3]!;
  const start = magicBytes + axisBytes * rank;
  if (bytes.length < start) {
    throw refused(
      `the lengths of its ${rank} axes must end at byte ${start}`,
      `length is ${bytes.length} bytes`,
    );
  }
  const view = viewOf(bytes);
  const shape = Array.from(
    { length: rank },
    (_, axis) => view.getUint32(magicBytes + axisBytes * axis),
  );
  const count = shape.reduce((product, length) => product * length, 1);
  return { type, shape, start, end: start + count * type.bytes };
}

/** A first piece may be shorter than a header; then the header is checked at the end. */
function refuseLong(first: Uint8Array, length: number): void {
  if (first.length < magicBytes + axisBytes * (first[3] ?? 0)) return;
  const { shape, end } = readHeader(first);
  checkEnd(shape, end, length);
}

function checkEnd(shape: readonly number[], end: number, length: number): void {
  if (length <= end) return;
  throw refused(
    `it must end after its ${formatShape(shape)} elements, at byte ${end}`,
    `length is ${length} bytes or more`,
  );
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}

function refused(rule: string, state: string): DataError {
  return new DataError(`Cannot read IDX data as ${rule}: current ${state}`);
}

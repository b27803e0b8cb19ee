/**
 * The header of a safetensors file: which tensor lies where. Everything it says is checked here, before anything is
 * allocated for a tensor.
 *
 * @module
 */
import { elementTypes } from "./element_types.ts";
import type { ElementType } from "./element_types.ts";
import { quote, refuse } from "./refuse.ts";
import { parseStrictJson } from "./strict_json.ts";

/** Bytes of the number at the start, which is the length of the header. */
export const lengthBytes = 8;

/** The longest header that the format allows. */
export const longestHeader = 100_000_000;

/** The name that is no tensor's. */
export const metadataName = "__metadata__";

/** What the header says about one tensor. */
export interface Entry {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Where its first byte is, from the start of the file. */
  readonly start: number;
  /** Just past its last byte. */
  readonly end: number;
}

/** All that the header says. */
export interface Header {
  /** In the order in which they lie. */
  readonly entries: readonly Entry[];
  readonly metadata: Record<string, string>;
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads and checks the header of the file `bytes`. */
export function readHeader(bytes: Uint8Array): Header {
  const text = headerText(bytes);
  const fields = asObject(parseStrictJson(text), "its header");
  const dataStart = lengthBytes + headerLength(bytes);
  const entries = Object.entries(fields)
    .filter(([name]) => name !== metadataName)
    .map(([name, value]) => readEntry(name, value, dataStart, bytes.length))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  checkCoverage(entries, dataStart, bytes.length);
  return { entries, metadata: readMetadata(fields) };
}

function headerLength(bytes: Uint8Array): number {
  if (bytes.length < lengthBytes) {
    refuse(`it must begin with 8 bytes that give the length of its header: current length is ${bytes.length} bytes`);
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > longestHeader) {
    refuse(`its header must be at most 100 MB: current length of the header is ${length} bytes`);
  }
  const room = bytes.length - lengthBytes;
  if (length > room) {
    refuse(
      `its header must end within the file: current length of the header is ${length} bytes and ${room} are there`,
    );
  }
  return Number(length);
}

function headerText(bytes: Uint8Array): string {
  const header = bytes.slice(lengthBytes, lengthBytes + headerLength(bytes));
  if (header[0] !== "{".charCodeAt(0)) {
    refuse(
      `its header must begin with {: ${
        header.length === 0 ? "current header is empty" : `current first byte is ${header[0]}`
      }`,
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(header);
  } catch (cause) {
    refuse("its header must be UTF-8: current header has bytes that are not", cause);
  }
}

function readEntry(name: string, value: unknown, dataStart: number, fileEnd: number): Entry {
  const fields = asObject(value, `the entry of ${quote(name)}`);
  const type = readType(name, fields);
  const shape = readShape(name, fields);
  const { start, end } = readOffsets(name, fields, fileEnd - dataStart);
  const bytes = byteCount(name, shape, type);
  if (end - start !== bytes) {
    refuse(
      `${quote(name)} must take ${bytes} bytes, being ${type.name} of shape ${format(shape)}: current offsets give it ${
        end - start
      }`,
    );
  }
  return { name, type, shape, start: dataStart + start, end: dataStart + end };
}

function readType(name: string, { dtype }: Fields): ElementType {
  const type = typeof dtype === "string" ? elementTypes.get(dtype) : undefined;
  if (type !== undefined) return type;
  const known = [...elementTypes.keys()].join(", ");
  refuse(`the dtype of ${quote(name)} must be one of ${known}: current dtype is ${quote(dtype)}`);
}

function readShape(name: string, { shape }: Fields): readonly number[] {
  if (Array.isArray(shape) && shape.every(isCount)) return shape;
  refuse(
    `the shape of ${quote(name)} must be a list of whole numbers from 0 to 2^53: current shape is ${quote(shape)}`,
  );
}

function readOffsets(
  name: string,
  { data_offsets: offsets }: Fields,
  dataLength: number,
): { start: number; end: number } {
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) {
    refuse(
      `the data_offsets of ${quote(name)} must be two whole numbers from 0 to 2^53: current data_offsets are ${
        quote(offsets)
      }`,
    );
  }
  const [start, end] = offsets as [number, number];
  if (start > end) {
    refuse(`the data_offsets of ${quote(name)} must rise: current data_offsets are ${format(offsets)}`);
  }
  if (end > dataLength) {
    refuse(
      `the data_offsets of ${quote(name)} must end within the ${dataLength} bytes of data: current data_offsets are ${
        format(offsets)
      }`,
    );
  }
  return { start, end };
}

function byteCount(name: string, shape: readonly number[], type: ElementType): number {
  let bytes = type.bytes;
  for (const length of shape) {
    bytes *= length;
    if (!Number.isSafeInteger(bytes)) {
      refuse(`the shape of ${quote(name)} must stand for less than 2^53 bytes: current shape is ${quote(shape)}`);
    }
  }
  return bytes;
}

/** Every byte of data belongs to one tensor. */
function checkCoverage(entries: readonly Entry[], dataStart: number, fileEnd: number): void {
  let covered = dataStart;
  for (const { name, start, end } of entries) {
    if (start !== covered) {
      refuse(
        `tensors must lie one right after the other: current ${quote(name)} starts at byte ${
          start - dataStart
        } of the data, and what lies before it ends at ${covered - dataStart}`,
      );
    }
    covered = end;
  }
  if (covered !== fileEnd) {
    refuse(`its tensors must fill the file: current number of bytes after the last tensor is ${fileEnd - covered}`);
  }
}

function readMetadata(fields: Fields): Record<string, string> {
  if (!Object.hasOwn(fields, metadataName)) return {};
  const metadata = asObject(fields[metadataName], metadataName);
  for (const [name, value] of Object.entries(metadata)) {
    if (typeof value !== "string") {
      refuse(`every value of ${metadataName} must be a string: current value of ${quote(name)} is ${quote(value)}`);
    }
  }
  return metadata as Record<string, string>;
}

function asObject(value: unknown, what: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Fields;
  }
  refuse(`${what} must be an object: current value is ${quote(value)}`);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function format(numbers: readonly number[]): string {
  return quote(numbers).replaceAll(",", ", ");
}

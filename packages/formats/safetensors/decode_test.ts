import { Buffer } from "node:buffer";
import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { FormatError } from "../format_error.ts";
import { decodeSafetensors } from "./decode.ts";

/** A file by the published description: a u64 length, little-endian, that many bytes of JSON, the data. */
function file(header: string, data: readonly number[] = [], length?: bigint): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return bytes;
}

function one(fields: string, data: readonly number[] = [0, 0, 0, 0]): Uint8Array<ArrayBuffer> {
  return file(`{"a":{${fields}}}`, data);
}

Deno.test("decodeSafetensors() reads bytes put together by hand", () => {
  const header =
    '{"__metadata__":{"k":"v"},"b":{"dtype":"F32","shape":[2],"data_offsets":[1,9]},"a":{"dtype":"BOOL","shape":[1,1],"data_offsets":[0,1]}}';
  const { tensors, metadata } = decodeSafetensors(file(header, [1, 0, 0, 0xc0, 0x3f, 0, 0, 0, 0x80]));
  assertEquals(metadata, { k: "v" });
  assertEquals(Object.keys(tensors), ["a", "b"]);
  assertEquals(tensors.a!.toArray(), [[true]]);
  assertEquals(tensors.b!.toArray(), [1.5, -0]);
});

Deno.test("decodeSafetensors() gives tensors that share no memory with the bytes, a Buffer included", () => {
  const bytes = one('"dtype":"F32","shape":[1],"data_offsets":[0,4]', [0, 0, 0x80, 0x3f]);
  const raw = one('"dtype":"BOOL","shape":[4],"data_offsets":[0,4]', [0, 1, 0, 1]);
  for (const source of [bytes, raw, Buffer.from(bytes), Buffer.from(raw)]) {
    const { a } = decodeSafetensors(source).tensors;
    const before = a!.toArray();
    source.fill(0);
    assertEquals(a!.toArray(), before);
  }
});

Deno.test("decodeSafetensors() reads bytes that begin in the middle of their memory", () => {
  const bytes = one('"dtype":"F32","shape":[1],"data_offsets":[0,4]', [0, 0, 0x80, 0x3f]);
  const memory = new Uint8Array(bytes.length + 8).fill(0xee);
  memory.set(bytes, 3);
  const { a } = decodeSafetensors(memory.subarray(3, 3 + bytes.length)).tensors;
  assertEquals(a!.toArray(), [1]);
});

Deno.test("a tensor named __proto__ is a tensor like any other", () => {
  const { tensors } = decodeSafetensors(file('{"__proto__":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}', [
    0,
    0,
    0,
    0,
  ]));
  assert(Object.hasOwn(tensors, "__proto__"));
  assertStrictEquals(Object.getPrototypeOf(tensors), Object.prototype);
});

Deno.test("decodeSafetensors() refuses what is no Uint8Array", () => {
  assertThrows(
    () => decodeSafetensors(new ArrayBuffer(8) as unknown as Uint8Array),
    TypeError,
    "Cannot read a safetensors file as its bytes must be a Uint8Array: current type is object",
  );
});

const refusals: readonly [what: string, bytes: Uint8Array, message: string][] = [
  [
    "a short file",
    new Uint8Array(7),
    "it must begin with 8 bytes that give the length of its header: current length is 7 bytes",
  ],
  [
    "a header past the end",
    file("{}", [], 3n),
    "its header must end within the file: current length of the header is 3 bytes and 2 are there",
  ],
  [
    "a header over 100 MB",
    file("{}", [], 100_000_001n),
    "its header must be at most 100 MB: current length of the header is 100000001 bytes",
  ],
  [
    "a header of 2^64 − 1 bytes",
    file("{}", [], 2n ** 64n - 1n),
    "its header must be at most 100 MB: current length of the header is 18446744073709551615 bytes",
  ],
  [
    "no header",
    file(""),
    "its header must begin with {: current header is empty",
  ],
  [
    "a header that begins otherwise",
    file("[]"),
    "its header must begin with {: current first byte is 91",
  ],
  [
    "a header that is not UTF-8",
    file("{}", [0xff], 3n),
    "its header must be UTF-8: current header has bytes that are not",
  ],
  [
    "an entry that is no object",
    file('{"a":3}'),
    'the entry of "a" must be an object: current value is 3',
  ],
  [
    "a name that stands twice",
    file('{"a":1,"b":2,"a":3}'),
    'each name may stand once in its header: current name "a" stands twice',
  ],
  [
    "a field that stands twice",
    one('"dtype":"F32","dtype":"F32"'),
    'each name may stand once in its header: current name "dtype" stands twice',
  ],
  [
    "half a surrogate pair",
    file('{"\\udc00":1}'),
    'the strings of its header must be Unicode text: current string "\\udc00" has half a surrogate pair',
  ],
  [
    "metadata that are not strings",
    file('{"__metadata__":{"k":1}}'),
    'every value of __metadata__ must be a string: current value of "k" is 1',
  ],
  [
    "an unknown dtype",
    one('"dtype":"F8_E4M3"'),
    'the dtype of "a" must be one of F64, F32, I32, BOOL, F16, BF16, I64, I16, I8, U8: current dtype is "F8_E4M3"',
  ],
  [
    "a missing dtype",
    one('"shape":[1]'),
    'the dtype of "a" must be one of F64, F32, I32, BOOL, F16, BF16, I64, I16, I8, U8: current dtype is undefined',
  ],
  [
    "a negative shape",
    one('"dtype":"F32","shape":[-1],"data_offsets":[0,4]'),
    'the shape of "a" must be a list of whole numbers from 0 to 2^53: current shape is [-1]',
  ],
  [
    "a fractional shape",
    one('"dtype":"F32","shape":[1.5],"data_offsets":[0,4]'),
    'the shape of "a" must be a list of whole numbers from 0 to 2^53: current shape is [1.5]',
  ],
  [
    "a whole number in other clothes",
    one('"dtype":"F32","shape":[1.0],"data_offsets":[0,4]'),
    "whole numbers in its header must be written in digits: current number is 1.0 at character 29",
  ],
  [
    "a huge shape",
    one('"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]'),
    'the shape of "a" must stand for less than 2^53 bytes: current shape is [4294967296,4294967296]',
  ],
  [
    "a shape that asks for more than there is",
    one('"dtype":"F32","shape":[1000000000000],"data_offsets":[0,4]'),
    '"a" must take 4000000000000 bytes, being F32 of shape [1000000000000]: current offsets give it 4',
  ],
  [
    "reversed offsets",
    one('"dtype":"F32","shape":[1],"data_offsets":[4,0]'),
    'the data_offsets of "a" must rise: current data_offsets are [4, 0]',
  ],
  [
    "offsets past the end",
    one('"dtype":"F32","shape":[2],"data_offsets":[0,8]'),
    'the data_offsets of "a" must end within the 4 bytes of data: current data_offsets are [0, 8]',
  ],
  [
    "three offsets",
    one('"dtype":"F32","shape":[1],"data_offsets":[0,4,4]'),
    'the data_offsets of "a" must be two whole numbers from 0 to 2^53: current data_offsets are [0,4,4]',
  ],
  [
    "a size that does not match the shape",
    one('"dtype":"F32","shape":[1,2],"data_offsets":[0,4]'),
    '"a" must take 8 bytes, being F32 of shape [1, 2]: current offsets give it 4',
  ],
  [
    "bytes before the first tensor",
    one('"dtype":"U8","shape":[3],"data_offsets":[1,4]'),
    'tensors must lie one right after the other: current "a" starts at byte 1 of the data, and what lies before it ends at 0',
  ],
  [
    "bytes after the last tensor",
    one('"dtype":"U8","shape":[3],"data_offsets":[0,3]'),
    "its tensors must fill the file: current number of bytes after the last tensor is 1",
  ],
  [
    "a byte that is no truth value",
    one('"dtype":"BOOL","shape":[4],"data_offsets":[0,4]', [0, 1, 2, 3]),
    'the bytes of the BOOL tensor "a" must be 0 or 1: current byte at position 2 is 2',
  ],
  [
    "an integer that does not fit",
    one('"dtype":"I64","shape":[1],"data_offsets":[0,8]', [
      0,
      0,
      0,
      0,
      1,
      0,
      0,
      0,
    ]),
    'the I64 tensor "a" must fit int32: current value at position 0 is 4294967296',
  ],
];

for (const [what, bytes, reason] of refusals) {
  Deno.test(`decodeSafetensors() says what is wrong with ${what}`, () => {
    const error = assertThrows(() => decodeSafetensors(bytes), FormatError);
    assertEquals(error.message, `Cannot read a safetensors file as ${reason}`);
    assertEquals(error.reason, reason);
  });
}

Deno.test("decodeSafetensors() quotes the start of a header that is not JSON", () => {
  assertThrows(
    () => decodeSafetensors(file("{a}")),
    FormatError,
    'its header must be JSON: current header starts "{a}" and gives',
  );
});

Deno.test("a message stays short however long a name is", () => {
  const error = assertThrows(() => decodeSafetensors(file(`{"${"n".repeat(100_000)}":3}`)), FormatError);
  assert(error.message.length < 200);
});

Deno.test("a header of a million brackets is refused, not a reason to run out of stack", () => {
  assertThrows(() => decodeSafetensors(file(`{"a":${"[".repeat(1e6)}${"]".repeat(1e6)}}`)), FormatError);
  assertThrows(() => decodeSafetensors(file(`{"a":${"[".repeat(1e6)}`)), FormatError, "its header must be JSON");
});

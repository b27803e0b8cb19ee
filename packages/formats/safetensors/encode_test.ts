import { assertEquals, assertThrows } from "@std/assert";
import { tensor, zeros } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { decodeSafetensors } from "./decode.ts";
import { encodeSafetensors } from "./encode.ts";

Deno.test("encodeSafetensors() of nothing is the smallest file, padded to eight bytes", () => {
  assertEquals([...encodeSafetensors({})], [
    8,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0x7b,
    0x7d,
    32,
    32,
    32,
    32,
    32,
    32,
  ]);
});

Deno.test("every tensor begins at a multiple of its element's size", () => {
  const file = encodeSafetensors({
    a: tensor([true]),
    b: tensor([1, 2, 3], "int32"),
    c: tensor([1], "float64"),
    d: tensor([1]),
    long: zeros([0]),
  });
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  const starts = Object.entries<{ data_offsets: number[] }>(header).map((
    [name, entry],
  ) => [name, entry.data_offsets[0]!]);
  assertEquals(length % 8, 0);
  assertEquals(starts, [["c", 0], ["d", 8], ["long", 12], ["b", 12], [
    "a",
    24,
  ]]);
});

Deno.test("encodeSafetensors() gives the same bytes in whatever order metadata are named", () => {
  assertEquals(encodeSafetensors({}, { b: "2", a: "1" }), encodeSafetensors({}, { a: "1", b: "2" }));
});

Deno.test("encodeSafetensors() writes a view in row-major order", () => {
  const x = tensor([[1, 2, 3], [4, 5, 6]]);
  const { tensors } = decodeSafetensors(encodeSafetensors({ t: x.transpose(), s: x.slice([0, 1], [2, 2]) }));
  assertEquals(tensors.t!.toArray(), [[1, 4], [2, 5], [3, 6]]);
  assertEquals(tensors.s!.toArray(), [[2], [5]]);
});

Deno.test("encodeSafetensors() says what it cannot write", () => {
  const x = tensor([1]);
  const cases: [() => unknown, ErrorConstructor, string][] = [
    [
      () => encodeSafetensors(null as unknown as Record<string, Tensor>),
      TypeError,
      "Cannot write a safetensors file as its tensors must be a record: current type is object",
    ],
    [
      () => encodeSafetensors({ a: [1] as unknown as Tensor }),
      TypeError,
      'Cannot write a safetensors file as each value must be a tensor: current "a" is object',
    ],
    [
      () => encodeSafetensors({ __metadata__: x }),
      RangeError,
      "Cannot write a safetensors file as no tensor may be named __metadata__: current names have it; pass metadata beside the tensors",
    ],
    [
      () => encodeSafetensors({ "\ud800": x }),
      RangeError,
      'Cannot write a safetensors file as names and metadata must be Unicode text: current "\\ud800" has half a surrogate pair',
    ],
    [
      () => encodeSafetensors({}, { a: "\udc00" }),
      RangeError,
      'Cannot write a safetensors file as names and metadata must be Unicode text: current "\\udc00" has half a surrogate pair',
    ],
    [
      () => encodeSafetensors({}, { a: 1 as unknown as string }),
      TypeError,
      'Cannot write a safetensors file as metadata must be strings: current "a" is number',
    ],
    [
      () => encodeSafetensors({}, { a: "x".repeat(100_000_000) }),
      RangeError,
      "Cannot write a safetensors file as its header must be at most 100 MB: current length is 100000032 bytes",
    ],
  ];
  for (const [write, type, message] of cases) {
    assertEquals(assertThrows(write, type).message, message);
  }
});

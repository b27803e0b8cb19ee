import { assert, assertEquals, assertThrows } from "@std/assert";
import { FormatError } from "../format_error.ts";
import { decodeSafetensors } from "./decode.ts";
import { encodeSafetensors } from "./encode.ts";
import { float16ToFloat32 } from "./half.ts";

// Made by golden/make_golden.py with the reference implementation, which names itself in verdicts.json.
const golden = new URL("../golden/", import.meta.url);
const reference = Deno.readFileSync(new URL("reference.safetensors", golden));
const widened = Deno.readFileSync(new URL("widened.safetensors", golden));
const verdicts = JSON.parse(Deno.readTextFileSync(new URL("verdicts.json", golden)));

/** Files that the reference takes and we refuse, and why. */
const stricter: Readonly<Record<string, string>> = {
  "space before": "its header must begin with {",
  "metadata is null": "__metadata__ must be an object",
  "name stands twice, once escaped": 'current name "a" stands twice',
  "metadata name stands twice": 'current name "a" stands twice',
  "unknown element type of ours": 'current dtype is "U32"',
  "truth value 2": "must be 0 or 1",
  "integer that does not fit": "must fit int32",
  "length of 2^62 beside a zero": "whole numbers from 0 to 2^53",
};

function isTaken(file: Uint8Array): boolean {
  try {
    decodeSafetensors(file);
    return true;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

Deno.test("decodeSafetensors() reads what the reference wrote", () => {
  const { tensors, metadata } = decodeSafetensors(reference);
  assertEquals(metadata, { by: "the reference" });
  assertEquals(
    Object.keys(tensors).sort(),
    ["7", "empty", "mask", 'quote"\\\n', "w", "é", "\u{1f600}", "\uff5e"]
      .sort(),
  );
  assertEquals(tensors["7"]!.toArray(), [1.5, -0, Infinity]);
  assertEquals([...new Uint32Array(tensors.w!.data.slice().buffer)], [
    0x7fc12345,
    0xffa00001,
    1,
  ]);
  assertEquals(tensors.w!.shape, [3, 1]);
  assertEquals(tensors["é"]!.dtype, "int32");
  assertEquals(tensors["é"]!.toArray(), [[1, -(2 ** 31)], [2 ** 31 - 1, 0]]);
  assertEquals(tensors["\uff5e"]!.dtype, "float64");
  assertEquals(tensors["\uff5e"]!.toArray(), [0.1, -0]);
  assertEquals(tensors["\u{1f600}"]!.item(), Number.MIN_VALUE);
  assertEquals(tensors.mask!.toArray(), [true, false, true]);
  assertEquals(tensors.empty!.shape, [0, 4]);
  assertEquals(tensors['quote"\\\n']!.toArray(), [3]);
});

Deno.test("encodeSafetensors() writes the bytes that the reference wrote, in whatever order tensors are named", () => {
  const { tensors, metadata } = decodeSafetensors(reference);
  assertEquals(encodeSafetensors(tensors, metadata), reference);
  assertEquals(encodeSafetensors(Object.fromEntries(Object.entries(tensors).reverse()), metadata), reference);
});

Deno.test("decodeSafetensors() widens the element types that we do not have", () => {
  const { tensors } = decodeSafetensors(widened);
  const values = Object.entries(tensors).map(([name, x]) => [name, x.dtype, x.toArray()]);
  assertEquals(values.sort(), [
    ["BF16", "float32", [1.5, -0]],
    // 6e-8 is nearest to the smallest half, 2^-24.
    ["F16", "float32", [1.5, -0, 2 ** -24, 65504]],
    ["I16", "int32", [-32768, 32767]],
    ["I64", "int32", [1, -(2 ** 31), 2 ** 31 - 1]],
    ["I8", "int32", [-128, 127]],
    ["U8", "int32", [0, 255]],
  ]);
});

Deno.test("every half becomes the float32 that numpy makes of it", async () => {
  const values = float16ToFloat32(Uint16Array.from({ length: 65536 }, (_, half) => half));
  const digest = await crypto.subtle.digest("SHA-256", values.map((value) => Number.isNaN(value) ? 0 : value).buffer);
  assertEquals(new Uint8Array(digest).toHex(), verdicts["SHA-256 of all 65536 halves as float32, NaN as 0"]);
  assertEquals(values.filter(Number.isNaN).length, 2 * 1023);
});

for (const [name, base64, taken] of verdicts.cases as [string, string, boolean][]) {
  const file = Uint8Array.fromBase64(base64);
  const why = stricter[name];
  if (why === undefined) {
    Deno.test(`decodeSafetensors() ${taken ? "takes" : "refuses"}, as the reference does: ${name}`, () => {
      assertEquals(isTaken(file), taken);
    });
  } else {
    Deno.test(`decodeSafetensors() is stricter than the reference: ${name}`, () => {
      assert(taken);
      assertThrows(() => decodeSafetensors(file), FormatError, why);
    });
  }
}

Deno.test("decodeSafetensors() takes and refuses the same headers with one byte changed as the reference does", () => {
  const changes = verdicts["changes of one byte of reference.safetensors"] as [
    number,
    number,
    boolean,
  ][];
  const differing = changes.filter(([position, byte, taken]) => isTaken(reference.with(position, byte)) !== taken);
  assertEquals(changes.length, 1500);
  assertEquals(differing, []);
});

import { assertEquals } from "@std/assert";
import { ByteWriter } from "./byte_writer.ts";

function written(write: (to: ByteWriter) => void): number[] {
  const to = new ByteWriter();
  write(to);
  assertEquals(to.length, to.toBytes().length);
  return [...to.toBytes()];
}

Deno.test("unsigned() writes seven bits a byte, the low ones first", () => {
  // The example of the DWARF standard, appendix C, and the limits of a byte and of 32 bits.
  const known: [number, number[]][] = [
    [0, [0]],
    [2, [2]],
    [127, [0x7f]],
    [128, [0x80, 1]],
    [129, [0x81, 1]],
    [624485, [0xe5, 0x8e, 0x26]],
    [2 ** 32 - 1, [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ];
  for (const [value, bytes] of known) assertEquals(written((to) => to.unsigned(value)), bytes);
});

Deno.test("signed32() writes what signed() does", () => {
  for (const value of [0, 1, -1, 63, 64, -64, -65, 127, 128, -128, 8191, 8192, 2 ** 31 - 1, -(2 ** 31)]) {
    assertEquals(written((to) => to.signed32(value)), written((to) => to.signed(BigInt(value))));
  }
});

Deno.test("more bytes than there is room for at first are kept in order", () => {
  const bytes = Array.from({ length: 5000 }, (_, i) => i % 251);
  assertEquals(
    written((to) => {
      to.byte(7);
      to.bytes(bytes.slice(0, 1000));
      for (const byte of bytes.slice(1000)) to.byte(byte);
    }),
    [7, ...bytes],
  );
});

Deno.test("signed() ends when the rest is the sign", () => {
  const known: [bigint, number[]][] = [
    [0n, [0]],
    [2n, [2]],
    [-2n, [0x7e]],
    [127n, [0xff, 0]],
    [-127n, [0x81, 0x7f]],
    [128n, [0x80, 1]],
    [-128n, [0x80, 0x7f]],
    [-123456n, [0xc0, 0xbb, 0x78]],
    [2n ** 63n - 1n, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0]],
    [-(2n ** 63n), [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f]],
  ];
  for (const [value, bytes] of known) assertEquals(written((to) => to.signed(value)), bytes);
});

Deno.test("floats are written with their low byte first", () => {
  assertEquals(written((to) => to.float32(-1.5)), [0, 0, 0xc0, 0xbf]);
  assertEquals(written((to) => to.float64(-1.5)), [0, 0, 0, 0, 0, 0, 0xf8, 0xbf]);
});

Deno.test("names and lists come behind their length in bytes and in items", () => {
  assertEquals(written((to) => to.name("aé")), [3, 0x61, 0xc3, 0xa9]);
  assertEquals(written((to) => to.list([7, 8], (item, index) => to.bytes([item, index]))), [2, 7, 0, 8, 1]);
});

import { assert, assertEquals } from "@std/assert";
import { threefry2x32 } from "./threefry.ts";

function bits(key: readonly [number, number], counter: readonly [number, number]): number[] {
  const out = new Uint32Array(2);
  threefry2x32(...key, ...counter, out);
  return [...out];
}

Deno.test("threefry2x32() gives the known answers of Random123 for 20 rounds", () => {
  const ones = 0xffffffff;
  assertEquals(bits([0, 0], [0, 0]), [0x6b200159, 0x99ba4efe]);
  assertEquals(bits([ones, ones], [ones, ones]), [0x1cb996fc, 0xbb002be7]);
  // The counter and the key are digits of π.
  assertEquals(bits([0x13198a2e, 0x03707344], [0x243f6a88, 0x85a308d3]), [0xc4923a9c, 0x483df7a0]);
});

Deno.test("threefry2x32() takes words with their sign or without", () => {
  assertEquals(bits([-1, -1], [-1, -1]), bits([0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff]));
});

Deno.test("threefry2x32() writes two words where it is told, and no others", () => {
  const out = new Uint32Array(4).fill(7);
  threefry2x32(0, 0, 0, 0, out, 1);
  assertEquals([...out], [7, 0x6b200159, 0x99ba4efe, 7]);
});

Deno.test("threefry2x32() changes about half of its output with each bit of key and counter", () => {
  const input = [0x01234567, 0x89abcdef, 0xdeadbeef, 0x00c0ffee];
  const [a, b] = bits([input[0]!, input[1]!], [input[2]!, input[3]!]);
  for (let bit = 0; bit < 128; bit++) {
    const changed = input.with(bit >> 5, input[bit >> 5]! ^ (1 << (bit & 31)));
    const [c, d] = bits([changed[0]!, changed[1]!], [changed[2]!, changed[3]!]);
    const flipped = ones(a! ^ c!) + ones(b! ^ d!);
    // 64 fair coins stay within 32 ± 20, five standard deviations.
    assert(Math.abs(flipped - 32) <= 20, `bit ${bit} flips ${flipped} of 64`);
  }
});

/** The number of bits that are set. */
function ones(word: number): number {
  let count = 0;
  for (let rest = word >>> 0; rest !== 0; rest = (rest & (rest - 1)) >>> 0) count++;
  return count;
}

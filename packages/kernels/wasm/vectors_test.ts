import { assertEquals } from "@std/assert";
import type { Vector } from "./mod.ts";
import { i32x4, i8x16, shuffle32, v128 } from "./mod.ts";
import { compute, newMemory, run } from "./testing/run_expression.ts";

Deno.test("v128 instructions mix bits", () => {
  const read = (bytes: ArrayBuffer) => new Int32Array(bytes);
  const a = Int32Array.of(0, -1, 0x0f0f0f0f, 12345);
  const b = Int32Array.of(-1, -1, 0x00ff00ff, -54321);
  const c = Int32Array.of(-1, 0, 0x12345678, 0x7fffffff);
  assertEquals(read(compute([a, b], v128.and)), a.map((x, i) => x & b[i]!));
  assertEquals(read(compute([a, b], v128.andnot)), a.map((x, i) => x & ~b[i]!));
  assertEquals(read(compute([a, b], v128.or)), a.map((x, i) => x | b[i]!));
  assertEquals(read(compute([a, b], v128.xor)), a.map((x, i) => x ^ b[i]!));
  assertEquals(read(compute([a], v128.not)), a.map((x) => ~x));
  assertEquals(read(compute([a, b, c], v128.bitselect)), a.map((x, i) => (x & c[i]!) | (b[i]! & ~c[i]!)));
  const memory = newMemory();
  assertEquals([run(v128.anyTrue(i32x4.splat(0)), memory), run(v128.anyTrue(i32x4.const(0, 4, 0, 0)), memory)], [0, 1]);
  assertEquals(read(compute([], () => v128.const(new Uint8Array(a.buffer)))), a);
});

Deno.test("v128 loads widen, repeat and fill up; lanes are loaded and stored alone", () => {
  const bytes = Uint8Array.of(1, 255, 2, 254, 3, 253, 4, 252, 5, 251, 6, 250, 7, 249, 8, 248);
  const from = (make: (access: { offset: number }) => Vector) => compute([bytes], () => make({ offset: 0 }));
  const low = bytes.slice(0, 8);
  const shorts = new Uint16Array(low.buffer);
  const words = new Uint32Array(low.buffer);
  assertEquals(new Int16Array(from((at) => v128.load8x8S(0, at))), Int16Array.from(new Int8Array(low.buffer)));
  assertEquals(new Uint16Array(from((at) => v128.load8x8U(0, at))), Uint16Array.from(low));
  assertEquals(new Int32Array(from((at) => v128.load16x4S(0, at))), Int32Array.from(new Int16Array(low.buffer)));
  assertEquals(new Uint32Array(from((at) => v128.load16x4U(0, at))), Uint32Array.from(shorts));
  assertEquals(
    new BigInt64Array(from((at) => v128.load32x2S(0, at))),
    BigInt64Array.from([...new Int32Array(low.buffer)].map(BigInt)),
  );
  assertEquals(
    new BigUint64Array(from((at) => v128.load32x2U(0, at))),
    BigUint64Array.from([...words].map(BigInt)),
  );
  assertEquals(new Uint8Array(from(() => v128.load8Splat(1))), new Uint8Array(16).fill(255));
  assertEquals(new Uint16Array(from(() => v128.load16Splat(0))), new Uint16Array(8).fill(shorts[0]!));
  assertEquals(new Uint32Array(from(() => v128.load32Splat(0))), new Uint32Array(4).fill(words[0]!));
  assertEquals(
    new BigUint64Array(from(() => v128.load64Splat(0))),
    new BigUint64Array(2).fill(new BigUint64Array(low.buffer)[0]!),
  );
  assertEquals(new Uint32Array(from(() => v128.load32Zero(4))), Uint32Array.of(words[1]!, 0, 0, 0));
  assertEquals(new Uint8Array(from(() => v128.load64Zero(0))), Uint8Array.of(...low, 0, 0, 0, 0, 0, 0, 0, 0));
  const sizes = { 8: 1, 16: 2, 32: 4, 64: 8 } as const;
  for (const [width, size] of Object.entries(sizes)) {
    const load = v128[`load${width as "8"}Lane`];
    const store = v128[`store${width as "8"}Lane`];
    const changed = new Uint8Array(compute([bytes], () => load(8, 1, i32x4.splat(-1))));
    const expected = new Uint8Array(16).fill(255);
    expected.set(bytes.subarray(8, 8 + size), size);
    assertEquals(changed, expected);
    const memory = newMemory();
    run(store(40, 1, v128.const(bytes), { offset: 2 }), memory);
    const stored = new Uint8Array(32);
    stored.set(bytes.subarray(size, 2 * size), 42 - 32);
    assertEquals(new Uint8Array(memory.buffer, 32, 32), stored);
  }
  const widening = ["8x8", "16x4", "32x2"].flatMap((lanes) => [`load${lanes}S`, `load${lanes}U`]);
  const repeating = ["8", "16", "32", "64"].map((width) => `load${width}Splat`);
  const ofLanes = Object.keys(sizes).flatMap((width) => [`load${width}Lane`, `store${width}Lane`]);
  const whole = ["load", "store", "const", "load32Zero", "load64Zero"];
  const bitwise = ["and", "andnot", "or", "xor", "not", "bitselect", "anyTrue"];
  assertEquals(Object.keys(v128).sort(), [...widening, ...repeating, ...ofLanes, ...whole, ...bitwise].sort());
});

Deno.test("shuffles pick bytes and 32-bit lanes of two vectors; swizzle picks by a vector", () => {
  const a = Uint8Array.from({ length: 16 }, (_, i) => i);
  const b = a.map((x) => x + 16);
  const positions = Array.from({ length: 16 }, (_, i) => (7 * i + 3) % 32);
  assertEquals(new Uint8Array(compute([a, b], (x, y) => i8x16.shuffle(x, y, positions))), Uint8Array.from(positions));
  const lanes = new Int32Array(
    compute([Int32Array.of(0, 1, 2, 3), Int32Array.of(4, 5, 6, 7)], (x, y) => shuffle32(x, y, [6, 0, 7, 1])),
  );
  assertEquals(lanes, Int32Array.of(6, 0, 7, 1));
  const wanted = Uint8Array.from({ length: 16 }, (_, i) => i % 3 === 0 ? 200 : 15 - i);
  assertEquals(
    new Uint8Array(compute([b, wanted], i8x16.swizzle)),
    wanted.map((position) => position > 15 ? 0 : b[position]!),
  );
});

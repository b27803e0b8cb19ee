import { assertEquals } from "@std/assert";
import { i16x8, i32, i32x4, i64, i64x2, i8x16, supports } from "./mod.ts";
import { checkLanes } from "./testing/check_instructions.ts";
import { s64, u64 } from "./testing/references.ts";
import { compute, newMemory, run } from "./testing/run_expression.ts";
import { integers, longs, pairs } from "./testing/samples.ts";

/** All bits where `holds`. */
const mask = (holds: boolean): number => holds ? -1 : 0;
const longMask = (holds: boolean): bigint => holds ? -1n : 0n;

Deno.test("i32x4 instructions compute what JavaScript computes, lane by lane", () => {
  const read = (bytes: ArrayBuffer) => new Int32Array(bytes);
  const names = checkLanes(
    i32x4,
    pairs(integers),
    (values) => Int32Array.from({ length: 4 }, (_, i) => values[i] ?? 0),
    read,
    {
      abs: (a) => Math.abs(a) | 0,
      neg: (a) => -a | 0,
      add: (a, b) => (a + b!) | 0,
      sub: (a, b) => (a - b!) | 0,
      mul: (a, b) => Math.imul(a, b!),
      eq: (a, b) => mask(a === b),
      ne: (a, b) => mask(a !== b),
      ltS: (a, b) => mask(a < b!),
      ltU: (a, b) => mask(a >>> 0 < b! >>> 0),
      gtS: (a, b) => mask(a > b!),
      gtU: (a, b) => mask(a >>> 0 > b! >>> 0),
      leS: (a, b) => mask(a <= b!),
      leU: (a, b) => mask(a >>> 0 <= b! >>> 0),
      geS: (a, b) => mask(a >= b!),
      geU: (a, b) => mask(a >>> 0 >= b! >>> 0),
      minS: (a, b) => Math.min(a, b!),
      minU: (a, b) => Math.min(a >>> 0, b! >>> 0) | 0,
      maxS: (a, b) => Math.max(a, b!),
      maxU: (a, b) => Math.max(a >>> 0, b! >>> 0) | 0,
    },
  );
  const x = Int32Array.of(1, -2, 0x40000000, -2147483648);
  assertEquals(read(compute([x], (v) => i32x4.shl(v, 3))), x.map((a) => a << 3));
  assertEquals(read(compute([x], (v) => i32x4.shrS(v, i32.const(3)))), x.map((a) => a >> 3));
  assertEquals(read(compute([x], (v) => i32x4.shrU(v, 3))), x.map((a) => a >>> 3));
  assertEquals(read(compute([x], (v) => i32x4.add(v, 2))), x.map((a) => a + 2));
  assertEquals(read(compute([], () => i32x4.splat(i32.const(-3)))), Int32Array.of(-3, -3, -3, -3));
  assertEquals(read(compute([x], (v) => i32x4.replaceLane(v, 2, 9))), Int32Array.of(1, -2, 9, -2147483648));
  const memory = newMemory();
  const mixed = i32x4.const(-1, 0, 5, -7);
  assertEquals(run(i32x4.extractLane(mixed, 3), memory), -7);
  assertEquals([run(i32x4.allTrue(mixed), memory), run(i32x4.allTrue(i32x4.splat(2)), memory)], [0, 1]);
  assertEquals(run(i32x4.bitmask(mixed), memory), 0b1001);
  const floats = Float32Array.of(1.9, -1.9, NaN, 3e9);
  assertEquals(read(compute([floats], i32x4.truncSatF32x4S)), Int32Array.of(1, -1, 0, 2 ** 31 - 1));
  assertEquals(read(compute([floats], i32x4.truncSatF32x4U)), Int32Array.of(1, 0, 0, 3e9));
  const doubles = Float64Array.of(-1.9, 3e9);
  assertEquals(read(compute([doubles], i32x4.truncSatF64x2SZero)), Int32Array.of(-1, 2 ** 31 - 1, 0, 0));
  assertEquals(read(compute([doubles], i32x4.truncSatF64x2UZero)), Int32Array.of(0, 3e9, 0, 0));
  const shorts = Int16Array.of(1, -2, 3, -4, 5, -6, 7, -8);
  const wide = new Int32Array([...shorts]);
  const unsigned = new Int32Array(new Uint16Array(shorts.buffer));
  const sixteen = new Int32Array(shorts.buffer);
  assertEquals(read(compute([sixteen], i32x4.extendLowI16x8S)), wide.slice(0, 4));
  assertEquals(read(compute([sixteen], i32x4.extendHighI16x8S)), wide.slice(4));
  assertEquals(read(compute([sixteen], i32x4.extendLowI16x8U)), unsigned.slice(0, 4));
  assertEquals(read(compute([sixteen], i32x4.extendHighI16x8U)), unsigned.slice(4));
  const extensions = ["extendLowS", "extendHighS", "extendLowU", "extendHighU"];
  const others = ["shl", "shrS", "shrU", "splat", "const", "extractLane", "replaceLane", "allTrue", "bitmask"];
  const conversions = ["F32x4S", "F32x4U", "F64x2SZero", "F64x2UZero"];
  assertEquals(
    Object.keys(i32x4).sort(),
    [
      ...names,
      ...others,
      ...conversions.flatMap((name) => [`truncSat${name}`, `relaxedTrunc${name}`]),
      ...extensions.map((name) => `${name.slice(0, -1)}I16x8${name.at(-1)}`),
      "relaxedLaneselect",
    ].sort(),
  );
});

Deno.test("numbers of 8, 16 and 32 bits are widened and narrowed", () => {
  const read = (bytes: ArrayBuffer) => new Int16Array(bytes);
  const bytes = Uint8Array.from({ length: 16 }, (_, i) => i % 2 === 0 ? i : 256 - i);
  const signed = new Int16Array(new Int8Array(bytes.buffer));
  const unsigned = new Int16Array(bytes);
  assertEquals(read(compute([bytes], i16x8.extendLowI8x16S)), signed.slice(0, 8));
  assertEquals(read(compute([bytes], i16x8.extendHighI8x16S)), signed.slice(8));
  assertEquals(read(compute([bytes], i16x8.extendLowI8x16U)), unsigned.slice(0, 8));
  assertEquals(read(compute([bytes], i16x8.extendHighI8x16U)), unsigned.slice(8));
  const words = [Int32Array.of(1, -2, 40000, -40000), Int32Array.of(65535, 65536, 0, -1)];
  const clamped = (low: number, high: number) =>
    words.flatMap((x) => [...x].map((y) => Math.max(low, Math.min(high, y))));
  assertEquals(read(compute(words, i16x8.narrowI32x4S)), Int16Array.from(clamped(-32768, 32767)));
  assertEquals(new Uint16Array(compute(words, i16x8.narrowI32x4U)), Uint16Array.from(clamped(0, 65535)));
  const shorts = [Int16Array.of(1, -2, 127, 128, -128, -129, 255, 256), Int16Array.of(0, -1, 5, 6, 7, 8, 9, 300)];
  const given = shorts.map((x) => new Int32Array(x.buffer));
  const bounded = (low: number, high: number) =>
    shorts.flatMap((x) => [...x].map((y) => Math.max(low, Math.min(high, y))));
  assertEquals(new Int8Array(compute(given, i8x16.narrowI16x8S)), Int8Array.from(bounded(-128, 127)));
  assertEquals(new Uint8Array(compute(given, i8x16.narrowI16x8U)), Uint8Array.from(bounded(0, 255)));
  const names = ["extendLowI8x16S", "extendHighI8x16S", "extendLowI8x16U", "extendHighI8x16U"];
  assertEquals(Object.keys(i16x8).sort(), [...names, "narrowI32x4S", "narrowI32x4U"].sort());
});

Deno.test("i64x2 instructions compute what JavaScript computes, lane by lane", () => {
  const read = (bytes: ArrayBuffer) => new BigInt64Array(bytes);
  const names = checkLanes(
    i64x2,
    pairs(longs),
    (values) => BigInt64Array.from({ length: 2 }, (_, i) => values[i] ?? 0n),
    read,
    {
      abs: (a) => s64(a < 0n ? -a : a),
      neg: (a) => s64(-a),
      add: (a, b) => s64(a + b!),
      sub: (a, b) => s64(a - b!),
      mul: (a, b) => s64(a * b!),
      eq: (a, b) => longMask(a === b),
      ne: (a, b) => longMask(a !== b),
      ltS: (a, b) => longMask(a < b!),
      gtS: (a, b) => longMask(a > b!),
      leS: (a, b) => longMask(a <= b!),
      geS: (a, b) => longMask(a >= b!),
    },
  );
  const x = BigInt64Array.of(5n, -(2n ** 63n));
  assertEquals(read(compute([x], (v) => i64x2.shl(v, 3))), x.map((a) => s64(a << 3n)));
  assertEquals(read(compute([x], (v) => i64x2.shrS(v, 3))), x.map((a) => a >> 3n));
  assertEquals(read(compute([x], (v) => i64x2.shrU(v, 3))), x.map((a) => u64(a) >> 3n));
  assertEquals(read(compute([x], (v) => i64x2.add(v, 2n))), x.map((a) => a + 2n));
  assertEquals(read(compute([], () => i64x2.splat(i64.const(-3n)))), BigInt64Array.of(-3n, -3n));
  assertEquals(read(compute([], () => i64x2.const(1n, -2n))), BigInt64Array.of(1n, -2n));
  assertEquals(read(compute([x], (v) => i64x2.replaceLane(v, 1, 9n))), BigInt64Array.of(5n, 9n));
  const memory = newMemory();
  assertEquals(run(i64x2.extractLane(i64x2.const(3n, 4n), 1), memory), 4n);
  assertEquals([run(i64x2.allTrue(i64x2.const(3n, 0n)), memory), run(i64x2.allTrue(i64x2.splat(2n)), memory)], [0, 1]);
  assertEquals(run(i64x2.bitmask(i64x2.const(3n, -1n)), memory), 0b10);
  const narrow = Int32Array.of(1, -2, 3, -4);
  assertEquals(read(compute([narrow], i64x2.extendLowI32x4S)), BigInt64Array.of(1n, -2n));
  assertEquals(read(compute([narrow], i64x2.extendHighI32x4S)), BigInt64Array.of(3n, -4n));
  assertEquals(read(compute([narrow], i64x2.extendLowI32x4U)), BigInt64Array.of(1n, 2n ** 32n - 2n));
  assertEquals(read(compute([narrow], i64x2.extendHighI32x4U)), BigInt64Array.of(3n, 2n ** 32n - 4n));
  const others = ["shl", "shrS", "shrU", "splat", "const", "extractLane", "replaceLane", "allTrue", "bitmask"];
  const extensions = ["extendLowI32x4S", "extendHighI32x4S", "extendLowI32x4U", "extendHighI32x4U"];
  assertEquals(Object.keys(i64x2).sort(), [...names, ...others, ...extensions, "relaxedLaneselect"].sort());
});

Deno.test({
  name: `relaxed truncation and selection agree with the strict ones where those are defined${
    supports("relaxedSimd") ? "" : " (not on this machine)"
  }`,
  ignore: !supports("relaxedSimd"),
  fn() {
    const read = (bytes: ArrayBuffer) => new Int32Array(bytes);
    const floats = Float32Array.of(1.9, 0, 77.7, 1e6);
    assertEquals(read(compute([floats], i32x4.relaxedTruncF32x4S)), Int32Array.of(1, 0, 77, 1e6));
    assertEquals(read(compute([floats], i32x4.relaxedTruncF32x4U)), Int32Array.of(1, 0, 77, 1e6));
    const doubles = Float64Array.of(1.9, 77.7);
    assertEquals(read(compute([doubles], i32x4.relaxedTruncF64x2SZero)), Int32Array.of(1, 77, 0, 0));
    assertEquals(read(compute([doubles], i32x4.relaxedTruncF64x2UZero)), Int32Array.of(1, 77, 0, 0));
    const [a, b] = [Int32Array.of(1, 2, 3, 4), Int32Array.of(5, 6, 7, 8)];
    assertEquals(
      read(compute([a, b, Int32Array.of(-1, 0, 0, -1)], i32x4.relaxedLaneselect)),
      Int32Array.of(1, 6, 7, 4),
    );
    assertEquals(
      read(compute([a, b, Int32Array.of(0, 0, -1, -1)], i64x2.relaxedLaneselect)),
      Int32Array.of(5, 6, 3, 4),
    );
    const bytes = Uint8Array.from({ length: 16 }, (_, i) => 10 * i);
    const positions = Uint8Array.from({ length: 16 }, (_, i) => 15 - i);
    assertEquals(new Uint8Array(compute([bytes, positions], i8x16.relaxedSwizzle)), bytes.toReversed());
  },
});

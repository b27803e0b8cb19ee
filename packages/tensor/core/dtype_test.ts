import { assert, assertEquals, assertThrows } from "@std/assert";
import type { DType } from "./dtype.ts";
import { allocate, bytesOf, commonDType, dtypeOf, dtypes, isDType, isFloat } from "./dtype.ts";

Deno.test("commonDType() takes the wider, but never mixes float32 with float64", () => {
  const table: [DType[], DType][] = [
    [["bool", "bool"], "bool"],
    [["bool", "int32"], "int32"],
    [["int32", "int32"], "int32"],
    [["int32", "float32"], "float32"],
    [["bool", "float64"], "float64"],
    [["float64", "int32", "bool"], "float64"],
    [["float32", "float32"], "float32"],
    [[], "float32"],
  ];
  for (const [operands, expected] of table) {
    assertEquals(commonDType("add", operands), expected);
    assertEquals(commonDType("add", operands.toReversed()), expected);
  }
  assertEquals(
    assertThrows(() => commonDType("add", ["float32", "int32", "float64"]), TypeError).message,
    "Cannot add float32 with float64 as both must have one float dtype: current dtypes are float32 and int32 and float64; convert one with cast",
  );
});

Deno.test("isFloat() and isDType() tell dtypes apart", () => {
  assertEquals(dtypes.filter(isFloat), ["float32", "float64"]);
  assert(dtypes.every(isDType));
  for (const other of ["int64", "toString", "", 3, null]) assert(!isDType(other), String(other));
});

Deno.test("allocate() gives zeros that no other tensor sees", () => {
  for (const dtype of dtypes) {
    const [a, b] = [allocate(dtype, 3), allocate(dtype, 3)];
    a.fill(1);
    assertEquals([...b], [0, 0, 0]);
    assertEquals([dtypeOf(b), b.BYTES_PER_ELEMENT], [dtype, bytesOf(dtype)]);
  }
});

Deno.test("allocate() goes on after a slab is full", () => {
  const all = Array.from({ length: 2000 }, (_, i) => allocate("float32", 60).fill(i));
  assert(all.every((values, i) => values.every((value) => value === i)));
});

Deno.test("allocate() gives large and empty arrays a buffer of their own", () => {
  assertEquals(allocate("float64", 1000).buffer.byteLength, 8000);
  assertEquals(allocate("int32", 0).length, 0);
});

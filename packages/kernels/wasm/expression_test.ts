import { assertEquals } from "@std/assert";
import { f32, f64, i32, i32x4, i64, select } from "./mod.ts";
import { newMemory, run } from "./testing/run_expression.ts";
import { longs, reals, singles } from "./testing/samples.ts";

Deno.test("constants of every size are what they say, up to the limits of their type", () => {
  const memory = newMemory();
  for (const value of [0, 63, 64, -64, -65, 127, 128, -128, 8191, 8192, 2147483647, -2147483648]) {
    assertEquals(run(i32.const(value), memory), value);
    assertEquals(run(i64.const(BigInt(value)), memory), BigInt(value));
  }
  assertEquals(run(i32.const(2 ** 32 - 1), memory), -1);
  for (const value of longs) assertEquals(run(i64.const(value), memory), value);
  for (const value of reals) assertEquals(run(f64.const(value), memory), value);
  for (const value of singles) assertEquals(run(f32.const(value), memory), value);
});

Deno.test("select() takes the first where the condition holds, of any type", () => {
  const memory = newMemory();
  assertEquals(run(select(1, f32.const(2), f32.const(3)), memory), 2);
  assertEquals(run(select(0, i64.const(2n), i64.const(3n)), memory), 3n);
  assertEquals(run(i32x4.extractLane(select(0, i32x4.splat(4), i32x4.splat(5)), 1), memory), 5);
});

import { assertEquals } from "@std/assert";
import type { Expression } from "./expression.ts";
import { f32, f64, i32, i64, memoryCopy, memoryFill, memoryGrow, memorySize } from "./mod.ts";
import { newMemory, run } from "./testing/run_expression.ts";

Deno.test("loads and stores reach the byte at address plus offset, and widen and narrow", () => {
  const memory = newMemory();
  const view = new DataView(memory.buffer);
  view.setBigInt64(104, -0x0123456789abcdefn, true);
  const at = { offset: 4, align: 1 };
  assertEquals(run(i32.load(100, at), memory), view.getInt32(104, true));
  assertEquals(run(i32.load8S(100, at), memory), view.getInt8(104));
  assertEquals(run(i32.load8U(100, at), memory), view.getUint8(104));
  assertEquals(run(i32.load16S(100, at), memory), view.getInt16(104, true));
  assertEquals(run(i32.load16U(100, at), memory), view.getUint16(104, true));
  assertEquals(run(i64.load(100, at), memory), view.getBigInt64(104, true));
  assertEquals(run(i64.load8S(100, at), memory), BigInt(view.getInt8(104)));
  assertEquals(run(i64.load8U(100, at), memory), BigInt(view.getUint8(104)));
  assertEquals(run(i64.load16S(100, at), memory), BigInt(view.getInt16(104, true)));
  assertEquals(run(i64.load16U(100, at), memory), BigInt(view.getUint16(104, true)));
  assertEquals(run(i64.load32S(100, at), memory), BigInt(view.getInt32(104, true)));
  assertEquals(run(i64.load32U(100, at), memory), BigInt(view.getUint32(104, true)));
  assertEquals(run(f32.load(100, at), memory), view.getFloat32(104, true));
  assertEquals(run(f64.load(100, at), memory), view.getFloat64(104, true));
  const written = (code: Expression<"none">): number[] => {
    new Uint8Array(memory.buffer).fill(0xee);
    run(code, memory);
    return [...new Uint8Array(memory.buffer, 103, 10)];
  };
  const e = 0xee;
  assertEquals(written(i32.store(100, 0x01020304, at)), [e, 4, 3, 2, 1, e, e, e, e, e]);
  assertEquals(written(i32.store8(100, 0x01020304, at)), [e, 4, e, e, e, e, e, e, e, e]);
  assertEquals(written(i32.store16(100, 0x01020304, at)), [e, 4, 3, e, e, e, e, e, e, e]);
  assertEquals(written(i64.store(100, 0x0102030405060708n, at)), [e, 8, 7, 6, 5, 4, 3, 2, 1, e]);
  assertEquals(written(i64.store8(100, 0x0102n, at)), [e, 2, e, e, e, e, e, e, e, e]);
  assertEquals(written(i64.store16(100, 0x0102n, at)), [e, 2, 1, e, e, e, e, e, e, e]);
  assertEquals(written(i64.store32(100, 0x01020304n, at)), [e, 4, 3, 2, 1, e, e, e, e, e]);
  assertEquals(written(f32.store(100, 1, at)), [e, 0, 0, 0x80, 0x3f, e, e, e, e, e]);
  assertEquals(written(f64.store(100, 1, at)), [e, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, e]);
});

Deno.test("memory is measured, grown, copied and filled", () => {
  const memory = newMemory();
  assertEquals(run(memorySize(), memory), 1);
  assertEquals(run(memoryGrow(1), memory), 1);
  assertEquals(run(memoryGrow(1), memory), -1);
  assertEquals(run(memorySize(), memory), 2);
  run(memoryFill(8, 7, 4), memory);
  run(memoryCopy(10, 8, 4), memory);
  assertEquals([...new Uint8Array(memory.buffer, 6, 10)], [0, 0, 7, 7, 7, 7, 7, 7, 0, 0]);
});

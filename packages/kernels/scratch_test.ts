import { assert, assertEquals, assertNotStrictEquals, assertStrictEquals } from "@std/assert";
import { releaseScratch, scratch, scratchLimit } from "./scratch.ts";

Deno.test("scratch() grows the memory that is there, and keeps it", () => {
  releaseScratch();
  const small = scratch(1000)!;
  assertEquals(small.floats.byteLength, 65536);
  assertStrictEquals(scratch(65536), small);
  const large = scratch(65537)!;
  assertStrictEquals(large.memory, small.memory);
  assertStrictEquals(large.floats.buffer, large.memory.buffer);
  assert(large.floats.byteLength >= 65537);
});

Deno.test("scratch() refuses more than its limit, and goes up to it", () => {
  assertEquals(scratch(scratchLimit + 1), undefined);
  assertEquals(scratch(scratchLimit)!.floats.byteLength, scratchLimit);
  releaseScratch();
});

Deno.test("releaseScratch() drops the memory; the next one is new", () => {
  const before = scratch(1)!;
  releaseScratch();
  assertNotStrictEquals(scratch(1)!.memory, before.memory);
});

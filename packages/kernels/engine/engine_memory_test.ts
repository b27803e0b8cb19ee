import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { EngineMemory } from "./engine_memory.ts";
import { reservedBytes } from "./kernel.ts";

Deno.test("places never overlap, begin at multiples of 64, and stay off the words of threads", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(100_000), fc.boolean()), { maxLength: 60 }), (wishes) => {
      const memory = new EngineMemory();
      const taken: { start: number; end: number }[] = [];
      for (const [bytes, goes] of wishes) {
        const start = memory.allocate(bytes);
        assert(start % 64 === 0 && start >= reservedBytes && start + bytes <= memory.bytes);
        assert(taken.every((other) => start + bytes <= other.start || other.end <= start), "overlap");
        if (goes) memory.release(start);
        else taken.push({ start, end: start + Math.max(bytes, 1) });
      }
    }),
  );
});

Deno.test("what is given back is used again, also where neighbours were given back apart", () => {
  const memory = new EngineMemory();
  const places = [1000, 1000, 1000, 1000].map((bytes) => memory.allocate(bytes));
  for (const place of [places[1]!, places[2]!]) memory.release(place);
  assertEquals(memory.allocate(2000), places[1]);
  memory.release(places[3]!);
  assertEquals(memory.allocate(64), places[3]);
});

Deno.test("giving back what was never taken changes nothing", () => {
  const memory = new EngineMemory();
  const place = memory.allocate(64);
  memory.release(place + 64);
  memory.release(-1);
  assert(memory.allocate(64) !== place);
});

Deno.test("the arena stays where it is until it must be longer", () => {
  const memory = new EngineMemory();
  const before = memory.allocate(100);
  const first = memory.arena(1000);
  assertEquals(memory.arena(500), first);
  const after = memory.allocate(100);
  const longer = memory.arena(5000);
  assert(longer !== first && longer !== before && longer !== after);
  assertEquals(memory.allocate(1000), first);
});

Deno.test("a memory over 4 GiB is an error that says what to do, and changes nothing", () => {
  const memory = new EngineMemory();
  const { bytes } = memory;
  assertThrows(
    () => memory.allocate(2 ** 32),
    RangeError,
    "Cannot run a compiled program as its memory must be at most 4096 MiB: current need is 4097 MiB; use smaller batches, or { jit: false }",
  );
  assertEquals(memory.bytes, bytes);
  assertEquals(memory.allocate(64), reservedBytes);
});

Deno.test("a memory that the system does not let grow is an error that says what to do, and changes nothing", () => {
  const memory = new EngineMemory();
  memory.memory.grow = () => {
    throw new RangeError("no");
  };
  assertThrows(
    () => memory.allocate(3 * 2 ** 20),
    RangeError,
    "Cannot run a compiled program as its memory must grow to 4 MiB: current size is 1 MiB and the system gives no more; use smaller batches, or { jit: false }",
  );
  assertEquals(memory.allocate(64), reservedBytes);
});

Deno.test("an arena that cannot grow leaves the memory as usable as before", () => {
  const memory = new EngineMemory();
  memory.arena(1000);
  assertThrows(() => memory.arena(2 ** 32), RangeError);
  assert(memory.arena(1000) >= reservedBytes);
});

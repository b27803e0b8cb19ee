import { assert } from "@std/assert";
import { peakMiB } from "./peak_memory.ts";

Deno.test("peakMiB() sees memory that is held, and does not forget it", () => {
  const before = peakMiB();
  const size = Math.ceil(before + 100) * 2 ** 20;
  let held: Uint8Array | null = new Uint8Array(size).fill(1);
  assert(held.at(-1) === 1);
  held = null;
  assert(peakMiB() >= before + 100, `${before} MiB before, ${peakMiB()} MiB after`);
});

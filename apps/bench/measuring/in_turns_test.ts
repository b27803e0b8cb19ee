import { assertAlmostEquals, assertEquals } from "@std/assert";
import { ratiosInTurns } from "./in_turns.ts";

Deno.test("ratiosInTurns() finds the ratio on a machine that grows slower and slower", async () => {
  let now = 0;
  const taking = (milliseconds: number) => () => void (now += milliseconds * (1 + now / 1e5));
  const ratios = await ratiosInTurns(taking(3), taking(2), { repeat: 20, clock: () => now });
  assertEquals(ratios.length, 20);
  for (const ratio of ratios) assertAlmostEquals(ratio, 1.5, 0.01);
});

Deno.test("ratiosInTurns() waits for what must be ready before it compares", async () => {
  let now = 0;
  let isReady = false;
  const seen: boolean[] = [];
  const own = () => {
    now += 10;
    seen.push(isReady);
  };
  const ready = () => {
    isReady = true;
    return Promise.resolve();
  };
  await ratiosInTurns(own, () => void (now += 10), { repeat: 3, ready, clock: () => now });
  assertEquals(seen.slice(-3), [true, true, true]);
});

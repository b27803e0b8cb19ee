import { assert, assertEquals } from "@std/assert";
import { steadyState } from "./steady_state.ts";

/** A clock that moves only while something runs: each call takes the next of `durations`, then the last again and again. */
function simulated(durations: readonly number[]) {
  let now = 0;
  let calls = 0;
  return {
    clock: () => now,
    repetition: () => void (now += durations[Math.min(calls++, durations.length - 1)]!),
    calls: () => calls,
  };
}

Deno.test("slow first calls are not among the samples", async () => {
  const { clock, repetition } = simulated([5000, 400, 100]);
  assertEquals(await steadyState(repetition, { repeat: 3, clock }), [100, 100, 100]);
});

Deno.test("at least two calls warm up, however slow they are", async () => {
  const { clock, repetition, calls } = simulated([10_000]);
  await steadyState(repetition, { repeat: 1, clock });
  assertEquals(calls(), 3);
});

Deno.test("what must be ready is waited for once, after the first calls, and does not shorten the warm-up", async () => {
  const { clock, repetition, calls } = simulated([100]);
  const waited: number[] = [];
  let late = 0;
  const ready = () => {
    waited.push(calls());
    late = 5000;
    return Promise.resolve();
  };
  await steadyState(repetition, { repeat: 1, ready, clock: () => clock() + late });
  assertEquals([waited, calls()], [[2], 9]);
});

Deno.test("quick repetitions share a sample of five milliseconds", async () => {
  const { clock, repetition, calls } = simulated([0.5]);
  assertEquals(await steadyState(repetition, { repeat: 2, clock }), [0.5, 0.5]);
  assertEquals(calls(), 800 / 0.5 + 2 * 10);
});

Deno.test("without a number, samples fill 1.5 seconds and are at least five", async () => {
  const quick = simulated([50]);
  assertEquals((await steadyState(quick.repetition, { repeat: null, clock: quick.clock })).length, 30);
  const slow = simulated([3000]);
  assertEquals((await steadyState(slow.repetition, { repeat: null, clock: slow.clock })).length, 5);
});

Deno.test("a repetition that returns a promise is waited for", async () => {
  let under = 0;
  let most = 0;
  await steadyState(async () => {
    most = Math.max(most, ++under);
    await new Promise((resolve) => setTimeout(resolve, 300));
    under--;
  }, { repeat: 2 });
  assert(most === 1, `${most} ran at once`);
});

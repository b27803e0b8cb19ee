import { ShapeError, tensor, Variable } from "@chainrule/tensor";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { ExponentialMovingAverage } from "./exponential_moving_average.ts";

const walk = [3, -1, 4, 1, -5, 9, 2, -6];

/** Σ dᵗ⁻ⁱ wᵢ / Σ dᵗ⁻ⁱ: what a weighted average is. */
function weightedAverage(values: readonly number[], decay: number): number {
  const weights = values.map((_, i) => decay ** (values.length - 1 - i));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return values.reduce((sum, value, i) => sum + weights[i]! * value, 0) / total;
}

function walked(decay: number, values: readonly number[]): { w: Variable; average: ExponentialMovingAverage } {
  const w = new Variable(tensor([0], "float64"), { name: "w" });
  const average = new ExponentialMovingAverage([w], { decay });
  for (const value of values) {
    w.assign(tensor([value], "float64"));
    average.update();
  }
  return { w, average };
}

for (const decay of [0, 0.5, 0.9, 0.999]) {
  Deno.test(`the average with decay ${decay} weighs each step ${decay} times as much as the next`, () => {
    for (let count = 1; count <= walk.length; count++) {
      const { w, average } = walked(decay, walk.slice(0, count));
      const actual = average.apply(() => w.value.item());
      const expected = weightedAverage(walk.slice(0, count), decay);
      // 1 − dᵗ has lost up to three digits to cancellation at d = 0.999.
      assert(Math.abs(actual - expected) < 1e-11, `${actual} instead of ${expected} after ${count}`);
    }
  });
}

Deno.test("the average of weights that do not change is those weights, bit for bit", () => {
  const w = new Variable(tensor([0.1, -0.7, 1e-20]));
  const average = new ExponentialMovingAverage([w], { decay: 0.99 });
  for (let i = 0; i < 100; i++) average.update();
  assertEquals(average.apply(() => w.value.toArray()), w.value.toArray());
});

Deno.test("apply() puts the weights back, also after an error", () => {
  const { w, average } = walked(0.5, [1, 4]);
  assertEquals(average.apply(() => w.value.item()), 3);
  assertEquals(w.value.item(), 4);
  assertThrows(
    () =>
      average.apply(() => {
        throw new Error("stop");
      }),
    Error,
    "stop",
  );
  assertEquals(w.value.item(), 4);
});

Deno.test("assign() makes the averages the weights", () => {
  const { w, average } = walked(0.5, [1, 4]);
  average.assign();
  assertEquals(w.value.item(), 3);
});

Deno.test("an average that was saved and loaded goes on bit for bit", () => {
  const whole = walked(0.9, walk);
  const half = walked(0.9, walk.slice(0, 4));
  const state = half.average.stateDict();
  assertEquals(Object.keys(state), ["updates", "0.average"]);
  const resumed = walked(0.9, []);
  resumed.average.loadStateDict(state);
  for (const value of walk.slice(4)) {
    resumed.w.assign(tensor([value], "float64"));
    resumed.average.update();
  }
  const read = ({ w, average }: typeof whole) => average.apply(() => w.value.item());
  assertEquals(read(resumed), read(whole));
});

Deno.test("loadStateDict() refuses what does not fit", () => {
  const { average } = walked(0.9, walk);
  const state = average.stateDict();
  assertThrows(
    () => average.loadStateDict({ updates: state.updates! }),
    RangeError,
    "Cannot load the state of ExponentialMovingAverage as it must have the entry 0.average: current entries are updates",
  );
  assertThrows(
    () => average.loadStateDict({ ...state, "0.average": tensor([1, 2], "float64") }),
    ShapeError,
    "Cannot load 0.average of ExponentialMovingAverage as its shape must be [1]: current shape is [2]; was it saved for another model?",
  );
});

Deno.test("apply() before the first update says what to do", () => {
  assertThrows(
    () => new ExponentialMovingAverage([new Variable(1)]).apply(() => 0),
    TypeError,
    "Cannot apply ExponentialMovingAverage as there must be an average: current count of updates is 0; call update() after each step",
  );
});

Deno.test("apply() refuses what would wait while other weights are in place", () => {
  const { w, average } = walked(0.5, [1, 4]);
  for (const f of [async () => await 1, () => Promise.resolve(1)]) {
    assertThrows(
      () => average.apply(f),
      TypeError,
      "Cannot apply the averages to f as it must be synchronous: current f returns a promise; await its inputs first",
    );
  }
  assertEquals(w.value.item(), 4);
});

Deno.test("the decay must be below 1", () => {
  assertThrows(
    () => new ExponentialMovingAverage([new Variable(1)], { decay: 1 }),
    RangeError,
    "Cannot make ExponentialMovingAverage as decay must be in [0, 1): current decay is 1",
  );
});

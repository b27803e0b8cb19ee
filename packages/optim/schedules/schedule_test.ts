import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { cosineDecay } from "./cosine_decay.ts";
import { cosineWarmRestarts } from "./cosine_warm_restarts.ts";
import { exponentialDecay } from "./exponential_decay.ts";
import { multiStepDecay } from "./multi_step_decay.ts";
import { oneCycle } from "./one_cycle.ts";
import { polynomialDecay } from "./polynomial_decay.ts";
import { stepDecay } from "./step_decay.ts";
import { warmUp } from "./warm_up.ts";

const schedules = {
  stepDecay: stepDecay({ learningRate: 1, stepSize: 3 }),
  multiStepDecay: multiStepDecay({ learningRate: 1, milestones: [3] }),
  exponentialDecay: exponentialDecay({ learningRate: 1, gamma: 0.5 }),
  cosineDecay: cosineDecay({ learningRate: 1, totalSteps: 10 }),
  cosineWarmRestarts: cosineWarmRestarts({ learningRate: 1, firstPeriod: 4 }),
  polynomialDecay: polynomialDecay({ learningRate: 1, totalSteps: 10 }),
  warmUp: warmUp(1, { warmUpSteps: 3 }),
  oneCycle: oneCycle({ maxLearningRate: 1, totalSteps: 10 }),
};

for (const [name, schedule] of Object.entries(schedules)) {
  Deno.test(`${name}() refuses a step that cannot be`, () => {
    for (const step of [-1, NaN, Infinity]) {
      assertThrows(
        () => schedule.at(step),
        RangeError,
        `Cannot evaluate ${name} as step must be in [0, ∞): current step is ${step}`,
      );
    }
  });

  Deno.test(`${name}() gives the same rate whatever was asked before`, () => {
    const rates = [0, 3, 7, 1].map((step) => schedule.at(step));
    assertEquals([1, 7, 3, 0].map((step) => schedule.at(step)), rates.toReversed());
  });
}

Deno.test("multiStepDecay() does not mind the order of milestones, nor changes to the array", () => {
  const milestones = [9, 4];
  const schedule = multiStepDecay({ learningRate: 1, milestones, gamma: 0.5 });
  milestones.push(1);
  assertEquals([3, 4, 8, 9].map((step) => schedule.at(step)), [1, 0.5, 0.5, 0.25]);
});

Deno.test("cosineDecay() stays at its end, where PyTorch's rises again", () => {
  const schedule = cosineDecay({ learningRate: 1, totalSteps: 10, minLearningRate: 0.25 });
  assertEquals([10, 15, 20].map((step) => schedule.at(step)), [0.25, 0.25, 0.25]);
});

Deno.test("cosineWarmRestarts() may have periods of one length, and a floor", () => {
  const schedule = cosineWarmRestarts({ learningRate: 1, firstPeriod: 4, minLearningRate: 0.5 });
  assertEquals([0, 4, 400].map((step) => schedule.at(step)), [1, 1, 1]);
  assertAlmostEquals(schedule.at(402), 0.75, 1e-15);
});

Deno.test("polynomialDecay() of power 2 is a parabola", () => {
  assertEquals(polynomialDecay({ learningRate: 4, totalSteps: 10, power: 2 }).at(5), 1);
});

Deno.test("warmUp() leads into a schedule without a jump and then follows it from its beginning", () => {
  const after = exponentialDecay({ learningRate: 8, gamma: 0.5 });
  const schedule = warmUp(after, { warmUpSteps: 4, startFactor: 0.5 });
  assertEquals([0, 2, 4, 5, 7].map((step) => schedule.at(step)), [4, 6, 8, 4, 1]);
});

Deno.test("warmUp() may lead into a warm-up", () => {
  const schedule = warmUp(warmUp(1, { warmUpSteps: 2, startFactor: 0.5 }), { warmUpSteps: 2 });
  assertEquals([0, 1, 2, 3, 4].map((step) => schedule.at(step)), [0, 0.25, 0.5, 0.75, 1]);
});

Deno.test("oneCycle() stays finite for the shortest trainings, and stays at its end", () => {
  for (const totalSteps of [1, 2, 3, 4]) {
    const schedule = oneCycle({ maxLearningRate: 1, totalSteps });
    const rates = Array.from({ length: 6 }, (_, step) => schedule.at(step));
    assertEquals(rates.every(Number.isFinite), true);
    assertAlmostEquals(rates[5]!, 1 / 25 / 1e4, 1e-18);
  }
});

Deno.test("schedules say what is wrong with their options", () => {
  assertThrows(
    () => stepDecay({ learningRate: 1, stepSize: 0.5 }),
    RangeError,
    "Cannot make stepDecay as stepSize must be a whole number from 1: current stepSize is 0.5",
  );
  assertThrows(
    () => multiStepDecay({ learningRate: 1, milestones: [3, -1] }),
    RangeError,
    "Cannot make multiStepDecay as milestones[1] must be in [0, ∞): current milestones[1] is -1",
  );
  assertThrows(
    () => exponentialDecay({ learningRate: -1, gamma: 1 }),
    RangeError,
    "Cannot make exponentialDecay as learningRate must be in [0, ∞): current learningRate is -1",
  );
  assertThrows(
    () => cosineDecay({ learningRate: 1 } as never),
    TypeError,
    "Cannot make cosineDecay as totalSteps must be a number: current type is undefined",
  );
  assertThrows(
    () => warmUp(-1, { warmUpSteps: 3 }),
    RangeError,
    "Cannot make warmUp as learningRate must be in [0, ∞): current learningRate is -1",
  );
  assertThrows(
    () => oneCycle({ maxLearningRate: 1, totalSteps: 10, startDivisor: 0 }),
    RangeError,
    "Cannot make oneCycle as startDivisor must be in (0, ∞): current startDivisor is 0",
  );
});

import { assertEquals } from "@std/assert";
import golden from "../golden/optim.json" with { type: "json" };
import { assertClose, start, tolerances, trajectory } from "../golden/quadratic.ts";
import fixtures from "../golden/schedules.json" with { type: "json" };
import { SGD } from "../optimizers/sgd.ts";
import { cosineDecay } from "./cosine_decay.ts";
import { cosineWarmRestarts } from "./cosine_warm_restarts.ts";
import { exponentialDecay } from "./exponential_decay.ts";
import { multiStepDecay } from "./multi_step_decay.ts";
import { oneCycle } from "./one_cycle.ts";
import { polynomialDecay } from "./polynomial_decay.ts";
import { ReduceOnPlateau } from "./reduce_on_plateau.ts";
import type { Schedule } from "./schedule.ts";
import { stepDecay } from "./step_decay.ts";
import { warmUp } from "./warm_up.ts";

const learningRate = 0.05;

const schedules: Record<string, Schedule> = {
  schedule_step: stepDecay({ learningRate, stepSize: 5, gamma: 0.5 }),
  schedule_multi_step: multiStepDecay({ learningRate, milestones: [4, 9, 15], gamma: 0.5 }),
  schedule_exponential: exponentialDecay({ learningRate, gamma: 0.9 }),
  schedule_cosine: cosineDecay({ learningRate, totalSteps: 20 }),
  schedule_cosine_warm_restarts: cosineWarmRestarts({ learningRate, firstPeriod: 5, periodFactor: 2 }),
  schedule_linear_warmup: warmUp(learningRate, { warmUpSteps: 5, startFactor: 0.25 }),
  schedule_polynomial: polynomialDecay({ learningRate, totalSteps: 10 }),
};

Deno.test("every schedule of optim.json is run", () => {
  assertEquals(Object.keys(schedules).sort(), golden.schedules.map(({ name }) => name).sort());
});

for (const { name, rule, w: expected, lr_used } of golden.schedules) {
  Deno.test(`${name} gives the rates of PyTorch: ${rule}`, () => {
    const rates = lr_used.data.map((_, step) => schedules[name]!.at(step));
    assertClose(rates, lr_used.data, tolerances.float64);
  });

  for (const dtype of ["float64", "float32"] as const) {
    Deno.test(`${name} in ${dtype} leads SGD along the same 20 steps as PyTorch`, () => {
      const w = start(dtype);
      const optimizer = new SGD([w]);
      const actual = trajectory(w, () => {
        optimizer.learningRate = schedules[name]!.at(optimizer.steps);
        optimizer.step();
      });
      assertClose(actual, expected.data, tolerances[dtype]);
    });
  }
}

for (const { steps, options, rates } of fixtures.one_cycle) {
  Deno.test(`oneCycle() over ${steps} steps gives the rates of PyTorch for ${JSON.stringify(options)}`, () => {
    const schedule = oneCycle(
      {
        maxLearningRate: options.max_lr,
        totalSteps: steps,
        warmUpShare: options.pct_start,
        startDivisor: options.div_factor,
        endDivisor: options.final_div_factor,
        linear: options.anneal_strategy === "linear",
      } as Parameters<typeof oneCycle>[0],
    );
    assertClose(rates.map((_, step) => schedule.at(step)), rates, tolerances.float64);
  });
}

for (const { options, metrics, rates } of fixtures.plateau) {
  Deno.test(`ReduceOnPlateau cuts when PyTorch does, for ${JSON.stringify(options)}`, () => {
    const plateau = new ReduceOnPlateau({
      learningRate: 1,
      factor: options.factor,
      patience: options.patience,
      cooldown: options.cooldown ?? 0,
      minLearningRate: options.min_lr ?? 0,
      threshold: options.threshold ?? 1e-4,
      relative: options.threshold_mode !== "abs",
      maximize: options.mode === "max",
    });
    assertClose(metrics.map((metric) => plateau.update(metric)), rates, tolerances.float64);
  });
}

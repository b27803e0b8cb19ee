import { backward } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { mul, tensor, Variable } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { ExponentialMovingAverage } from "../averaging/exponential_moving_average.ts";
import { clipByGlobalNorm } from "../clipping/clip_by_global_norm.ts";
import { clipByValue } from "../clipping/clip_by_value.ts";
import { Optimizer } from "../core/optimizer.ts";
import type { UpdateRule } from "../core/update_rule.ts";
import { loss, start } from "../golden/quadratic.ts";
import { optimizerFromName, optimizerNames } from "./optimizer_from_name.ts";
import type { OptimizerOptions } from "./optimizer_from_name.ts";

const variants: readonly { name: string; options: OptimizerOptions }[] = [
  ...optimizerNames.map((name) => ({ name, options: {} })),
  { name: "sgd", options: { momentum: 0.9, dampening: 0.5 } },
  { name: "rmsprop", options: { momentum: 0.9, centered: true } },
  { name: "adamw", options: { amsgrad: true } },
];

/** Clipping, a step, an average and a change of the learning rate half way: everything that was computed. */
function run({ name, options }: typeof variants[number], compile: boolean) {
  const w = start("float32");
  const optimizer = optimizerFromName(name, [w], { learningRate: 0.1, weightDecay: 0.01, ...options });
  const average = new ExponentialMovingAverage([w], { decay: 0.9 });
  const step = (): Tensor => {
    backward(loss(w));
    const norm = clipByGlobalNorm([w], 1);
    clipByValue([w], 0.5);
    optimizer.step();
    average.update();
    return average.apply(() => loss(w)).add(norm.cast("float32"));
  };
  const compiled = jit(step);
  const seen: number[] = [];
  for (let i = 0; i < 30; i++) {
    if (i === 15) optimizer.learningRate = 0.01;
    seen.push((compile ? compiled() : step()).item(), ...w.value.data);
  }
  const state = { ...optimizer.stateDict(), ...average.stateDict() };
  return {
    seen,
    state: Object.entries(state).map(([name, value]) => [name, ...value.data]),
    programs: compiled.programs.length,
  };
}

/** To rounding of float32, which thirty steps may multiply by some tens. */
function assertClose(actual: readonly number[], expected: readonly number[]): void {
  assertEquals(actual.length, expected.length);
  expected.forEach((x, i) => assertAlmostEquals(actual[i]!, x, 1e-5 * Math.max(1, Math.abs(x))));
}

for (const variant of variants) {
  Deno.test(`${variant.name} ${JSON.stringify(variant.options)} gives the same from one static graph as eagerly`, () => {
    const eager = run(variant, false);
    const compiled = run(variant, true);
    assertEquals(compiled.programs, 1);
    assertClose(compiled.seen, eager.seen);
    assertEquals(compiled.state.map(([name]) => name), eager.state.map(([name]) => name));
    compiled.state.forEach(([, ...values], i) => assertClose(values as number[], eager.state[i]!.slice(1) as number[]));
  });
}

Deno.test("a slot may begin at a value that is computed from the parameter, also inside a static graph", () => {
  const towardsStart: UpdateRule<"start"> = {
    name: "TowardsStart",
    slots: { start: (w) => w.value.mul(2).detach() },
    update: ({ value, state: { start } }) => ({ value: value.add(start).div(2) }),
  };
  const w = new Variable(tensor([4, 8]));
  const optimizer = new Optimizer([w], 1, towardsStart);
  const step = jit(() => {
    backward(mul(w, w).sum());
    optimizer.step();
    return w.value;
  });
  assertEquals([step().toArray(), step().toArray()], [[6, 12], [7, 14]]);
});

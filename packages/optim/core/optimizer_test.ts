import { backward } from "@chainrule/autograd";
import { ShapeError, tensor, Variable, zeros } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { loss, start, trajectory } from "../golden/quadratic.ts";
import { Adagrad } from "../optimizers/adagrad.ts";
import { Adam } from "../optimizers/adam.ts";
import { optimizerFromName, optimizerNames } from "../optimizers/optimizer_from_name.ts";
import { SGD } from "../optimizers/sgd.ts";
import { Optimizer } from "./optimizer.ts";
import type { UpdateRule } from "./update_rule.ts";

function withGradient(values: number[], gradient: number[], name = "w"): Variable {
  const variable = new Variable(tensor(values), { name });
  variable.grad = tensor(gradient);
  return variable;
}

Deno.test("step() uses every gradient and empties it", () => {
  const a = withGradient([1], [2]);
  const b = withGradient([1, 2], [4, 8]);
  new SGD([a, b], { learningRate: 0.5 }).step();
  assertEquals([a.value.toArray(), b.value.toArray()], [[0], [-1, -2]]);
  assertEquals([a.grad, b.grad], [null, null]);
});

Deno.test("step() leaves a frozen parameter as it is, and empties its gradient too", () => {
  const frozen = withGradient([1], [2]);
  const other = withGradient([1], [2]);
  frozen.trainable = false;
  new SGD([frozen, other], { learningRate: 0.5, weightDecay: 1 }).step();
  assertEquals([frozen.value.item(), frozen.grad], [1, null]);
});

Deno.test("step() leaves a parameter without a gradient as it is, weight decay included", () => {
  const idle = new Variable(tensor([1]));
  new SGD([idle, withGradient([1], [2])], { learningRate: 0.5, weightDecay: 1 }).step();
  assertEquals(idle.value.item(), 1);
});

Deno.test("a parameter that is named twice takes one step", () => {
  const w = withGradient([1], [1]);
  new SGD([w, w], { learningRate: 0.25 }).step();
  assertEquals(w.value.item(), 0.75);
});

Deno.test("step() records no graph", () => {
  const w = withGradient([1], [2]);
  const origins: unknown[] = [];
  const rule: UpdateRule = {
    name: "Doubled",
    slots: {},
    update({ value }) {
      const doubled = value.mul(2);
      origins.push(doubled.origin);
      return { value: doubled };
    },
  };
  new Optimizer([w], 1, rule).step();
  assertEquals([origins, w.value.item()], [[null], 2]);
});

Deno.test("the gradient of the next loss is that at the new value", () => {
  const w = new Variable(tensor([3], "float64"));
  const optimizer = new Adam([w], { learningRate: 0.5 });
  for (const _ of [1, 2, 3]) {
    backward(w.value.mul(w).sum());
    assertEquals(w.grad!.item(), 2 * w.value.item());
    optimizer.step();
  }
});

Deno.test("a module is asked for its parameters at the first step, once", () => {
  let asked = 0;
  const w = withGradient([1], [2]);
  const module = {
    parameters(): Variable[] {
      asked++;
      return [w];
    },
  };
  const optimizer = new SGD(module, { learningRate: 0.5 });
  assertEquals(asked, 0);
  optimizer.step();
  optimizer.zeroGrad();
  assertEquals([asked, w.value.item()], [1, 0]);
});

Deno.test("parameters may come from a generator", () => {
  const w = withGradient([1], [2]);
  function* all(): Generator<Variable> {
    yield w;
  }
  const optimizer = new SGD(all(), { learningRate: 0.5 });
  optimizer.step();
  w.grad = tensor([2]);
  optimizer.step();
  assertEquals(w.value.item(), -1);
});

Deno.test("a parameter that is thawed late takes its first Adam step as the others did", () => {
  const early = new Variable(tensor([1], "float64"));
  const late = new Variable(tensor([1], "float64"), { trainable: false });
  const optimizer = new Adam([early, late], { learningRate: 0.5, epsilon: 0 });
  const step = () => {
    early.grad = tensor([3], "float64");
    late.grad = tensor([3], "float64");
    optimizer.step();
  };
  for (let i = 0; i < 50; i++) step();
  late.trainable = true;
  step();
  // With the count of the others, the corrected moments would make it 0.5 · 0.1/√0.001 ≈ 1.58 times larger than 0.5.
  assertEquals(Math.abs(late.value.item() - 0.5) < 1e-12, true);
});

Deno.test("learningRate acts from the next step on", () => {
  const w = withGradient([1], [1]);
  const optimizer = new SGD([w], { learningRate: 0.5 });
  optimizer.step();
  optimizer.learningRate = 0.25;
  w.grad = tensor([1]);
  optimizer.step();
  assertEquals([optimizer.learningRate, w.value.item()], [0.25, 0.25]);
});

Deno.test("steps counts the calls of step()", () => {
  const w = start("float32");
  const optimizer = new SGD([w]);
  assertEquals(optimizer.steps, 0);
  trajectory(w, () => optimizer.step());
  assertEquals(optimizer.steps, 20);
});

Deno.test("an error leaves the gradients in place", () => {
  const w = withGradient([1], [2]);
  const broken = new Optimizer([w], 1, { name: "Broken", slots: {}, update: () => ({ value: zeros([7]) }) });
  assertThrows(() => broken.step(), ShapeError, "Cannot assign to w as its shape must stay [1]: current shape is [7]");
  assertEquals(w.grad?.toArray(), [2]);
});

const variants = [
  ...optimizerNames.map((name) => ({ name, options: {} })),
  { name: "sgd", options: { momentum: 0.9, dampening: 0.5 } },
  { name: "sgd", options: { momentum: 0.9, nesterov: true } },
  { name: "rmsprop", options: { momentum: 0.9, centered: true } },
  { name: "adam", options: { amsgrad: true } },
];

for (const { name, options } of variants) {
  for (const dtype of ["float32", "float64"] as const) {
    Deno.test(`${name} ${JSON.stringify(options)} in ${dtype}, saved and loaded after 20 steps, goes on bit for bit`, () => {
      const w = start(dtype);
      const optimizer = optimizerFromName(name, [w], { learningRate: 0.03, weightDecay: 0.01, ...options });
      trajectory(w, () => optimizer.step());
      const value = w.value;
      const state = optimizer.stateDict();
      const uninterrupted = trajectory(w, () => optimizer.step());

      const resumed = new Variable(value);
      const fresh = optimizerFromName(name, [resumed], { learningRate: 9, weightDecay: 0.01, ...options });
      fresh.loadStateDict(state);
      assertEquals(trajectory(resumed, () => fresh.step()), uninterrupted);
      assertEquals(
        Object.entries(fresh.stateDict()).map(([entry, x]) => [entry, ...x.data]),
        Object.entries(optimizer.stateDict()).map(([entry, x]) => [entry, ...x.data]),
      );
    });
  }
}

function trained(): { w: Variable; optimizer: Adam } {
  const w = start("float32");
  const optimizer = new Adam([w, new Variable(tensor([1]))]);
  backward(loss(w));
  optimizer.step();
  return { w, optimizer };
}

Deno.test("stateDict() names what it holds, and leaves out parameters that were never changed", () => {
  const state = trained().optimizer.stateDict();
  assertEquals(Object.keys(state), ["learningRate", "step", "0.mean", "0.meanSquare", "0.step"]);
  assertEquals([state.learningRate!.item(), state.step!.item(), state.step!.dtype], [0.001, 1, "float64"]);
});

Deno.test("stateDict() does not change when the optimizer goes on", () => {
  const { w, optimizer } = trained();
  const state = optimizer.stateDict();
  const before = state["0.mean"]!.toArray();
  backward(loss(w));
  optimizer.step();
  assertEquals(state["0.mean"]!.toArray(), before);
  assertEquals(state.step!.item(), 1);
});

Deno.test("loadStateDict() of a state from before the first step makes slots as good as new", () => {
  const w = withGradient([1], [4]);
  const optimizer = new Adagrad([w], { learningRate: 1, initialAccumulator: 9 });
  const first = optimizer.stateDict();
  optimizer.step();
  optimizer.loadStateDict(first);
  w.assign(tensor([1]));
  w.grad = tensor([4]);
  optimizer.step();
  assertEquals(Math.abs(w.value.item() - 0.2) < 1e-7, true); // 1 − 4/√(9 + 16), rounded to float32
});

Deno.test("loadStateDict() says what is missing", () => {
  const { optimizer } = trained();
  const { "0.meanSquare": _, ...state } = optimizer.stateDict();
  assertThrows(
    () => optimizer.loadStateDict(state),
    RangeError,
    "Cannot load the state of Adam as it must have the entry 0.meanSquare: current entries are learningRate, step, 0.mean, 0.step",
  );
  assertThrows(
    () => optimizer.loadStateDict({}),
    RangeError,
    "Cannot load the state of Adam as it must have the entry learningRate: current entries are none",
  );
});

Deno.test("loadStateDict() says what it does not know", () => {
  const { optimizer } = trained();
  assertThrows(
    () => optimizer.loadStateDict({ ...optimizer.stateDict(), "2.mean": tensor([1]) }),
    RangeError,
    "Cannot load the state of Adam as its entries must be among learningRate, step, 0.mean, 0.meanSquare, 0.step, 1.mean, 1.meanSquare, 1.step: current entries have 2.mean; was it saved by something else, or for another model?",
  );
});

Deno.test("loadStateDict() refuses another shape or dtype, and then nothing has changed", () => {
  const { optimizer } = trained();
  const state = optimizer.stateDict();
  const load = (change: Record<string, unknown>) => () =>
    optimizer.loadStateDict({ ...state, learningRate: tensor(7, "float64"), ...change } as typeof state);
  assertThrows(
    load({ "0.mean": zeros([2]) }),
    ShapeError,
    "Cannot load 0.mean of Adam as its shape must be [3]: current shape is [2]; was it saved for another model?",
  );
  assertThrows(
    load({ "0.mean": zeros([3], "float64") }),
    TypeError,
    "Cannot load 0.mean of Adam as its dtype must be float32: current dtype is float64; convert it with cast",
  );
  assertThrows(
    load({ "0.mean": [1, 2, 3] }),
    TypeError,
    "Cannot load 0.mean of Adam as it must be a tensor: current type is object",
  );
  assertThrows(
    load({ learningRate: tensor(-1, "float64") }),
    RangeError,
    "Cannot load the state of Adam as learningRate must be in [0, ∞): current learningRate is -1",
  );
  assertEquals(optimizer.learningRate, 0.001);
});

Deno.test("step() without gradients says what to do", () => {
  const frozen = new Variable(1, { trainable: false });
  assertThrows(
    () => new SGD([new Variable(1), frozen]).step(),
    TypeError,
    "Cannot step SGD as a trainable parameter must have a gradient: current count is 0 of 2, 1 of them frozen; call backward(loss) first",
  );
});

Deno.test("an optimizer without parameters says so", () => {
  assertThrows(
    () => new SGD({ parameters: () => [] }).step(),
    TypeError,
    "Cannot step SGD as there must be at least one parameter: current count is 0; pass a module that has parameters, or its variables",
  );
  assertThrows(
    () => new SGD([tensor(1)] as unknown as Variable[]).step(),
    TypeError,
    "Cannot step SGD as every parameter must be a Variable: current type of parameter 0 is object",
  );
  assertThrows(
    () => new SGD(5 as unknown as Variable[]),
    TypeError,
    "Cannot make SGD as the parameters must be a module or an iterable of variables: current type is number",
  );
});

Deno.test("learningRate refuses what is not a rate", () => {
  const optimizer = new SGD([new Variable(1)]);
  for (const rate of [-0.1, NaN, Infinity]) {
    assertThrows(
      () => optimizer.learningRate = rate,
      RangeError,
      `Cannot set the learning rate of SGD as learningRate must be in [0, ∞): current learningRate is ${rate}`,
    );
  }
  assertEquals(optimizer.learningRate, 0.01);
});

import { gradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import type { Tensor } from "@chainrule/tensor";
import { ones, Random, sum, tensor, Variable } from "@chainrule/tensor";
import type { Golden } from "@chainrule/testing";
import { assertTensorsClose, checkLayer, goldenTensor, goldenTolerances } from "@chainrule/testing";
import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import golden from "../golden/layers.json" with { type: "json" };
import { Dropout } from "./dropout.ts";

const seeded = (rate: number, seed = 1) => new Dropout(rate).useRandom(new Random(seed));

Deno.test("Dropout obeys the laws of layers", () => {
  for (const rate of [0, 0.3, 1]) {
    checkLayer(() => new Dropout(rate), { input: [4, 3], output: [4, 3], parameters: {} });
  }
});

Deno.test("Dropout makes of a mask what the golden file makes of it", () => {
  const { mask_example: item } = golden.cases.find(({ name }) => name === "dropout_semantics") as unknown as {
    readonly mask_example: Readonly<Record<"x" | "mask" | "y", Golden>> & { readonly p: number };
  };
  const random = new Random(0);
  random.bernoulli = (shape, probability) => {
    assertEquals([shape, probability], [[2, 4], 1 - item.p]);
    return goldenTensor(item.mask).greater(0);
  };
  const layer = new Dropout(item.p);
  layer.random = random;
  assertTensorsClose(layer.forward(goldenTensor(item.x)), goldenTensor(item.y), goldenTolerances.float64.values);
});

Deno.test("Dropout keeps a share of 1 - p, within five standard deviations of the binomial distribution", () => {
  const n = 100_000;
  for (const rate of [0.1, 0.5, 0.8]) {
    const y = seeded(rate).forward(ones([n]));
    const kept = y.data.filter((value) => value !== 0).length;
    const deviation = Math.sqrt(n * rate * (1 - rate));
    assert(Math.abs(kept - n * (1 - rate)) < 5 * deviation, `rate ${rate}: ${kept} of ${n} kept`);
    assert(y.data.every((value) => value === 0 || value === Math.fround(1 / (1 - rate))), "the rest is scaled");
  }
});

Deno.test("Dropout keeps the mean and gives the variance x² p / (1 - p)", () => {
  const [n, rate, x] = [100_000, 0.25, 3];
  const y = seeded(rate).forward(ones([n]).mul(x)).cast("float64");
  const variance = x ** 2 * rate / (1 - rate);
  const mean = y.mean().item();
  // Five standard deviations of a mean of n; and of a variance, whose fourth moment is below 10 times its square.
  assert(Math.abs(mean - x) < 5 * Math.sqrt(variance / n), `mean ${mean}`);
  const found = y.sub(mean).pow(2).mean().item();
  assert(Math.abs(found - variance) < 5 * variance * Math.sqrt(10 / n), `variance ${found}`);
});

Deno.test("the gradient goes through the same mask", () => {
  const x = new Variable(new Random(3).uniform([200], { low: 1, high: 2, dtype: "float64" }));
  const y = seeded(0.4).forward(x.value);
  const [gradient] = gradients(sum(y), [x]);
  assertTensorsClose(gradient!, y.div(x), { rtol: 1e-14, atol: 0 });
});

Deno.test("p = 0 gives its input, and draws nothing", () => {
  const layer = seeded(0);
  const x = tensor([1, -2]);
  assert(layer.forward(x) === x);
  assertEquals(layer.stateDict()["random.counter"]?.item(), 0);
});

Deno.test("p = 1 gives zeros and zero gradients, not NaN", () => {
  const x = new Variable(tensor([1, -2, 1e30]));
  const y = seeded(1).forward(x.value);
  assertEquals(y.abs().toArray(), [0, 0, 0]);
  assertEquals(gradients(sum(y), [x])[0]!.toArray(), [0, 0, 0]);
});

Deno.test("in evaluation it gives its input, and draws nothing", () => {
  const layer = seeded(0.5).eval();
  const x = tensor([1, -2]);
  assert(layer.forward(x) === x);
  assertEquals(layer.stateDict()["random.counter"]?.item(), 0);
});

Deno.test("one seed gives one mask, two seeds give two, and so do two calls", () => {
  const x = ones([50]);
  const [first, again, other] = [seeded(0.5, 1), seeded(0.5, 1), seeded(0.5, 2)];
  const mask = first.forward(x).toArray();
  assertEquals(again.forward(x).toArray(), mask);
  assertNotEquals(other.forward(x).toArray(), mask);
  assertNotEquals(first.forward(x).toArray(), mask);
});

Deno.test("its state is its place in the sequence of masks", () => {
  const layer = seeded(0.5);
  const x = ones([50]);
  layer.forward(x);
  const state = layer.stateDict();
  assertEquals(Object.keys(state), ["random.counter"]);
  const mask = layer.forward(x).toArray();
  layer.loadStateDict(state);
  assertEquals(layer.forward(x).toArray(), mask);
});

Deno.test("switching between training and evaluation traces again", () => {
  const layer = seeded(0.5);
  const run = jit((x: Tensor) => layer.forward(x));
  const x = ones([50]);
  assertNotEquals(run(x).toArray(), x.toArray());
  layer.eval();
  assertEquals(run(x).toArray(), x.toArray());
  layer.train();
  assertNotEquals(run(x).toArray(), x.toArray());
  assertEquals(run.programs.length, 2);
});

Deno.test("Dropout refuses a rate outside [0, 1]", () => {
  for (const rate of [-0.1, 1.1, NaN]) {
    assertEquals(
      assertThrows(() => new Dropout(rate), RangeError).message,
      `Cannot make Dropout as the rate must be in [0, 1]: current rate is ${rate}`,
    );
  }
});

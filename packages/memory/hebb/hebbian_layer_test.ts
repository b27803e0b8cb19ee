import { jit } from "@chainrule/jit";
import { assertBits, assertTensorsClose, checkLayer, goldenTolerances } from "@chainrule/testing";
import { Random, ShapeError, tensor } from "@chainrule/tensor";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { hebbian } from "./hebbian.ts";
import { HebbianLayer } from "./hebbian_layer.ts";
import { oja } from "./oja.ts";
import { sanger } from "./sanger.ts";

const x = new Random(1).normal([30, 5]);

Deno.test("HebbianLayer obeys the laws of layers", () => {
  checkLayer((dtype) => new HebbianLayer(2, { dtype }), {
    input: [5, 3],
    output: [5, 2],
    parameters: { weight: [2, 3] },
    failures: [
      {
        input: [5, 2],
        message: "Cannot apply HebbianLayer as its input must have shape [N, 3]: current shape is [5, 2]",
      },
      {
        input: [3],
        message:
          "Cannot apply HebbianLayer as its input must have shape [N, 3]: current shape is [3]; one sample is a row: reshape it to [1, D]",
      },
    ],
  });
});

Deno.test("HebbianLayer.learn moves the weights by the rule that it was made with", () => {
  const rules = { hebb: (w: typeof x) => hebbian(w, x, x.matmul(w.transpose()), { learningRate: 0.1 }), oja, sanger };
  for (const [rule, step] of Object.entries(rules)) {
    const layer = new HebbianLayer(3, { inputDim: 5, rule: rule as keyof typeof rules, learningRate: 0.1 });
    const [before] = layer.parameters().map(({ value }) => value);
    layer.learn(x);
    assertBits(layer.weight!.value, step(before!, x, { learningRate: 0.1 }));
  }
});

Deno.test("HebbianLayer learns pairs by Hebb's rule", () => {
  const layer = new HebbianLayer(1, {
    rule: "hebb",
    learningRate: 0.5,
    weightInitializer: (shape) => tensor(new Float32Array(2), shape),
  });
  layer.learn(tensor([[1, -1]]), tensor([[1]]));
  assertEquals(layer.weight!.value.toArray(), [[0.5, -0.5]]);
});

Deno.test("HebbianLayer learns inside compiled functions what it learns outside, and the same from the same seed", () => {
  const make = () => new HebbianLayer(2, { learningRate: 0.05 }).useRandom(new Random(3));
  const [eager, again, compiled] = [make(), make(), make()];
  const step = jit(() => compiled.learn(x));
  for (let i = 0; i < 50; i++) {
    eager.learn(x);
    again.learn(x);
    step();
  }
  assertBits(again.weight!.value, eager.weight!.value);
  assertTensorsClose(compiled.weight!.value, eager.weight!.value, goldenTolerances.float32.gradients);
});

Deno.test("HebbianLayer refuses a first input that it cannot learn from, and then is not built", () => {
  const layer = new HebbianLayer(2);
  assertThrows(() => layer.learn(tensor([1, 2])), ShapeError);
  assertEquals(layer.built, false);
  const pairs = new HebbianLayer(2, { inputDim: 5, rule: "hebb" });
  const [before] = pairs.parameters().map(({ value }) => value);
  assertThrows(() => pairs.learn(x, x), ShapeError);
  assert(pairs.weight!.value === before);
});

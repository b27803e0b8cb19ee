import { jit } from "@chainrule/jit";
import { softmax } from "@chainrule/activations";
import type { Tensor } from "@chainrule/tensor";
import { oneHot, Random, ShapeError, tensor, zeros } from "@chainrule/tensor";
import { assertBits, assertTensorsClose } from "@chainrule/testing";
import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { assertSnapshot } from "@std/testing/snapshot";
import { Activation } from "./layers/activation.ts";
import { Dense } from "./layers/dense.ts";
import { Dropout } from "./layers/dropout.ts";
import { Flatten } from "./layers/flatten.ts";
import type { Layer } from "./module.ts";
import { Sequential } from "./sequential.ts";

Deno.test("the ten lines that the chapter ends with run as they stand", async () => {
  const random = new Random(1);
  const [xTrain, xTest] = [random.normal([96, 100]), random.normal([40, 100])];
  const [yTrain, yTest] = [96, 40].map((n) => oneHot(random.integers([n], 0, 40), 40)) as [Tensor, Tensor];

  const model = new Sequential([
    new Dense(64, { inputDim: 100 }),
    new Activation("relu"),
    new Dense(40),
    new Activation("softmax"),
  ]);
  model.compile({ loss: "categoricalCrossentropy", optimizer: "sgd", metrics: ["accuracy"] });
  await model.fit(xTrain, yTrain, { epochs: 5, batchSize: 32 });
  const { loss, accuracy } = model.evaluate(xTest, yTest, { batchSize: 32 });

  // Targets are noise: what a guess among 40 classes costs, give or take the little that first weights add.
  assert(loss > 3 && loss < 6, `loss ${loss}`);
  assert(accuracy >= 0 && accuracy < 0.3, `accuracy ${accuracy}`);
});

Deno.test("the output of each layer is the input of the next", () => {
  const model = new Sequential([new Activation((x) => x.add(1)), new Activation((x) => x.mul(2))]);
  assertEquals(model.forward(tensor([[1], [2]])).toArray(), [[4], [6]]);
  assertEquals(new Sequential().forward(tensor([[1]])).toArray(), [[1]]);
});

Deno.test("add() adds a layer at the end, and gives the model", () => {
  const model = new Sequential().add(new Dense(3)).add(new Activation("tanh"));
  assertEquals(model.layers.map(({ name }) => name), ["Dense", "Activation(tanh)"]);
});

Deno.test("a model that knows its input is built when its parameters are asked for", () => {
  const model = new Sequential([new Dense(3, { inputDim: 2 }), new Dense(1)]);
  assertEquals(model.built, false);
  assertEquals(model.namedParameters().map(([name, { shape }]) => [name, shape]), [
    ["layers.0.weight", [3, 2]],
    ["layers.0.bias", [3]],
    ["layers.1.weight", [1, 3]],
    ["layers.1.bias", [1]],
  ]);
});

Deno.test("a model that does not know its input is built by ensureBuilt or by the first one, which draws no masks", () => {
  const model = new Sequential([new Flatten(), new Dropout(0.5), new Dense(1)], { seed: 1 });
  assertThrows(() => model.parameters(), TypeError, "current Sequential does not know its input");
  model.ensureBuilt([1, 2, 3]);
  assertEquals(model.parameters().map(({ shape }) => shape), [[1, 6], [1]]);
  assertEquals(model.stateDict()["layers.1.random.counter"]?.item(), 0);
});

Deno.test("a first input that does not fit leaves the model as it was, ready for one that does", () => {
  const model = new Sequential([new Dense(3), new Dense(2, { inputDim: 3 })]);
  assertThrows(() => model.forward(zeros([4])), ShapeError);
  assertEquals(model.built, false);
  assertEquals(model.forward(zeros([4, 5])).shape, [4, 2]);
  assertEquals(model.summary().split("\n").length, 4);
});

Deno.test("one seed determines first weights and masks, of layers added later, too", () => {
  const make = (seed: number) =>
    new Sequential([new Dense(8, { inputDim: 4 })], { seed }).add(new Dropout(0.5)).add(new Dense(3));
  const x = new Random(2).normal([5, 4]);
  const [a, b, c] = [make(7), make(7), make(8)].map((model) => model.forward(x)) as [Tensor, Tensor, Tensor];
  assertBits(a, b);
  assertNotEquals(a.toArray(), c.toArray());
});

Deno.test("models may be layers of models", () => {
  const inner = new Sequential([new Dense(3), new Activation("softmax")]);
  const model = new Sequential([new Flatten(), inner], { seed: 1 });
  const x = new Random(1).normal([2, 2, 2]);
  assertEquals(model.forward(x).shape, [2, 3]);
  assertEquals(Object.keys(model.stateDict()), ["layers.1.layers.0.weight", "layers.1.layers.0.bias"]);
  assertEquals(model.finalActivation, "softmax");
  assertBits(softmax(model.forwardLogits(x)), model.forward(x));
});

Deno.test("forwardLogits() stops before the last activation, also where the same layer comes twice", () => {
  const activation = new Activation("softmax");
  const x = tensor([[1, 2, 3]]);
  const model = new Sequential([activation, activation]);
  assertBits(model.forwardLogits(x), softmax(x));
  assertBits(new Sequential([new Activation((z) => z.mul(2))]).forwardLogits(x), x.mul(2));
  assertEquals(new Sequential([new Dense(1)]).finalActivation, null);
  assertEquals(new Sequential([new Flatten()]).finalActivation, null);
});

Deno.test("forward() runs compiled with the same numbers, built inside", () => {
  const make = () =>
    new Sequential([new Dense(4, { activation: "tanh" }), new Dropout(0.5), new Dense(2)], { seed: 3 });
  const [eager, compiled] = [make(), make()];
  const run = jit((x: Tensor) => compiled.forward(x));
  const x = new Random(1).normal([5, 3]);
  // Compiled, sums are kept in float32 and tanh is a polynomial: a few units in the last place.
  for (let i = 0; i < 3; i++) assertTensorsClose(run(x), eager.forward(x), { rtol: 1e-5, atol: 1e-6 });
});

Deno.test("outputsOfLayers() names every layer and its place", () => {
  const outputs = new Sequential([new Dense(3), new Activation("relu")]).outputsOfLayers(zeros([2, 4]));
  assertEquals(outputs.map(({ name, output }) => [name, output.shape]), [
    ["layers.0 (Dense)", [2, 3]],
    ["layers.1 (Activation(relu))", [2, 3]],
  ]);
});

Deno.test("summary() shows layers, shapes and numbers of parameters", async (t) => {
  const model = new Sequential([
    new Flatten(),
    new Dense(64, { inputDim: 784 }),
    new Activation("relu"),
    new Dropout(0.5),
    new Dense(10, { activation: "softmax" }),
  ]);
  model.ensureBuilt([1, 1, 28, 28]);
  await assertSnapshot(t, model.summary());
  model.layers[1]!.trainable = false;
  await assertSnapshot(t, model.summary());
});

Deno.test("summary() of a model that knows its input needs no data, and draws nothing", () => {
  const model = new Sequential([new Dense(2, { inputDim: 3 }), new Dropout(0.5)]);
  assertEquals(
    model.summary(),
    [
      "   layer    output  parameters",
      "0  Dense    [N, 2]  8",
      "1  Dropout  [N, 2]  0",
      "8 parameters",
    ].join("\n"),
  );
  assertEquals(model.training, true);
  assertThrows(() => new Sequential([new Dense(2)]).summary(), TypeError, "does not know its input");
});

Deno.test("errors name the layer and its place", () => {
  const model = new Sequential([new Flatten(), new Dense(3), new Dense(2, { inputDim: 4 })]);
  assertEquals(
    assertThrows(() => model.forward(zeros([5, 2])), ShapeError).message,
    "Cannot apply Dense as its input must have shape [N, 4]: current shape is [1, 3] (in layer 3 of 3, Dense)",
  );
  const built = new Sequential([new Dense(2)]);
  built.forward(zeros([1, 3]));
  assertEquals(
    assertThrows(() => built.forward(zeros([1, 4])), ShapeError).message,
    "Cannot apply Dense as its input must have shape [N, 3]: current shape is [1, 4] (in layer 1 of 1, Dense)",
  );
});

Deno.test("something that is no layer is refused, with its place", () => {
  for (
    const [other, message] of [
      [
        "relu",
        "Cannot add a layer to Sequential as it must be a module with forward: current type of layer 1 is string",
      ],
      [
        { forward: (x: Tensor) => x },
        "Cannot add a layer to Sequential as it must be a module with forward: current type of layer 1 is object",
      ],
    ] as const
  ) {
    const layers = [new Flatten(), other as unknown as Layer];
    assertEquals(assertThrows(() => new Sequential(layers), TypeError).message, message);
  }
});

import { Random, zeros } from "@chainrule/tensor";
import { assertBits } from "@chainrule/testing";
import { assert, assertEquals } from "@std/assert";
import { mnistCnn } from "../presets/mnist_cnn.ts";
import { lenet } from "./lenet.ts";

Deno.test("lenet() has the layers of LeNet-5, and 61 706 parameters", () => {
  const model = lenet(10, { ...mnistCnn.tuning, dropout: 0 }, 0);
  assertEquals(model.summary().split("\n"), [
    "   layer                output           parameters",
    "0  Reshape              [N, 1, 28, 28]   0",
    "1  Conv2D               [N, 6, 28, 28]   156",
    "2  MaxPool2D            [N, 6, 14, 14]   0",
    "3  Conv2D               [N, 16, 10, 10]  2416",
    "4  MaxPool2D            [N, 16, 5, 5]    0",
    "5  Flatten              [N, 400]         0",
    "6  Dense                [N, 120]         48120",
    "7  Dense                [N, 84]          10164",
    "8  Dense                [N, 10]          850",
    "9  Activation(softmax)  [N, 10]          0",
    "61706 parameters",
  ]);
});

Deno.test("lenet() has the hidden layers, the activation and the dropout that settings ask for", () => {
  const tuning = { ...mnistCnn.tuning, hidden: [30], activation: "tanh", dropout: 0.5 } as const;
  const model = lenet(10, tuning, 0);
  assertEquals(model.forward(zeros([2, 784])).shape, [2, 10]);
  const names = model.layers.map(({ name }) => name);
  assertEquals(names.slice(5), ["Flatten", "Dropout", "Dense", "Dropout", "Dense", "Activation(softmax)"]);
  assertEquals(model.layers.map(({ finalActivation }) => finalActivation).filter((name) => name === "tanh").length, 3);
});

Deno.test("lenet() is the same for the same seed", () => {
  const x = new Random(1).uniform([2, 784]);
  const output = (seed: number) => lenet(10, mnistCnn.tuning, seed).eval().forward(x);
  assertBits(output(1), output(1));
  assert(output(1).data.some((value, i) => value !== output(2).data[i]));
});

Deno.test("lenet() learns to tell a few images apart", async () => {
  const random = new Random(2);
  const [x, y] = [random.uniform([20, 784]), random.integers([20], 0, 10)];
  const model = lenet(10, { ...mnistCnn.tuning, dropout: 0 }, 0);
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "adam", metrics: ["accuracy"] });
  await model.fit(x, y, { epochs: 40, batchSize: 20, seed: 1 });
  assert(model.evaluate(x, y).accuracy! >= 0.9, "twenty images can be learned by heart");
});

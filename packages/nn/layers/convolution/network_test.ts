import { backward, checkGradients, grad } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import { Adam } from "@chainrule/optim";
import type { DType, Tensor } from "@chainrule/tensor";
import { Random, ShapeError, sum, tensor, zeros } from "@chainrule/tensor";
import { assertBits, assertTensorsClose } from "@chainrule/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { softmaxCrossEntropy } from "../../losses/cross_entropy.ts";
import { Sequential } from "../../sequential.ts";
import { Dense } from "../dense.ts";
import { Flatten } from "../flatten.ts";
import { Reshape } from "../reshape.ts";
import { AvgPool2D } from "./avg_pool2d.ts";
import { Conv1D } from "./conv1d.ts";
import { Conv2D } from "./conv2d.ts";
import { ConvTranspose2D } from "./conv_transpose2d.ts";
import { GlobalAvgPool2D } from "./global_avg_pool2d.ts";
import { MaxPool2D } from "./max_pool2d.ts";

/** Everything that there is, in one network over rows of 64. */
function everything(dtype: DType): Sequential {
  return new Sequential([
    new Reshape([2, 32]),
    new Conv1D(2, 3, { padding: "same", activation: "tanh", dtype }),
    new Reshape([1, 8, 8]),
    new Conv2D(4, 3, { padding: "same", activation: "relu", dtype }),
    new MaxPool2D(2),
    new Conv2D(4, 2, { groups: 2, stride: 2, activation: "tanh", dtype }),
    new ConvTranspose2D(3, 3, { stride: 2, padding: 1, outputPadding: 1, activation: "tanh", dtype }),
    new AvgPool2D(2, { stride: 1, padding: "same", countPadding: false }),
    new GlobalAvgPool2D(),
    new Dense(3, { dtype }),
  ], { seed: 3 });
}

/** The losses and the weights of steps of Adam. */
function trained(dtype: DType, compiled: boolean): Tensor[] {
  const model = everything(dtype);
  const optimizer = new Adam(model, { learningRate: 0.01 });
  const step = (x: Tensor, y: Tensor): Tensor => {
    const loss = softmaxCrossEntropy(model.forward(x), y);
    backward(loss);
    optimizer.step();
    return loss;
  };
  const run = compiled ? jit(step) : step;
  const random = new Random(4);
  const losses = Array.from({ length: 4 }, () => {
    return run(random.normal([5, 64], { dtype }), random.integers([5], 0, 3));
  });
  return [...losses, ...model.parameters().map(({ value }) => value)];
}

/** Of four steps of Adam, which turn roundings of gradients near 0 into parts of a step of 0.01. */
const afterSteps = { float32: { rtol: 1e-4, atol: 1e-4 }, float64: { rtol: 1e-9, atol: 1e-9 } } as const;

for (const dtype of ["float64", "float32"] as const) {
  for (const level of ["relaxed", "simd", "none"] as const) {
    Deno.test(`whole training steps of all layers are the same compiled, in ${dtype}, with vectors: ${level}`, () => {
      const eager = trained(dtype, false);
      const compiled = withVectorLevel(level, () => trained(dtype, true));
      eager.forEach((value, i) => assertTensorsClose(compiled[i]!, value, afterSteps[dtype], `value ${i}`));
    });
  }
}

Deno.test("all layers have second derivatives", () => {
  const model = everything("float64");
  const x = new Random(5).normal([2, 64], { dtype: "float64" });
  const direction = new Random(6).normal([2, 64], { dtype: "float64" });
  checkGradients((input) => sum(grad((z: Tensor) => sum(model.forward(z)))(input).mul(direction)), [x]);
});

Deno.test("a summary tells the shapes of images and the numbers of parameters", () => {
  const model = new Sequential([
    new Reshape([1, 28, 28]),
    new Conv2D(6, 5, { padding: "same", activation: "relu" }),
    new MaxPool2D(2),
    new Conv2D(16, 5, { activation: "relu" }),
    new AvgPool2D(2),
    new Flatten(),
    new Dense(10),
  ]);
  assertEquals(model.summary().split("\n"), [
    "   layer      output           parameters",
    "0  Reshape    [N, 1, 28, 28]   0",
    "1  Conv2D     [N, 6, 28, 28]   156",
    "2  MaxPool2D  [N, 6, 14, 14]   0",
    "3  Conv2D     [N, 16, 10, 10]  2416",
    "4  AvgPool2D  [N, 16, 5, 5]    0",
    "5  Flatten    [N, 400]         0",
    "6  Dense      [N, 10]          4010",
    "6582 parameters",
  ]);
});

Deno.test("an error says which layer of a model refused what", () => {
  const model = new Sequential([new Conv2D(2, 3), new MaxPool2D(2), new Conv2D(2, 3)]);
  assertEquals(
    assertThrows(() => model.forward(zeros([1, 1, 6, 6])), ShapeError).message,
    "Cannot apply Conv2D as its window of 3 rows must fit into the padded image of 2: current shape is [1, 2, 2, 2] (in layer 3 of 3, Conv2D)",
  );
});

Deno.test("one seed gives the same first weights, layer by layer, and another others", () => {
  const x = new Random(1).normal([2, 64]);
  const output = () => everything("float32").forward(x);
  assertBits(output(), output());
  const other = everything("float32").useRandom(new Random(9)).forward(x);
  assert(output().data.some((value, i) => value !== other.data[i]));
});

Deno.test("a small network learns where a cross is, and where it is not, wherever in the image", async () => {
  const random = new Random(7);
  const count = 128;
  const images = random.normal([count, 1, 8, 8], { std: 0.1 }).data.slice();
  const labels = Int32Array.from({ length: count }, (_, i) => i % 2);
  const places = random.integers([count, 2], 1, 7).data;
  labels.forEach((label, i) => {
    const at = (row: number, column: number) => i * 64 + (places[2 * i]! + row) * 8 + places[2 * i + 1]! + column;
    const pixels = label === 1
      ? [[0, 0], [-1, 0], [1, 0], [0, -1], [0, 1]]
      : [[0, 0], [-1, -1], [1, 1], [-1, 1], [1, -1]];
    for (const [row, column] of pixels) images[at(row!, column!)]! += 1;
  });
  const [x, y] = [tensor(images, "float32", [count, 1, 8, 8]), tensor(labels)];
  const model = new Sequential([
    new Conv2D(4, 3, { padding: "same", activation: "relu" }),
    new GlobalAvgPool2D(),
    new Dense(2, { activation: "softmax" }),
  ], { seed: 1 });
  model.compile({
    loss: "sparseCategoricalCrossentropy",
    optimizer: (parameters) => new Adam(parameters, { learningRate: 0.02 }),
    metrics: ["accuracy"],
  });
  await model.fit(x, y, { epochs: 40, batchSize: 32, seed: 1 });
  assertEquals(model.evaluate(x, y).accuracy, 1);
});

import { conv2d, convTranspose2d, Random, ShapeError, sum, tensor, zeros } from "@chainrule/tensor";
import { assertBits, assertTensorsClose, checkLayer, goldenTolerances } from "@chainrule/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { ConvTranspose2D } from "./conv_transpose2d.ts";

Deno.test("ConvTranspose2D obeys the laws of layers, with bias and activation", () => {
  checkLayer((dtype) => new ConvTranspose2D(4, 2, { stride: 2, activation: "tanh", dtype }), {
    input: [2, 3, 3, 2],
    output: [2, 4, 6, 4],
    parameters: { weight: [3, 4, 2, 2], bias: [4] },
    failures: [
      {
        input: [2, 2, 3, 2],
        message:
          "Cannot apply ConvTranspose2D as its input must have shape [N, 3, H, W]: current shape is [2, 2, 3, 2]",
      },
      {
        input: [2, 12],
        message:
          "Cannot apply ConvTranspose2D as its input must have shape [N, 3, H, W]: current shape is [2, 12]; rows of numbers become images with Reshape([C, H, W])",
      },
    ],
  });
});

Deno.test("ConvTranspose2D obeys the laws of layers, with all options, in groups and without bias", () => {
  checkLayer(
    (dtype) =>
      new ConvTranspose2D(4, [3, 2], {
        stride: [2, 3],
        padding: [1, 0, 0, 1],
        outputPadding: [1, 2],
        dilation: [1, 2],
        groups: 2,
        useBias: false,
        dtype,
      }),
    { input: [2, 6, 2, 3], output: [2, 4, 5, 10], parameters: { weight: [6, 2, 3, 2] } },
  );
});

Deno.test("ConvTranspose2D is convTranspose2d() of its weights with its biases", () => {
  const options = { stride: 2, padding: 1, outputPadding: 1 };
  const layer = new ConvTranspose2D(2, 3, { ...options, inputChannels: 3, dtype: "float64" });
  const [weight, bias] = layer.parameters();
  bias!.assign(tensor([10, 20], "float64"));
  const x = new Random(1).normal([2, 3, 4, 4], { dtype: "float64" });
  const biases = tensor([[[10]], [[20]]], "float64");
  assertBits(layer.forward(x), convTranspose2d(x, weight!, options).add(biases));
});

Deno.test("ConvTranspose2D is the transpose of the convolution with its weights", () => {
  const layer = new ConvTranspose2D(2, 3, {
    inputChannels: 3,
    stride: 2,
    padding: 1,
    useBias: false,
    dtype: "float64",
  });
  const [weight] = layer.parameters();
  const random = new Random(2);
  const x = random.normal([1, 3, 3, 3], { dtype: "float64" });
  const y = random.normal([1, 2, 5, 5], { dtype: "float64" });
  const forth = sum(layer.forward(x).mul(y));
  const back = sum(conv2d(y, weight!, { stride: 2, padding: 1 }).mul(x));
  assertTensorsClose(forth, back, goldenTolerances.float64.values);
});

Deno.test("ConvTranspose2D counts connections from channels to filters, each group for itself", () => {
  const options = { inputChannels: 8, groups: 4 };
  const layer = new ConvTranspose2D(64, 5, {
    ...options,
    weightInitializer: (shape, { dtype }) => {
      assertEquals(shape, [16, 2, 5, 5]);
      return zeros(shape, dtype);
    },
  });
  assertEquals(layer.parameters()[0]!.shape, [8, 16, 5, 5]);
  const bound = Math.sqrt(6 / (18 * 25));
  const furthest = new ConvTranspose2D(64, 5, options).useRandom(new Random(1)).parameters()[0]!.value.abs().max()
    .item();
  assert(furthest <= bound && furthest > 0.95 * bound);
});

Deno.test("ConvTranspose2D is not built by an input of which its padding leaves nothing", () => {
  const layer = new ConvTranspose2D(1, 2, { padding: [1, 1, 0, 0] });
  assertEquals(
    assertThrows(() => layer.forward(zeros([1, 1, 1, 3])), ShapeError).message,
    "Cannot apply ConvTranspose2D as its padding must leave something of 2 rows: current shape is [1, 1, 1, 3]; current padding is [1, 1, 0, 0]",
  );
  assertEquals(layer.built, false);
  assertEquals(layer.forward(zeros([1, 1, 2, 3])).shape, [1, 1, 1, 4]);
  const saved = new ConvTranspose2D(1, 1, { stride: 2, padding: [1, 0, 0, 0], outputPadding: [1, 0] });
  assertEquals(saved.forward(zeros([1, 1, 1, 1])).shape, [1, 1, 1, 1]);
  assertThrows(
    () => new ConvTranspose2D(1, 2, { padding: [0, 0, 3, 1] }).forward(zeros([1, 1, 1, 3])),
    ShapeError,
    "must leave something of 4 columns",
  );
});

Deno.test("ConvTranspose2D explains numbers that it refuses", () => {
  for (
    const [make, message] of [
      [
        () => new ConvTranspose2D(1, 3, { stride: 2, outputPadding: [1, 2] }),
        "Cannot make ConvTranspose2D as outputPadding must be less than stride: current outputPadding is [1, 2], current stride is [2, 2]",
      ],
      [
        () => new ConvTranspose2D(1, 3, { outputPadding: -1 }),
        "Cannot make ConvTranspose2D as outputPadding must be one whole number or two, each from 0: current outputPadding is [-1, -1]",
      ],
      [
        () => new ConvTranspose2D(1, 3, { padding: "same" as unknown as number }),
        "Cannot make ConvTranspose2D as padding must be one whole number or 4, each from 0: current padding is same",
      ],
      [
        () => new ConvTranspose2D(1, 3, { stride: 0 }),
        "Cannot make ConvTranspose2D as stride must be one whole number or two, each from 1: current stride is [0, 0]",
      ],
      [
        () => new ConvTranspose2D(3, 3, { groups: 2 }),
        "Cannot make ConvTranspose2D as filters must be a multiple of groups: current filters is 3, current groups are 2",
      ],
    ] as const
  ) {
    assertEquals(assertThrows(make, RangeError).message, message);
  }
});

import { conv1d, ones, Random, ShapeError, tensor, zeros } from "@chainrule/tensor";
import { assertBits, checkLayer } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { onesInitializer } from "../../initializers/constant.ts";
import { Conv1D } from "./conv1d.ts";

Deno.test("Conv1D obeys the laws of layers, with bias and activation", () => {
  checkLayer((dtype) => new Conv1D(4, 3, { padding: "same", activation: "tanh", dtype }), {
    input: [2, 3, 6],
    output: [2, 4, 6],
    parameters: { weight: [4, 3, 3], bias: [4] },
    failures: [
      {
        input: [2, 6, 3],
        message:
          "Cannot apply Conv1D as its input must have shape [N, 3, T]: current shape is [2, 6, 3]; channels are the second axis: transpose it from [N, T, C]",
      },
      {
        input: [2, 6],
        message:
          "Cannot apply Conv1D as its input must have shape [N, 3, T]: current shape is [2, 6]; without an axis of channels, reshape it to [N, 1, T]",
      },
      {
        input: [2, 3, 1, 6],
        message: "Cannot apply Conv1D as its input must have shape [N, 3, T]: current shape is [2, 3, 1, 6]",
      },
    ],
  });
});

Deno.test("Conv1D obeys the laws of layers, with stride, dilation, uneven padding, groups and without bias", () => {
  checkLayer(
    (dtype) => new Conv1D(2, 3, { stride: 2, dilation: 2, padding: [2, 1], groups: 2, useBias: false, dtype }),
    {
      input: [2, 4, 6],
      output: [2, 2, 3],
      parameters: { weight: [2, 2, 3] },
      failures: [{
        input: [2, 4, 1],
        message:
          "Cannot apply Conv1D as its window of 5 steps must fit into the padded sequence of 4: current shape is [2, 4, 1]",
      }],
    },
  );
});

Deno.test("Conv1D that is padded before the sequence alone does not look ahead", () => {
  const layer = new Conv1D(1, 2, { dilation: 2, padding: [2, 0], weightInitializer: onesInitializer });
  assertEquals(layer.forward(tensor([[[1, 10, 100, 1000]]])).toArray(), [[[1, 10, 101, 1010]]]);
});

Deno.test("Conv1D is conv1d() of its weights with its biases", () => {
  const layer = new Conv1D(2, 3, { inputChannels: 2, stride: 2, padding: "valid", dtype: "float64" });
  const [weight, bias] = layer.parameters();
  bias!.assign(tensor([10, 20], "float64"));
  const x = new Random(1).normal([3, 2, 7], { dtype: "float64" });
  assertBits(layer.forward(x), conv1d(x, weight!, { stride: 2 }).add(tensor([[10], [20]], "float64")));
});

Deno.test("Conv1D knows its parameters from inputChannels, and is not built by what it refuses", () => {
  assertEquals(new Conv1D(3, 5, { inputChannels: 2 }).parameters().map(({ shape }) => shape), [[3, 2, 5], [3]]);
  const layer = new Conv1D(1, 3);
  assertThrows(() => layer.forward(ones([1, 1, 2])), ShapeError, "its window of 3 steps");
  assertEquals(layer.built, false);
  assertEquals(layer.forward(zeros([1, 1, 3])).shape, [1, 1, 1]);
});

Deno.test("Conv1D explains numbers that it refuses", () => {
  for (
    const [make, message] of [
      [
        () => new Conv1D(1, 1.5),
        "Cannot make Conv1D as kernelSize must be a positive whole number: current kernelSize is 1.5",
      ],
      [
        () => new Conv1D(1, 3, { stride: 0 }),
        "Cannot make Conv1D as stride must be a positive whole number: current stride is 0",
      ],
      [
        () => new Conv1D(1, 3, { padding: [1, -1] }),
        "Cannot make Conv1D as padding must be one whole number or two, each from 0: current padding is [1, -1]",
      ],
    ] as const
  ) {
    assertEquals(assertThrows(make, RangeError).message, message);
  }
});

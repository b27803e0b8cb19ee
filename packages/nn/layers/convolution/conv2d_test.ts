import { backward } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import type { Tensor } from "@chainrule/tensor";
import { conv2d, ones, Random, ShapeError, sum, tensor, zeros } from "@chainrule/tensor";
import { assertBits, checkLayer } from "@chainrule/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { constantInitializer, onesInitializer } from "../../initializers/constant.ts";
import { glorotUniform, heUniform } from "../../initializers/uniform.ts";
import { Module } from "../../module.ts";
import { Sequential } from "../../sequential.ts";
import { Dense } from "../dense.ts";
import { Flatten } from "../flatten.ts";
import { Conv2D } from "./conv2d.ts";

Deno.test("Conv2D obeys the laws of layers, with bias and activation", () => {
  checkLayer((dtype) => new Conv2D(4, 3, { padding: "same", activation: "tanh", dtype }), {
    input: [2, 3, 5, 4],
    output: [2, 4, 5, 4],
    parameters: { weight: [4, 3, 3, 3], bias: [4] },
    failures: [
      {
        input: [2, 2, 5, 4],
        message: "Cannot apply Conv2D as its input must have shape [N, 3, H, W]: current shape is [2, 2, 5, 4]",
      },
      {
        input: [2, 5, 4],
        message:
          "Cannot apply Conv2D as its input must have shape [N, 3, H, W]: current shape is [2, 5, 4]; without an axis of channels, reshape it to [N, 1, H, W]",
      },
      {
        input: [2, 784],
        message:
          "Cannot apply Conv2D as its input must have shape [N, 3, H, W]: current shape is [2, 784]; rows of numbers become images with Reshape([C, H, W])",
      },
      {
        input: [2, 5, 4, 3],
        message:
          "Cannot apply Conv2D as its input must have shape [N, 3, H, W]: current shape is [2, 5, 4, 3]; channels are the second axis: transpose it from [N, H, W, C]",
      },
    ],
  });
});

Deno.test("Conv2D obeys the laws of layers, with stride, dilation, uneven padding and without bias", () => {
  checkLayer(
    (dtype) =>
      new Conv2D(2, [2, 3], { stride: [2, 1], dilation: [1, 2], padding: [1, 0, 2, 1], useBias: false, dtype }),
    {
      input: [2, 2, 5, 4],
      output: [2, 2, 3, 3],
      parameters: { weight: [2, 2, 2, 3] },
      failures: [{
        input: [2, 2, 0, 4],
        message:
          "Cannot apply Conv2D as its window of 2 rows must fit into the padded image of 1: current shape is [2, 2, 0, 4]",
      }, {
        input: [2, 2, 5, 1],
        message:
          "Cannot apply Conv2D as its window of 5 columns must fit into the padded image of 4: current shape is [2, 2, 5, 1]",
      }],
    },
  );
});

Deno.test("Conv2D obeys the laws of layers, in groups", () => {
  checkLayer((dtype) => new Conv2D(6, 2, { groups: 2, activation: "sigmoid", dtype }), {
    input: [2, 4, 3, 3],
    output: [2, 6, 2, 2],
    parameters: { weight: [6, 2, 2, 2], bias: [6] },
  });
});

Deno.test('Conv2D with "same" and a stride has a window for every stride-th pixel', () => {
  const sizeOf = (rows: number, stride: number): number =>
    new Conv2D(1, 3, { padding: "same", stride }).forward(zeros([1, 1, rows, rows])).shape[2]!;
  assertEquals([sizeOf(7, 1), sizeOf(7, 2), sizeOf(8, 2), sizeOf(8, 3)], [7, 4, 4, 3]);
  const last = new Conv2D(1, 3, { padding: "same", stride: 2, weightInitializer: onesInitializer });
  assertEquals(last.forward(ones([1, 1, 1, 4])).toArray(), [[[[3, 2]]]]);
});

Deno.test("Conv2D takes padding as a number, as four, and as a rule", () => {
  const rows = (padding: number | [number, number, number, number] | "same" | "valid"): number[] =>
    [...new Conv2D(1, 3, { padding }).forward(zeros([1, 1, 4, 4])).shape].slice(2);
  assertEquals([rows(1), rows([1, 0, 0, 2]), rows("same"), rows("valid")], [[4, 4], [3, 4], [4, 4], [2, 2]]);
});

Deno.test("Conv2D starts from its initialisers", () => {
  const layer = new Conv2D(2, 2, {
    weightInitializer: constantInitializer(2),
    biasInitializer: constantInitializer(-1),
  });
  assertEquals(layer.forward(ones([1, 3, 2, 2])).toArray(), [[[[23]], [[23]]]]);
});

Deno.test("Conv2D counts connections by the field of a filter, and each group for itself", () => {
  const bound = (layer: Conv2D): number => layer.parameters()[0]!.value.abs().max().item();
  const near = (found: number, wanted: number) =>
    assert(found <= wanted && found > 0.95 * wanted, `${found} ${wanted}`);
  const options = { inputChannels: 8, groups: 4 };
  // Without groups 8 · 25 numbers come into a unit and one goes to 64 · 25; in four groups it is a quarter of either.
  near(bound(new Conv2D(64, 5, { inputChannels: 8 }).useRandom(new Random(1))), Math.sqrt(6 / (72 * 25)));
  near(bound(new Conv2D(64, 5, options).useRandom(new Random(1))), Math.sqrt(6 / (18 * 25)));
  near(
    bound(new Conv2D(64, 5, { ...options, weightInitializer: heUniform }).useRandom(new Random(1))),
    Math.sqrt(6 / 50),
  );
});

Deno.test("Conv2D in one group draws as its initialiser does, and groups differ", () => {
  const whole = new Conv2D(4, 3, { inputChannels: 2 }).useRandom(new Random(3));
  const random = new Nothing().useRandom(new Random(3)).random;
  assertBits(whole.parameters()[0]!.value, glorotUniform([4, 2, 3, 3], { random, dtype: "float32" }));
  const { data } = new Conv2D(2, 3, { inputChannels: 2, groups: 2 }).useRandom(new Random(3)).parameters()[0]!.value;
  assert(data.subarray(0, 9).every((value, i) => value !== data[9 + i]));
});

/** A module that has nothing but its generator. */
class Nothing extends Module {}

Deno.test("Conv2D knows its parameters from inputChannels alone, whatever the size of images", () => {
  const layer = new Conv2D(3, 5, { inputChannels: 2 });
  assertEquals(layer.parameters().map(({ shape }) => shape), [[3, 2, 5, 5], [3]]);
  assertEquals(layer.forward(zeros([1, 2, 9, 6])).shape, [1, 3, 5, 2]);
  class Network extends Module {
    readonly layers = [new Conv2D(3, 5, { inputChannels: 2 })];
  }
  assertEquals(new Network().namedParameters().map(([name]) => name), ["layers.0.weight", "layers.0.bias"]);
  assertThrows(() => new Conv2D(3, 5).parameters(), TypeError, "current Conv2D does not know its input");
});

Deno.test("inputChannels do not tell a Sequential the size of images, so that later layers wait for it", () => {
  const model = new Sequential([new Conv2D(2, 3, { inputChannels: 1 }), new Flatten(), new Dense(1)]);
  assertThrows(() => model.parameters(), TypeError, "current Sequential does not know its input");
  model.ensureBuilt([1, 1, 5, 5]);
  assertEquals(model.parameters().map(({ shape }) => shape), [[2, 1, 3, 3], [2], [1, 18], [1]]);
});

Deno.test("Conv2D takes a function of one's own as activation, and gives the net input of a named one", () => {
  const doubled = new Conv2D(1, 1, { activation: (z) => z.mul(2), weightInitializer: onesInitializer });
  assertEquals(doubled.forward(tensor([[[[3]]]])).toArray(), [[[[6]]]]);
  assertEquals([doubled.finalActivation, doubled.forwardLogits(tensor([[[[3]]]])).toArray()], [null, [[[[6]]]]]);
  const named = new Conv2D(1, 1, { activation: "sigmoid", weightInitializer: onesInitializer });
  assertEquals([named.finalActivation, named.forwardLogits(tensor([[[[3]]]])).toArray()], ["sigmoid", [[[[3]]]]]);
});

Deno.test("Conv2D is not built by an input that it refuses", () => {
  const layer = new Conv2D(2, 3);
  for (const shape of [[1, 5, 5], [1, 1, 5, 2]]) assertThrows(() => layer.forward(zeros(shape)), ShapeError);
  assertEquals(layer.built, false);
  assertEquals(
    assertThrows(() => new Conv2D(2, 3, { groups: 2 }).forward(zeros([1, 3, 5, 5])), ShapeError).message,
    "Cannot apply Conv2D in 2 groups as the channels of its input must be a multiple of 2: current shape is [1, 3, 5, 5]",
  );
  assertThrows(
    () => new Conv2D(2, 3, { inputChannels: 3 }).forward(zeros([1, 1, 5, 5])),
    ShapeError,
    "Cannot apply Conv2D as its input must have shape [N, 3, H, W]: current shape is [1, 1, 5, 5]",
  );
  assertThrows(() => new Conv2D(2, 3).ensureBuilt([1, 28, 28]), ShapeError, "must have shape [N, C, H, W]");
});

Deno.test("a frozen Conv2D gets no gradients, and passes them on", () => {
  const learning = new Conv2D(1, 1, { inputChannels: 1 });
  const frozen = new Conv2D(1, 2, { inputChannels: 1 });
  frozen.trainable = false;
  backward(sum(frozen.forward(learning.forward(ones([1, 1, 2, 2])))));
  assertEquals(frozen.parameters().map(({ grad }) => grad), [null, null]);
  assertEquals(learning.parameters().map(({ grad }) => grad?.shape), [[1, 1, 1, 1], [1]]);
});

Deno.test("Conv2D takes an empty batch, eagerly and compiled", () => {
  const layer = new Conv2D(3, 2);
  const empty = zeros([0, 2, 4, 4]);
  assertEquals(layer.forward(empty).shape, [0, 3, 3, 3]);
  assertEquals(jit((x: Tensor) => layer.forward(x))(empty).shape, [0, 3, 3, 3]);
});

Deno.test("Conv2D is conv2d() of its weights with its biases", () => {
  const layer = new Conv2D(2, 3, { inputChannels: 2, stride: 2, padding: 1, dtype: "float64" });
  const [weight, bias] = layer.parameters();
  bias!.assign(tensor([10, 20], "float64"));
  const x = new Random(1).normal([1, 2, 5, 5], { dtype: "float64" });
  const plain = conv2d(x, weight!, { stride: 2, padding: 1 });
  assertBits(layer.forward(x), plain.add(tensor([[[10]], [[20]]], "float64")));
});

Deno.test("Conv2D explains numbers that it refuses", () => {
  for (
    const [make, message] of [
      [() => new Conv2D(0, 3), "Cannot make Conv2D as filters must be a positive whole number: current filters is 0"],
      [
        () => new Conv2D(1, 0),
        "Cannot make Conv2D as kernelSize must be one whole number or two, each from 1: current kernelSize is [0, 0]",
      ],
      [
        () => new Conv2D(1, [3] as unknown as [number, number]),
        "Cannot make Conv2D as kernelSize must be one whole number or two, each from 1: current kernelSize is [3]",
      ],
      [
        () => new Conv2D(1, 3, { stride: [1, 0.5] }),
        "Cannot make Conv2D as stride must be one whole number or two, each from 1: current stride is [1, 0.5]",
      ],
      [
        () => new Conv2D(1, 3, { dilation: 0 }),
        "Cannot make Conv2D as dilation must be one whole number or two, each from 1: current dilation is [0, 0]",
      ],
      [
        () => new Conv2D(1, 3, { padding: -1 }),
        "Cannot make Conv2D as padding must be one whole number or 4, each from 0: current padding is [-1, -1, -1, -1]",
      ],
      [
        () => new Conv2D(1, 3, { padding: "full" as "same" }),
        "Cannot make Conv2D as padding must be one whole number or 4, each from 0: current padding is full",
      ],
      [
        () => new Conv2D(1, 3, { inputChannels: 1.5 }),
        "Cannot make Conv2D as inputChannels must be a positive whole number: current inputChannels is 1.5",
      ],
      [
        () => new Conv2D(3, 3, { groups: 2 }),
        "Cannot make Conv2D as filters must be a multiple of groups: current filters is 3, current groups are 2",
      ],
      [
        () => new Conv2D(2, 3, { groups: 2, inputChannels: 3 }),
        "Cannot make Conv2D as inputChannels must be a multiple of groups: current inputChannels is 3, current groups are 2",
      ],
    ] as const
  ) {
    assertEquals(assertThrows(make, RangeError).message, message);
  }
  const unknown = "rellu" as "relu";
  assertThrows(() => new Conv2D(1, 3, { activation: unknown }), RangeError, "did you mean relu?");
});

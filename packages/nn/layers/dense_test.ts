import { backward } from "@chainrule/autograd";
import { Random, ShapeError, sum, tensor } from "@chainrule/tensor";
import { checkLayer } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { constantInitializer } from "../initializers/constant.ts";
import { Dense } from "./dense.ts";

Deno.test("Dense obeys the laws of layers, with bias and activation", () => {
  checkLayer((dtype) => new Dense(4, { activation: "tanh", dtype }), {
    input: [5, 3],
    output: [5, 4],
    parameters: { weight: [4, 3], bias: [4] },
    failures: [
      {
        input: [5, 2],
        message: "Cannot apply Dense as its input must have shape [N, 3]: current shape is [5, 2]",
      },
      {
        input: [3],
        message:
          "Cannot apply Dense as its input must have shape [N, 3]: current shape is [3]; one sample is a row: reshape it to [1, D]",
      },
    ],
  });
});

Deno.test("Dense obeys the laws of layers, without bias, on more axes", () => {
  checkLayer((dtype) => new Dense(2, { inputDim: 3, useBias: false, dtype }), {
    input: [2, 4, 3],
    output: [2, 4, 2],
    parameters: { weight: [2, 3] },
  });
});

Deno.test("Dense starts from its initialisers", () => {
  const layer = new Dense(2, {
    inputDim: 1,
    weightInitializer: constantInitializer(2),
    biasInitializer: constantInitializer(-1),
  });
  assertEquals(layer.forward(tensor([[3]])).toArray(), [[5, 5]]);
});

Deno.test("Dense takes a function of one's own as activation", () => {
  const layer = new Dense(1, { activation: (z) => z.mul(0).add(7) });
  assertEquals(layer.forward(tensor([[3]])).toArray(), [[7]]);
  assertEquals([layer.finalActivation, layer.forwardLogits(tensor([[3]])).toArray()], [null, [[7]]]);
});

Deno.test("Dense gives the net input of its activation", () => {
  const layer = new Dense(3, { activation: "softmax" }).useRandom(new Random(1));
  const plain = new Dense(3).useRandom(new Random(1));
  const x = tensor([[1, -2]]);
  assertEquals(layer.forwardLogits(x).toArray(), plain.forward(x).toArray());
  assertEquals([layer.finalActivation, plain.finalActivation], ["softmax", null]);
});

Deno.test("Dense is not built by an input that it refuses", () => {
  const layer = new Dense(2);
  assertThrows(() => layer.forward(tensor([1, 2, 3])), ShapeError);
  assertEquals(layer.built, false);
  assertEquals(layer.forward(tensor([[1, 2]])).shape, [1, 2]);
});

Deno.test("Dense refuses a first input that is not of its inputDim", () => {
  assertThrows(
    () => new Dense(2, { inputDim: 3 }).forward(tensor([[1, 2]])),
    ShapeError,
    "Cannot apply Dense as its input must have shape [N, 3]: current shape is [1, 2]",
  );
});

Deno.test("a frozen Dense layer gets no gradients", () => {
  const frozen = new Dense(2, { inputDim: 2 });
  const learning = new Dense(1, { inputDim: 2 });
  frozen.trainable = false;
  backward(sum(learning.forward(frozen.forward(tensor([[1, 2]])))));
  assertEquals(frozen.parameters().map(({ grad }) => grad), [null, null]);
  assertEquals(learning.parameters().map(({ grad }) => grad?.shape), [[1, 2], [1]]);
});

Deno.test("Dense refuses counts that are not positive whole numbers, and unknown activations", () => {
  for (
    const [make, message] of [
      [() => new Dense(0), "Cannot make Dense as units must be a positive whole number: current units is 0"],
      [
        () => new Dense(1, { inputDim: 2.5 }),
        "Cannot make Dense as inputDim must be a positive whole number: current inputDim is 2.5",
      ],
    ] as const
  ) {
    assertEquals(assertThrows(make, RangeError).message, message);
  }
  const unknown = "rellu" as "relu";
  assertThrows(
    () => new Dense(1, { activation: unknown }),
    RangeError,
    "current activation is rellu; did you mean relu?",
  );
});

import type { Tensor } from "@chainrule/tensor";
import { full, ones, tensor, zeros } from "@chainrule/tensor";
import { assertBits } from "@chainrule/testing";
import { assertEquals, assertRejects } from "@std/assert";
import { constantInitializer } from "../initializers/constant.ts";
import { Activation } from "../layers/activation.ts";
import { Dense } from "../layers/dense.ts";
import { Dropout } from "../layers/dropout.ts";
import { Sequential } from "../sequential.ts";
import type { FitOptions } from "./fit.ts";
import { stopOnNaN } from "./stop_on_nan.ts";

const cure = "lower the learning rate, scale the inputs, or clip gradients";

async function failure(model: Sequential, x: Tensor, y: Tensor, options: FitOptions = {}): Promise<string> {
  const error = await assertRejects(
    () => model.fit(x, y, { shuffle: false, callbacks: [stopOnNaN()], ...options }),
    RangeError,
  );
  return error.message;
}

function line(learningRate = 0.1): Sequential {
  const model = new Sequential([new Dense(1, { weightInitializer: constantInitializer(1) })]);
  model.compile({ loss: "meanSquaredError", optimizer: "sgd", learningRate });
  return model;
}

Deno.test("the first layer whose output is not finite is named, though everything after it is not finite either", async () => {
  const model = new Sequential([
    new Dense(2),
    new Dropout(0.5),
    new Activation((z) => z.mul(z).add(1).neg().log()),
    new Dense(1),
  ], { seed: 1 });
  model.compile({ loss: "meanSquaredError", optimizer: "sgd" });
  assertEquals(
    await failure(model, ones([4, 3]), ones([4, 1])),
    `Cannot go on training as the loss must be finite: current loss in epoch 1, batch 1 is NaN; the first layer whose output is not finite is layers.2 (Activation(function)); ${cure}`,
  );
});

Deno.test("a variable that is not finite is named before the layers that it spoils", async () => {
  const model = new Sequential([new Dense(2, { inputDim: 1 }), new Dense(1)]);
  model.layers[1]!.ensureBuilt([1, 2]);
  model.compile({ loss: "meanSquaredError", optimizer: "sgd" });
  model.parameters()[2]!.assign(tensor([[1, Infinity]]));
  assertEquals(
    await failure(model, ones([2, 1]), ones([2, 1])),
    `Cannot go on training as the loss must be finite: current loss in epoch 1, batch 1 is Infinity; the first variable that is not finite is layers.1.weight; ${cure}`,
  );
});

Deno.test("a learning rate that is far too high lets the loss itself overflow", async () => {
  const message = await failure(line(1e20), ones([2, 1]), zeros([2, 1]), { epochs: 9, batchSize: 1 });
  assertEquals(
    message,
    `Cannot go on training as the loss must be finite: current loss in epoch 1, batch 2 is Infinity; variables and outputs of layers are finite, so the loss itself overflows; ${cure}`,
  );
});

Deno.test("inputs and targets that are not finite are named", async () => {
  for (
    const [x, y, what] of [
      [tensor([[1], [NaN]]), ones([2, 1]), "the inputs are not finite"],
      [ones([2, 1]), tensor([[Infinity], [1]]), "the targets are not finite"],
    ] as const
  ) {
    assertEquals(
      (await failure(line(), x, y)).split("; ")[1],
      what,
    );
  }
});

Deno.test("the variables are then as they were before the batch", async () => {
  const model = line();
  const before = model.predict(ones([1, 1]));
  await failure(model, tensor([[NaN]]), ones([1, 1]));
  assertBits(model.predict(ones([1, 1])), before);
});

Deno.test("losses that are finite go on", async () => {
  const history = await line().fit(ones([4, 1]), full([4, 1], 3), { epochs: 3, callbacks: [stopOnNaN()] });
  assertEquals(history.epochs.length, 3);
});

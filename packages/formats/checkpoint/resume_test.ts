import { assertEquals, assertNotEquals } from "@std/assert";
import { backward } from "@chainrule/autograd";
import { Adam } from "@chainrule/optim";
import { Random, tensor, Variable } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { captureCheckpoint } from "./capture.ts";
import { decodeCheckpoint } from "./decode.ts";
import { encodeCheckpoint } from "./encode.ts";
import { restoreCheckpoint } from "./restore.ts";

/** A least-squares fit with noise in its weights: every step depends on the generator and on the optimizer's averages. */
function newRun() {
  const model = { w: new Variable(tensor([[0.1], [-0.2]])), b: new Variable(tensor([0])) };
  return { model, optimizer: new Adam([model.w, model.b], { learningRate: 0.05 }), random: new Random(7) };
}

const x = tensor([[1, 2], [3, -1], [0.5, 4]]);
const y = tensor([[1], [2], [-3]]);

function train({ model: { w, b }, optimizer, random }: ReturnType<typeof newRun>, steps: number): void {
  for (let step = 0; step < steps; step++) {
    const noisy = random.normal([2, 1], { std: 0.1 }).add(w);
    const error = x.matmul(noisy).add(b).sub(y);
    backward(error.mul(error).mean());
    optimizer.step();
  }
}

function bytes({ data }: Tensor): number[] {
  return [...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
}

Deno.test("stopping and resuming in a new run gives the same bits as not stopping", () => {
  const whole = newRun();
  train(whole, 20);

  const stopped = newRun();
  train(stopped, 8);
  const file = encodeCheckpoint(captureCheckpoint(stopped, { step: 8 }));

  const resumed = newRun();
  const { step } = restoreCheckpoint(decodeCheckpoint(file), resumed);
  train(resumed, 20 - step);

  assertEquals(bytes(resumed.model.w.value), bytes(whole.model.w.value));
  assertEquals(bytes(resumed.model.b.value), bytes(whole.model.b.value));
  assertEquals(encodeCheckpoint(captureCheckpoint(resumed)), encodeCheckpoint(captureCheckpoint(whole)));
});

for (const left of ["optimizer", "random"] as const) {
  Deno.test(`resuming without the ${left} gives other bits`, () => {
    const whole = newRun();
    train(whole, 20);
    const stopped = newRun();
    train(stopped, 8);
    const resumed = newRun();
    restoreCheckpoint(captureCheckpoint(stopped), { ...resumed, [left]: undefined });
    train(resumed, 12);
    assertNotEquals(bytes(resumed.model.w.value), bytes(whole.model.w.value));
  });
}

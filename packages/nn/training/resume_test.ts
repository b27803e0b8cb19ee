import { captureCheckpoint, decodeCheckpoint, encodeCheckpoint, restoreCheckpoint } from "@chainrule/formats";
import { Adam } from "@chainrule/optim";
import { Random } from "@chainrule/tensor";
import { assertEquals, assertNotEquals } from "@std/assert";
import { Activation } from "../layers/activation.ts";
import { Dense } from "../layers/dense.ts";
import { Dropout } from "../layers/dropout.ts";
import { Sequential } from "../sequential.ts";

const random = new Random(1);
const x = random.normal([30, 4]);
const y = random.integers([30], 0, 3);
const options = { epochs: 6, batchSize: 8, validationSplit: 0.2, seed: 3 };

/** A run from a seed; dropout draws, so its place in the sequence counts. */
function newRun(seed = 5) {
  const model = new Sequential([
    new Dense(8, { inputDim: 4, activation: "tanh" }),
    new Dropout(0.3),
    new Dense(3),
    new Activation("softmax"),
  ], { seed });
  const optimizer = new Adam(model);
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer, metrics: ["accuracy"] });
  return { model, optimizer };
}

type Run = ReturnType<typeof newRun>;

function bytes(run: Run): Uint8Array {
  return encodeCheckpoint(captureCheckpoint(run));
}

Deno.test("stopping after any epoch and going on in a new run gives the same bits as not stopping", async () => {
  const whole = newRun();
  const history = await whole.model.fit(x, y, options);
  for (const initialEpoch of [1, 4]) {
    const stopped = newRun();
    const before = await stopped.model.fit(x, y, { ...options, epochs: initialEpoch });
    const file = encodeCheckpoint(captureCheckpoint(stopped, { epoch: initialEpoch }));

    const resumed = newRun();
    const { epoch } = restoreCheckpoint(decodeCheckpoint(file), resumed);
    const after = await resumed.model.fit(x, y, { ...options, initialEpoch: epoch });

    assertEquals(bytes(resumed), bytes(whole));
    assertEquals([...before.epochs, ...after.epochs], history.epochs);
    for (const [name, values] of Object.entries(history.logs)) {
      assertEquals([...before.logs[name]!, ...after.logs[name]!], values, name);
    }
  }
});

Deno.test("going on from the epoch after the last trains nothing", async () => {
  const run = newRun();
  const before = bytes(run);
  assertEquals((await run.model.fit(x, y, { ...options, initialEpoch: 6 })).epochs, []);
  assertEquals(bytes(run), before);
});

for (const left of ["the optimizer", "the place in the random sequence", "the epoch"]) {
  Deno.test(`without ${left} the bits are others`, async () => {
    const whole = newRun();
    await whole.model.fit(x, y, options);
    const stopped = newRun();
    await stopped.model.fit(x, y, { ...options, epochs: 3 });
    const resumed = newRun();
    const checkpoint = captureCheckpoint(stopped);
    const counter = "layers.1.random.counter";
    const model = left === "the place in the random sequence"
      ? { ...checkpoint.model!, [counter]: resumed.model.stateDict()[counter]! }
      : checkpoint.model!;
    restoreCheckpoint({ ...checkpoint, model }, left === "the optimizer" ? { model: resumed.model } : resumed);
    const rest = left === "the epoch" ? { ...options, epochs: 3 } : { ...options, initialEpoch: 3 };
    await resumed.model.fit(x, y, rest);
    assertNotEquals(bytes(resumed), bytes(whole));
  });
}

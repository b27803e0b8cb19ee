import { zeros } from "@chainrule/tensor";
import { assertEquals, assertRejects } from "@std/assert";
import { Dense } from "../layers/dense.ts";
import { Sequential } from "../sequential.ts";
import type { BatchStart, Callback, TrainingState } from "./callback.ts";

const [x, y] = [zeros([5, 2]), zeros([5, 1])];

function compiled(): Sequential {
  const model = new Sequential([new Dense(1)], { seed: 1 });
  model.compile({ loss: "meanSquaredError", optimizer: "sgd", metrics: ["meanAbsoluteError"] });
  return model;
}

/** Notes every event; what is async finishes late, and must be waited for. */
function noting(name: string, events: string[]): Callback {
  const note = (event: string) => ({ epoch, ...state }: TrainingState) =>
    void events.push([name, event, epoch, ...("batch" in state ? [state.batch] : [])].join(" "));
  const late = (event: string) => async (state: BatchStart) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    note(event)(state);
  };
  return {
    onTrainBegin: note("train begins"),
    onEpochBegin: note("epoch begins"),
    onBatchBegin: late("batch begins"),
    onBatchEnd: late("batch ends"),
    onEpochEnd: note("epoch ends"),
    onTrainEnd: note("train ends"),
  };
}

Deno.test("callbacks come in order, each waited for before the next", async () => {
  const events: string[] = [];
  await compiled().fit(x, y, {
    epochs: 2,
    batchSize: 3,
    callbacks: [noting("a", events), noting("b", events)],
  });
  const both = (event: string) => [`a ${event}`, `b ${event}`];
  assertEquals(
    events,
    [
      "train begins 0",
      ...[0, 1].flatMap((epoch) => [
        `epoch begins ${epoch}`,
        ...[0, 1].flatMap((batch) => [`batch begins ${epoch} ${batch}`, `batch ends ${epoch} ${batch}`]),
        `epoch ends ${epoch}`,
      ]),
      "train ends 2",
    ].flatMap(both),
  );
});

Deno.test("callbacks are told where training stands", async () => {
  const model = compiled();
  const logs: string[] = [];
  await model.fit(x, y, {
    epochs: 3,
    initialEpoch: 2,
    batchSize: 2,
    validationData: [x, y],
    callbacks: [{
      onBatchEnd(state) {
        assertEquals([state.model === model, state.epoch, state.epochs, state.batches], [true, 2, 3, 3]);
        assertEquals(state.x.shape[0], state.batch === 2 ? 1 : 2);
        assertEquals(typeof state.loss, "number");
      },
      onEpochEnd: (_, figures) => void logs.push(...Object.keys(figures)),
      onTrainEnd: ({ epoch }) => assertEquals(epoch, 3),
    }],
  });
  assertEquals(logs, ["loss", "meanAbsoluteError", "val_loss", "val_meanAbsoluteError"]);
});

Deno.test("a callback may be an object of a class", async () => {
  class Counter implements Callback {
    batches = 0;

    onBatchEnd(): void {
      this.batches++;
    }
  }
  const counter = new Counter();
  await compiled().fit(x, y, { epochs: 2, batchSize: 2, callbacks: [counter] });
  assertEquals(counter.batches, 6);
});

Deno.test("what a callback throws is what fit fails with", async () => {
  const failing: Callback = {
    onEpochEnd() {
      throw new RangeError("enough");
    },
  };
  await assertRejects(() => compiled().fit(x, y, { callbacks: [failing] }), RangeError, "enough");
});

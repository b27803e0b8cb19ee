import type { Tensor } from "@chainrule/tensor";
import { tensor, Variable, zeros } from "@chainrule/tensor";
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { MeanAbsoluteError } from "../metrics/mean_absolute_error.ts";
import type { BestFigureOptions } from "./best_figure.ts";
import { earlyStopping } from "./early_stopping.ts";
import type { EarlyStoppingOptions } from "./early_stopping.ts";
import { Model } from "./model.ts";
import { modelCheckpoint } from "./model_checkpoint.ts";

/** A model whose only number is the epoch, and whose figures are those that it is given. */
class Scripted extends Model {
  readonly epoch = new Variable(0);

  forward(x: Tensor): Tensor {
    return x.mul(0).add(this.epoch);
  }
}

/** Trains with one figure scripted, from 0 on; gives the number of epochs, the state at the end, and what was saved. */
async function run(figures: readonly number[], options: EarlyStoppingOptions, checkpoint?: BestFigureOptions) {
  const model = new Scripted();
  class Figure extends MeanAbsoluteError {
    override result(): number {
      return figures[model.epoch.value.item()] ?? NaN;
    }
  }
  const monitor = options.monitor ?? "error";
  model.compile({ loss: "meanSquaredError", optimizer: "sgd", learningRate: 0, metrics: [new Figure(monitor)] });
  const saved: number[] = [];
  const history = await model.fit(zeros([1, 1]), tensor([[1]]), {
    epochs: figures.length,
    callbacks: [
      { onEpochBegin: ({ epoch }) => model.epoch.assign(epoch) },
      earlyStopping({ monitor, ...options }),
      modelCheckpoint((state, epoch) => {
        assertEquals(state.epoch?.item(), epoch);
        saved.push(epoch);
      }, { monitor, bestOnly: true, ...checkpoint }),
    ],
  });
  return { epochs: history.epochs.length, stopped: history.stopped, restored: model.epoch.value.item(), saved };
}

const falling = [5, 4, 3, 3.5, 3.2, 3.1, 2];

Deno.test("training stops after as many epochs without improvement as there is patience, and goes back to the best", async () => {
  assertEquals(await run(falling, { patience: 2 }), {
    epochs: 5,
    stopped: "error has not improved for 2 epochs",
    restored: 2,
    saved: [0, 1, 2],
  });
});

Deno.test("patience enough goes to the end; no patience stops at the first that is not better", async () => {
  assertEquals(await run(falling, { patience: 4 }), { epochs: 7, stopped: null, restored: 6, saved: [0, 1, 2, 6] });
  const { epochs, stopped } = await run(falling, { patience: 0 });
  assertEquals([epochs, stopped], [4, "error has not improved for 1 epoch"]);
});

Deno.test("the best is not put back if that is not wanted", async () => {
  assertEquals((await run(falling, { patience: 2, restoreBest: false })).restored, 4);
});

Deno.test("an improvement must be larger than minDelta", async () => {
  const slow = [5, 4.95, 4.9, 4.85, 3];
  assertEquals((await run(slow, { patience: 3, minDelta: 0.2 })).epochs, 4);
  assertEquals((await run(slow, { patience: 3 })).epochs, 5);
});

Deno.test("more is better for figures that are no losses or errors, unless mode says otherwise", async () => {
  const rising = [1, 2, 3, 2, 1];
  assertEquals((await run(rising, { monitor: "accuracy", patience: 2 })).restored, 2);
  assertEquals((await run(rising, { monitor: "error", patience: 2 })).restored, 0);
  assertEquals((await run(rising, { monitor: "accuracy", mode: "min", patience: 2 }, { mode: "min" })).restored, 0);
  assertEquals((await run(rising, { monitor: "error", mode: "max", patience: 2 }, { mode: "max" })).saved, [0, 1, 2]);
});

Deno.test("NaN never improves", async () => {
  assertEquals((await run([NaN, NaN, NaN], { patience: 2 })).epochs, 2);
  assertEquals((await run([NaN, 1, NaN, NaN], { patience: 2 })).restored, 1);
});

Deno.test("one callback serves run after run", async () => {
  const model = new Scripted();
  model.compile({ loss: "meanSquaredError", optimizer: "sgd", learningRate: 0 });
  const callbacks = [earlyStopping({ monitor: "loss", patience: 1 })];
  for (let i = 0; i < 2; i++) {
    const history = await model.fit(zeros([1, 1]), tensor([[1]]), { epochs: 9, callbacks });
    assertEquals(history.epochs.length, 2);
  }
});

Deno.test("modelCheckpoint() saves every epoch, and training waits for it", async () => {
  const model = new Scripted();
  model.compile({ loss: "meanSquaredError", optimizer: "sgd" });
  const events: string[] = [];
  await model.fit(zeros([1, 1]), tensor([[1]]), {
    epochs: 2,
    callbacks: [
      modelCheckpoint(async (state, epoch, logs) => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        events.push(`saved ${Object.keys(state)} after epoch ${epoch} with ${Object.keys(logs)}`);
      }),
      { onEpochEnd: () => void events.push("next") },
    ],
  });
  assertEquals(events, ["saved epoch after epoch 0 with loss", "next", "saved epoch after epoch 1 with loss", "next"]);
});

Deno.test("a figure that does not exist is refused, with those that do and the cure", async () => {
  const model = new Scripted();
  model.compile({ loss: "meanSquaredError", optimizer: "sgd" });
  for (
    const [callback, action] of [
      [earlyStopping(), "stop early"],
      [modelCheckpoint(() => {}, { bestOnly: true }), "keep the best model"],
    ] as const
  ) {
    assertEquals(
      (await assertRejects(() => model.fit(zeros([1, 1]), zeros([1, 1]), { callbacks: [callback] }), RangeError))
        .message,
      `Cannot ${action} as the figure to watch must be one of loss: current figure is val_loss; give fit validationSplit or validationData for val_ figures`,
    );
  }
});

Deno.test("impossible settings are refused", () => {
  assertEquals(
    assertThrows(() => earlyStopping({ patience: -1 }), RangeError).message,
    "Cannot stop early as patience must be a whole number from 0: current patience is -1",
  );
  assertEquals(
    assertThrows(() => earlyStopping({ minDelta: NaN }), RangeError).message,
    "Cannot stop early as minDelta must be at least 0: current minDelta is NaN",
  );
  assertEquals(
    assertThrows(() => modelCheckpoint(() => {}, { minDelta: -1 }), RangeError).message,
    "Cannot keep the best model as minDelta must be at least 0: current minDelta is -1",
  );
});

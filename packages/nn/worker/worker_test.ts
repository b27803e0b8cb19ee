import { Random, slice, zeros } from "@chainrule/tensor";
import { assertBits } from "@chainrule/testing";
import { assert, assertEquals, assertMatch, assertNotEquals, assertRejects } from "@std/assert";
import { Dense } from "../layers/dense.ts";
import { Sequential } from "../sequential.ts";
import type { Model } from "../training/model.ts";
import type { TrainingProgress } from "./mod.ts";
import { fitInWorker } from "./mod.ts";
import { makeData, makeModel } from "./testing/make_model.ts";

const { x, y } = makeData();

/** Runs `f` with a worker that is gone afterwards. */
async function withWorker<T>(f: (worker: Worker) => Promise<T>, file = "worker"): Promise<T> {
  const worker = new Worker(new URL(`./testing/${file}.ts`, import.meta.url), { type: "module" });
  try {
    return await f(worker);
  } finally {
    worker.terminate();
  }
}

/** Everything that training changes. */
function stateOf(model: Model) {
  return { ...model.stateDict(), ...model.compiled.optimizer.stateDict() };
}

function assertSame(a: Model, b: Model): void {
  const [first, second] = [stateOf(a), stateOf(b)];
  assertEquals(Object.keys(first), Object.keys(second));
  for (const [name, value] of Object.entries(first)) assertBits(second[name]!, value, name);
}

for (const jit of [true, false]) {
  Deno.test(`training in a worker gives the bits of training here, also when it goes on, with { jit: ${jit} }`, () =>
    withWorker(async (worker) => {
      const [here, there] = [makeModel(), makeModel()];
      for (const [initialEpoch, epochs] of [[0, 2], [2, 5]] as const) {
        const options = { initialEpoch, epochs, batchSize: 8, validationSplit: 0.2, seed: 3, jit };
        const expected = await here.fit(x, y, options);
        const history = await fitInWorker(worker, there, x, y, options);
        assertEquals(history, expected);
        assertEquals(history.last("loss"), expected.last("loss"));
        assertSame(there, here);
      }
    }));
}

Deno.test("weights, validation data, a frozen layer and a seed of one's own go along", () =>
  withWorker(async (worker) => {
    const options = {
      epochs: 2,
      shuffle: false,
      classWeights: [1, 2, 0.5],
      sampleWeights: new Random(1).uniform([50]),
      // A view of a part, whose buffer has more than it.
      validationData: [slice(x, [10], [20]), slice(y, [10], [20])] as const,
    };
    const [here, there] = [makeModel(), makeModel()].map((model) => {
      model.useRandom(new Random(99));
      model.ensureBuilt(x.shape);
      model.layers[0]!.trainable = false;
      return model;
    }) as [Sequential, Sequential];
    const before = there.stateDict();
    const history = await fitInWorker(worker, there, x, y, options);
    assertEquals(history, await here.fit(x, y, options));
    assertSame(there, here);
    assertBits(there.stateDict()["layers.0.weight"]!, before["layers.0.weight"]!);
    assertEquals(x.data.length, 250, "the data stay here");
  }));

Deno.test("two trainings at once do not mix", () =>
  withWorker(async (worker) => {
    const models = [makeModel(), makeModel(), makeModel(), makeModel()] as const;
    const histories = await Promise.all([
      fitInWorker(worker, models[0], x, y, { epochs: 3, seed: 1 }),
      fitInWorker(worker, models[1], x, y, { epochs: 3, seed: 2 }),
      models[2].fit(x, y, { epochs: 3, seed: 1 }),
      models[3].fit(x, y, { epochs: 3, seed: 2 }),
    ]);
    assertEquals(histories.slice(0, 2), histories.slice(2));
    assertSame(models[0], models[2]);
    assertSame(models[1], models[3]);
  }));

Deno.test("epochs and progress are told, progress not too often", () =>
  withWorker(async (worker) => {
    const epochs: number[] = [];
    const progress: TrainingProgress[] = [];
    const history = await fitInWorker(worker, makeModel(), x, y, {
      epochs: 40,
      batchSize: 2,
      onEpochEnd(epoch, { loss, accuracy }) {
        epochs.push(epoch);
        assert(Number.isFinite(loss) && Number.isFinite(accuracy));
      },
      onProgress: (report) => void progress.push(report),
    });
    assertEquals(epochs, history.epochs);
    assert(progress.length > 0 && progress.length < 1000 / 2, `${progress.length} reports of 1000 batches`);
    assertEquals([progress[0]!.epochs, progress[0]!.batches], [40, 25]);
    const places = progress.map(({ epoch, batch }) => 25 * epoch + batch);
    assertEquals(places, places.toSorted((a, b) => a - b));
  }));

Deno.test("an abort signal ends training after the batch, and what was learnt so far comes back", () =>
  withWorker(async (worker) => {
    const model = makeModel();
    model.ensureBuilt(x.shape);
    const before = model.stateDict();
    const controller = new AbortController();
    const { stopped, epochs } = await fitInWorker(worker, model, x, y, {
      epochs: 1_000_000,
      signal: controller.signal,
      onEpochEnd: (epoch) => epoch === 3 ? controller.abort() : undefined,
    });
    assertEquals(stopped, "aborted");
    assert(epochs.length >= 4);
    assertNotEquals(model.stateDict()["layers.0.weight"]!.toArray(), before["layers.0.weight"]!.toArray());

    const late = await fitInWorker(worker, model, x, y, { signal: controller.signal });
    assertEquals([late.stopped, late.epochs], ["aborted", []]);
  }));

Deno.test("errors in the worker arrive with kind and message, and the model stays as it was", () =>
  withWorker(async (worker) => {
    const model = makeModel();
    const before = model.predict(x);
    const wrong: [() => Promise<unknown>, new (...args: string[]) => Error, string][] = [
      [
        () => fitInWorker(worker, model, x, y, { epochs: 0 }),
        RangeError,
        "Cannot fit as epochs must be a positive whole number: current epochs is 0",
      ],
      [() => fitInWorker(worker, model, x, y.cast("float32")), TypeError, "labels must have dtype int32: cast them"],
      [() => fitInWorker(worker, model, x, y.add(3)), RangeError, "must be in [0, 3)"],
      [() => fitInWorker(worker, model, x, zeros([3])), TypeError, "the same number of samples"],
    ];
    for (const [fit, type, message] of wrong) await assertRejects(fit, type, message);
    assertBits(model.predict(x), before);
    assertEquals((await fitInWorker(worker, model, x, y)).epochs, [0], "the worker goes on working");
  }));

Deno.test("a model that is another than that of the worker is refused", () =>
  withWorker(async (worker) => {
    const other = new Sequential([new Dense(3, { activation: "softmax" })]);
    await assertRejects(() => fitInWorker(worker, other, x, y), TypeError, "must be compiled");
    other.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "adam" });
    await assertRejects(() => fitInWorker(worker, other, x, y), TypeError, "Cannot load a state into Sequential");
  }));

Deno.test("what the page throws when it is told of an epoch is what training fails with", () =>
  withWorker(async (worker) => {
    const onEpochEnd = () => {
      throw new RangeError("enough");
    };
    await assertRejects(
      () => fitInWorker(worker, makeModel(), x, y, { epochs: 1_000_000, onEpochEnd }),
      RangeError,
      "enough",
    );
    // It would not get its turn for long if the first training went on.
    assertEquals((await fitInWorker(worker, makeModel(), x, y)).epochs, [0]);
  }));

Deno.test("callbacks of the worker's own are called, and the model may come late", () =>
  withWorker(async (worker) => {
    const history = await fitInWorker(worker, makeModel(), x, y, { epochs: 50 });
    assertEquals([history.stopped, history.epochs.length], ["loss has not improved for 1 epoch", 2]);
  }, "stopping_worker"));

Deno.test("a worker whose file fails is an error that says so", () =>
  withWorker(async (worker) => {
    const error = await assertRejects(() => fitInWorker(worker, makeModel(), x, y), Error);
    // The end is the engine's own words.
    assertMatch(
      error.message,
      /^Cannot train in the worker as its file must run: current error is .*RangeError: no luck/,
    );
  }, "broken_worker"));

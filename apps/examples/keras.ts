/**
 * Row 36: "30 seconds to Keras", the same ten lines in TypeScript.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/keras.ts`
 *
 * @module
 */
import { Activation, Dense, Sequential } from "@chainrule/nn";
import { gather, oneHot, Random } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { curvesPicture } from "./drawing/curves.ts";
import { grid } from "./drawing/picture.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

const classes = 40;

/** Samples of 100 features around the centre of their class, and the class as one of 40: `[N, 100]` and `[N, 40]`. */
function samples(count: number, seed: number): { readonly x: Tensor; readonly y: Tensor } {
  const centres = new Random(0).normal([classes, 100]);
  const random = new Random(seed);
  const labels = random.integers([count], 0, classes);
  return { x: gather(centres, labels).add(random.normal([count, 100]).mul(2)), y: oneHot(labels, classes) };
}

/** Trains the model of the chapter, and measures it on new samples. */
export async function keras(count = 8000): Promise<Shown & { readonly loss: number; readonly accuracy: number }> {
  const { x: xTrain, y: yTrain } = samples(count, 1);
  const { x: xTest, y: yTest } = samples(1000, 2);

  const model = new Sequential([
    new Dense(64, { inputDim: 100 }),
    new Activation("relu"),
    new Dense(classes),
    new Activation("softmax"),
  ], { seed: 1 });
  model.compile({ loss: "categoricalCrossentropy", optimizer: "sgd", metrics: ["accuracy"] });
  const history = await model.fit(xTrain, yTrain, { epochs: 5, batchSize: 32 });
  const { loss, accuracy } = model.evaluate(xTest, yTest, { batchSize: 32 });

  const curve = (name: string) => history.logs[name]!.map((value, i) => [i + 1, value] as const);
  return {
    loss,
    accuracy,
    lines: [
      ...curve("loss").map(([epoch, value], i) =>
        `epoch ${epoch}: loss ${value.toFixed(4)}, accuracy ${(100 * curve("accuracy")[i]![1]).toFixed(1)} %`
      ),
      `on new samples: loss ${loss.toFixed(4)}, accuracy ${(100 * accuracy).toFixed(1)} % (by chance: ${
        100 / classes
      } %)`,
    ],
    svg: grid([
      curvesPicture("Loss", [{ name: "loss", points: curve("loss"), dots: true }], {
        width: 380,
        height: 260,
        x: { label: "epoch", ticks: [1, 2, 3, 4, 5] },
        y: { label: "cross-entropy (nats)", grid: true },
      }),
      curvesPicture("Accuracy", [{ name: "accuracy", points: curve("accuracy"), dots: true }], {
        width: 380,
        height: 260,
        x: { label: "epoch", ticks: [1, 2, 3, 4, 5] },
        y: { label: "accuracy (%)", percent: true, grid: true, zero: true },
      }),
    ], 2).svg,
  };
}

if (import.meta.main) await present(await keras(), import.meta);

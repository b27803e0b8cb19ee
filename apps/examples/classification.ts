/**
 * Row 25: classification. A logistic output tells two classes apart, softmax any number of them.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/classification.ts`
 *
 * @module
 */
import { blobs } from "@chainrule/data";
import { Dense, Sequential } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import { concat, reshape } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { grid } from "./drawing/picture.ts";
import { pointsPicture } from "./drawing/points_picture.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

const corners = [[-2, -1], [2, -1], [0, 2.4]];

/** Both kinds of outputs, trained. */
export async function classification(epochs = 60): Promise<Shown & { readonly two: number; readonly three: number }> {
  const pair = blobs({ centers: corners.slice(0, 2), std: 0.9, count: 200, seed: 1 });
  const logistic = new Sequential([new Dense(1, { inputDim: 2, activation: "sigmoid" })], { seed: 1 });
  const two = await trained(logistic, "binaryCrossentropy", pair.x, reshape(pair.y, [-1, 1]), epochs);

  const trio = blobs({ centers: corners, std: 0.9, count: 300, seed: 1 });
  const softmax = new Sequential([new Dense(3, { inputDim: 2, activation: "softmax" })], { seed: 1 });
  const three = await trained(softmax, "sparseCategoricalCrossentropy", trio.x, trio.y, epochs);

  return {
    two,
    three,
    lines: [
      `two classes, ŷ = σ(w·x + b): accuracy ${(100 * two).toFixed(1)} %`,
      `three classes, ŷ = softmax(W x + b): accuracy ${(100 * three).toFixed(1)} %`,
    ],
    svg: grid([
      pointsPicture({ title: "Logistic output: p(class 1)", ...pair, scores: (x) => bothOf(logistic.predict(x)) }),
      pointsPicture({ title: "Softmax output: p(class c)", ...trio, scores: (x) => softmax.predict(x) }),
    ], 2).svg,
  };
}

async function trained(
  model: Sequential,
  loss: "binaryCrossentropy" | "sparseCategoricalCrossentropy",
  x: Tensor,
  y: Tensor,
  epochs: number,
): Promise<number> {
  model.compile({
    loss,
    optimizer: (parameters) => new Adam(parameters, { learningRate: 0.05 }),
    metrics: ["accuracy"],
  });
  await model.fit(x, y, { epochs, batchSize: 50 });
  return model.evaluate(x, y).accuracy;
}

/** The probabilities of class 0 and class 1, from that of class 1. */
function bothOf(p: Tensor): Tensor {
  return concat([p.neg().add(1), p], 1);
}

if (import.meta.main) await present(await classification(), import.meta);

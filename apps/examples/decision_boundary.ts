/**
 * Row 13: a multi-layer perceptron learns two spirals. Drawn is where it sees which class, and how sure it is.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/decision_boundary.ts`
 *
 * @module
 */
import { spirals } from "@chainrule/data";
import { Dense, Sequential } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import { pointsPicture } from "./drawing/points_picture.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

/** Trains the network and draws the picture. */
export async function decisionBoundary(epochs = 200): Promise<Shown & { readonly accuracy: number }> {
  const { x, y } = spirals({ count: 400, noise: 0.03, seed: 1 });
  const model = new Sequential([
    new Dense(32, { activation: "tanh" }),
    new Dense(32, { activation: "tanh" }),
    new Dense(2, { activation: "softmax" }),
  ], { seed: 1 });
  model.compile({
    loss: "sparseCategoricalCrossentropy",
    optimizer: (parameters) => new Adam(parameters, { learningRate: 0.01 }),
    metrics: ["accuracy"],
  });
  await model.fit(x, y, { epochs, batchSize: 32 });
  const { accuracy } = model.evaluate(x, y);
  return {
    accuracy,
    lines: [`accuracy ${(100 * accuracy).toFixed(1)} %`],
    svg: pointsPicture({
      title: "Two spirals, and a network 2-32-32-2",
      x,
      y,
      scores: (points) => model.predict(points, { batchSize: 1024 }),
    }).svg,
  };
}

if (import.meta.main) await present(await decisionBoundary(), import.meta);

/**
 * Trains a small network on two spirals and draws what it learnt: where it sees which class, and how sure it is.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/decision_boundary.ts FILE.svg`
 *
 * @module
 */
import { spirals } from "@chainrule/data";
import { Dense, Sequential } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import { tensor } from "@chainrule/tensor";
import * as Plot from "@observablehq/plot";
import type { PlotOptions } from "@observablehq/plot";
import { parseHTML } from "linkedom";

const size = 480;
const grid = 120;
const extent = 1.3;

/** Trains the network and draws the picture. */
export async function drawDecisionBoundary(epochs = 200): Promise<{ svg: string; accuracy: number }> {
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
  return { svg: picture(x.data, y.data, surfaceOf(model)), accuracy: model.evaluate(x, y).accuracy };
}

/** The probability of class 1 on a grid. */
function surfaceOf(model: Sequential): number[] {
  const at = (i: number) => (i / (grid - 1) * 2 - 1) * extent;
  const points = Array.from({ length: grid * grid }, (_, i) => [at(i % grid), at(Math.floor(i / grid))]);
  const output = model.predict(tensor(points), { batchSize: 1024 }).data;
  return points.map((_, i) => output[2 * i + 1]!);
}

function picture(x: ArrayLike<number>, y: ArrayLike<number>, surface: readonly number[]): string {
  const { document } = parseHTML("<html></html>") as unknown as Pick<PlotOptions, "document">;
  const samples = Array.from(y, (label, i) => ({ x: x[2 * i]!, y: x[2 * i + 1]!, label }));
  const svg = Plot.plot({
    document,
    width: size,
    height: size,
    margin: 0,
    axis: null,
    x: { domain: [-extent, extent] },
    y: { domain: [-extent, extent] },
    color: { type: "diverging", scheme: "RdBu", domain: [0, 1], pivot: 0.5, reverse: true },
    marks: [
      Plot.contour([...surface], {
        width: grid,
        height: grid,
        x1: -extent,
        x2: extent,
        y1: -extent,
        y2: extent,
        thresholds: 12,
        fill: (value: number) => value,
        fillOpacity: 0.5,
      }),
      Plot.dot(samples, { x: "x", y: "y", fill: "label", stroke: "white", strokeWidth: 0.8, r: 3 }),
    ],
  });
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return svg.outerHTML;
}

if (import.meta.main) {
  const [path = "spirals.svg"] = Deno.args;
  const { svg, accuracy } = await drawDecisionBoundary();
  await Deno.writeTextFile(path, svg);
  console.log(`${path}: accuracy ${(100 * accuracy).toFixed(1)} %`);
}

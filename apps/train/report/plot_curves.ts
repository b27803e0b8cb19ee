/**
 * Learning curves.
 *
 * @module
 */
import type { PlotOptions } from "@observablehq/plot";
import type { EpochFigures } from "../training/outcome.ts";
import type { Chart } from "./chart.ts";

type Measure = "loss" | "accuracy";

/** A point of a curve. */
interface Point {
  readonly epoch: number;
  readonly value: number;
  readonly curve: "training" | "validation";
}

const width = 720;
const height = 320;
/** Charts of losses, and of accuracies where there are any. */
export async function plotCurves(epochs: readonly EpochFigures[]): Promise<Chart[]> {
  const charts: Chart[] = [];
  for (const measure of ["loss", "accuracy"] as const) {
    const points = pointsOf(epochs, measure);
    if (points.length > 0) charts.push({ svg: await chartOf(points, measure), width, height });
  }
  return charts;
}

async function chartOf(points: readonly Point[], measure: Measure): Promise<string> {
  // Loaded only when something is to be drawn.
  const { lineY, plot, text } = await import("@observablehq/plot");
  const { parseHTML } = await import("linkedom");
  const { document } = parseHTML("<html></html>") as unknown as Pick<PlotOptions, "document">;
  const epochs = [...new Set(points.map(({ epoch }) => epoch))];
  const ends = points.filter(({ epoch }) => epoch === epochs.at(-1)).sort((a, b) => b.value - a.value);
  const place = { x: "epoch", y: "value" };
  return plot({
    document,
    width,
    height,
    marginRight: 90,
    grid: true,
    style: { fontSize: "12px", fontFamily: "system-ui, sans-serif", background: "white" },
    x: { label: "epoch", ticks: someOf(epochs), tickFormat: "d" },
    y: measure === "accuracy" ? { label: "accuracy (%)", percent: true } : { label: "loss" },
    color: { domain: ["training", "validation"], range: ["#2563eb", "#d97706"] },
    marks: [
      lineY(points, { ...place, stroke: "curve", strokeWidth: 2 }),
      // The name of the upper curve stands above its end, that of the lower one below: they never meet.
      ...ends.map((end, i) =>
        text([end], {
          ...place,
          text: "curve",
          fill: "curve",
          textAnchor: "start",
          lineAnchor: i === 0 ? "bottom" : "top",
          dx: 8,
        })
      ),
    ],
  }).outerHTML;
}

function pointsOf(epochs: readonly EpochFigures[], measure: Measure): Point[] {
  const curve = (name: string, curve: Point["curve"]): Point[] =>
    epochs.filter((figures) => figures[name] !== undefined)
      .map((figures) => ({ epoch: figures.epoch, value: figures[name]!, curve }));
  return [...curve(measure, "training"), ...curve(`val_${measure}`, "validation")];
}

/** About ten of many whole numbers, evenly spaced. */
function someOf(numbers: readonly number[]): number[] {
  const step = Math.ceil(numbers.length / 10);
  return numbers.filter((number) => number % step === 0);
}

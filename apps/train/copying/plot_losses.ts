/**
 * The losses of both networks.
 *
 * @module
 */
import type { PlotOptions } from "@observablehq/plot";
import type { Chart } from "../report/chart.ts";
import { curveNames } from "../report/curve_names.ts";
import type { EpochFigures } from "../training/outcome.ts";

const width = 720;
const height = 300;
const names = ["NTM", "LSTM"] as const;

/** A point of a curve. */
interface Point {
  readonly epoch: number;
  readonly loss: number;
  readonly curve: (typeof names)[number];
}

/** A chart of the loss of every epoch, on a logarithmic scale. */
export async function plotLosses(epochs: readonly EpochFigures[]): Promise<Chart> {
  // Loaded only when something is to be drawn.
  const { lineY, plot, ruleY, text } = await import("@observablehq/plot");
  const { parseHTML } = await import("linkedom");
  const { document } = parseHTML("<html></html>") as unknown as Pick<PlotOptions, "document">;
  const points = epochs.flatMap(({ epoch, loss, lstm_loss }): Point[] => [
    { epoch, loss, curve: names[0] },
    { epoch, loss: lstm_loss!, curve: names[1] },
  ]);
  const colors = { domain: [...names], range: ["#2563eb", "#d97706"] };
  const place = { x: "epoch", y: "loss" };
  const svg = plot({
    document,
    width,
    height,
    marginLeft: 56,
    marginRight: 70,
    marginTop: 30,
    grid: true,
    style: { fontSize: "12px", fontFamily: "system-ui, sans-serif", background: "white" },
    x: { label: "epoch" },
    y: { label: "loss a bit (nats)", type: "log", tickFormat: "~e", ticks: 6 },
    color: colors,
    marks: [
      ruleY([Math.LN2], { stroke: "#9ca3af", strokeDasharray: "4 3" }),
      text([{ epoch: 1, loss: Math.LN2 }], { ...place, text: () => "ln 2: guessing", textAnchor: "start", dy: -8 }),
      lineY(points, { ...place, stroke: "curve", strokeWidth: 2 }),
      ...await curveNames(colors),
    ],
  });
  return { svg: svg.outerHTML, width, height };
}

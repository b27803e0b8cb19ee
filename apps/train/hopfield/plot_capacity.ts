/**
 * Charts of what a Hopfield network remembers.
 *
 * @module
 */
import type { Markish, PlotOptions } from "@observablehq/plot";
import type { Chart } from "../report/chart.ts";
import type { LoadPoint } from "./capacity.ts";
import { errorLimit } from "./capacity.ts";
import { damage, lossLimit } from "./measure_load.ts";
import type { Cue } from "./measure_load.ts";
import { theoryCurve } from "./theory.ts";

const width = 720;
const height = 340;
const names: Readonly<Record<Cue, string>> = { pattern: "from the pattern", damaged: `from ${100 * damage} % damage` };
const colors = { domain: Object.values(names), range: ["#2563eb", "#d97706"] };

/** A point of a curve. */
interface CurvePoint {
  readonly load: number;
  readonly value: number;
  readonly curve: string;
}

/** Two charts over the load: the share of wrong units, with theory, and the share of patterns that are lost. */
export async function plotCapacity(points: readonly LoadPoint[]): Promise<Chart[]> {
  const { line, ruleX, ruleY, text } = await import("@observablehq/plot");
  const theory = theoryCurve();
  const { load: critical } = theory.at(-1)!;
  const drawn = theory.filter(({ load, wrong }) => load >= points[0]!.load && wrong > lowest);
  const limits = [ruleX([critical], { stroke: "#9ca3af" }), ruleY([errorLimit], { stroke: "#9ca3af" })];
  const label = { fill: "#6b7280", textAnchor: "start", dx: 4 } as const;
  const errors = [
    ...limits,
    text([{ load: points[0]!.load, value: errorLimit }], {
      ...label,
      x: "load",
      y: "value",
      text: () => `${100 * errorLimit} %`,
      dy: -8,
    }),
    line(drawn, { x: "load", y: "wrong", stroke: "#6b7280", strokeDasharray: "5 4", strokeWidth: 1.5 }),
    text(drawn.slice(-1), {
      ...label,
      x: "load",
      y: "wrong",
      text: () => `theory for N → ∞, up to ${critical.toFixed(3)}`,
      dy: 14,
    }),
  ];
  // On a scale of powers of ten there is no zero.
  const wrong = pointsOf(points, "wrong").filter(({ value }) => value > lowest);
  const scale = { type: "log", domain: [lowest, 1], tickFormat: percent, ticks: [1e-4, 1e-3, 1e-2, 1e-1, 1] } as const;
  return [
    await chartOf(wrong, { label: "wrong units", ...scale }, errors),
    await chartOf(pointsOf(points, "lost"), {
      label: `patterns with more than ${100 * lossLimit} % wrong units`,
      domain: [0, 1],
      tickFormat: percent,
    }, limits.slice(0, 1)),
  ];
}

/** The smallest share that is drawn. */
const lowest = 1e-5;

function pointsOf(points: readonly LoadPoint[], figure: "wrong" | "lost"): CurvePoint[] {
  return (["pattern", "damaged"] as const).flatMap((cue) =>
    points.map(({ load, figures }) => ({ load, value: figures[cue][figure], curve: names[cue] }))
  );
}

async function chartOf(points: readonly CurvePoint[], y: PlotOptions["y"], others: readonly Markish[]): Promise<Chart> {
  const { dot, line, plot, text } = await import("@observablehq/plot");
  const { parseHTML } = await import("linkedom");
  const { document } = parseHTML("<html></html>") as unknown as Pick<PlotOptions, "document">;
  const place = { x: "load", y: "value" };
  const svg = plot({
    document,
    width,
    height,
    marginLeft: 60,
    marginRight: 20,
    marginBottom: 44,
    grid: true,
    style: { fontSize: "12px", fontFamily: "system-ui, sans-serif", background: "white" },
    x: { label: "load: patterns for each unit" },
    y: y!,
    color: colors,
    marks: [
      ...others,
      line(points, { ...place, stroke: "curve", strokeWidth: 2 }),
      dot(points, { ...place, fill: "curve", r: 2.5 }),
      // Curves begin at the bottom, so that there is room for their names at the top.
      ...Object.values(names).map((name, i) =>
        text([name], { text: [name], fill: colors.range[i]!, frameAnchor: "top-left", dx: 12, dy: 26 - 18 * i })
      ),
    ],
  });
  return { svg: svg.outerHTML, width, height };
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}

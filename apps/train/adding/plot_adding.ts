/**
 * Charts of what recurrent networks make of the adding problem.
 *
 * @module
 */
import { noGrad } from "@chainrule/autograd";
import type { RecurrentState, Sequential } from "@chainrule/nn";
import { Recurrent } from "@chainrule/nn";
import type { Markish, PlotOptions } from "@observablehq/plot";
import type { Tensor } from "@chainrule/tensor";
import type { Chart } from "../report/chart.ts";
import { curveNames } from "../report/curve_names.ts";
import type { EpochFigures } from "../training/outcome.ts";
import type { AddingNetworks } from "./adding_networks.ts";

const width = 720;
const names = ["LSTM", "simple network"] as const;
const colors = { domain: [...names], range: ["#2563eb", "#d97706"] };
const grey = "#9ca3af";

/** A point of a curve. */
interface CurvePoint {
  readonly at: number;
  readonly value: number;
  readonly curve: (typeof names)[number];
}

/** One step of the sequence that is shown. */
interface ShownStep {
  readonly step: number;
  readonly number: number;
  readonly marked: boolean;
  /** The sum of the marked numbers so far. */
  readonly sum: number;
}

/** Losses of both networks; and for one sequence what it is, how far each step moves the memory, and what the networks would answer after it. */
export async function plotAdding(
  epochs: readonly EpochFigures[],
  { both }: AddingNetworks,
  sequence: Tensor,
): Promise<Chart[]> {
  const { dot, line, ruleX, ruleY, text } = await import("@observablehq/plot");
  const shownNames = await curveNames(colors);
  const steps = stepsOf(sequence);
  const place = { x: "at", y: "value" };
  const curves = (points: readonly CurvePoint[]): Markish[] => [
    line(points, { ...place, stroke: "curve", strokeWidth: 2 }),
    ...shownNames,
  ];
  const marks = ruleX(steps.filter(({ marked }) => marked), { x: "step", stroke: grey, strokeDasharray: "4 3" });
  const chance = 1 / 6;
  const losses = epochs.flatMap(({ epoch, loss, simple_loss }): CurvePoint[] => [
    { at: epoch, value: loss, curve: names[0] },
    { at: epoch, value: simple_loss!, curve: names[1] },
  ]);
  const lowest = Math.min(...losses.map(({ value }) => value));
  const ticks = [0.1, 0.01, 0.001, 1e-4].filter((tick) => tick >= lowest);
  const moves = noGrad(() =>
    both.flatMap((network, i) => movesOf(network.layers[0] as Recurrent<RecurrentState>, sequence, names[i]!))
  );
  const answers = noGrad(() => both.flatMap((network, i) => answersOf(network, sequence, names[i]!)));
  const time = { label: "step" };
  return [
    await chartOf(300, { label: "epoch" }, { label: "squared error", type: "log", ticks, tickFormat: "~g" }, [
      ruleY([chance], { stroke: grey, strokeDasharray: "4 3" }),
      text([{ at: epochs.length, value: chance }], {
        ...place,
        text: () => "1/6: always saying 1",
        textAnchor: "end",
        dy: 12,
      }),
      ...curves(losses),
      dot(losses, { ...place, fill: "curve", r: 2 }),
    ]),
    await chartOf(160, time, { label: "a sequence, two numbers marked", domain: [0, 1] }, [
      ruleX(steps, {
        x: "step",
        y: "number",
        stroke: (d: ShownStep) => d.marked ? "#dc2626" : "#d1d5db",
        strokeWidth: 2,
      }),
      dot(steps.filter(({ marked }) => marked), { x: "step", y: "number", fill: "#dc2626", r: 4 }),
    ]),
    await chartOf(220, time, { label: "how far a step moves the memory" }, [marks, ...curves(moves)]),
    await chartOf(260, time, { label: "answer, if the sequence ended here" }, [
      marks,
      line(steps, { x: "step", y: "sum", stroke: "#374151", strokeDasharray: "5 4", curve: "step-after" }),
      ...curves(answers),
    ]),
  ];
}

function stepsOf(sequence: Tensor): ShownStep[] {
  const { data } = sequence;
  let sum = 0;
  return Array.from({ length: data.length / 2 }, (_, t) => {
    const [number, mark] = [data[2 * t]!, data[2 * t + 1]!];
    sum += number * mark;
    return { step: t + 1, number, marked: mark === 1, sum };
  });
}

/** The root mean square change of what a layer remembers, at each step: of its cells, where it has some. */
function movesOf(layer: Recurrent<RecurrentState>, sequence: Tensor, curve: CurvePoint["curve"]): CurvePoint[] {
  const { cell } = layer;
  const memory = (state: RecurrentState): Tensor => "cell" in state ? state.cell as Tensor : state.hidden;
  let state = cell.zeroState(1);
  return Array.from({ length: sequence.shape[1]! }, (_, t) => {
    const before = memory(state);
    state = cell.forward(sequence.slice([0, t], [1, t + 1]).reshape([1, 2]), state);
    return { at: t + 1, value: memory(state).sub(before).pow(2).mean().sqrt().item(), curve };
  });
}

/** What a network would answer after each step: its last layers, on the output of that step. */
function answersOf({ layers }: Sequential, sequence: Tensor, curve: CurvePoint["curve"]): CurvePoint[] {
  const answers = layers.reduce(
    (a, layer) => layer instanceof Recurrent ? layer.run(a).outputs : layer.forward(a),
    sequence,
  );
  return Array.from(answers.data, (value, t) => ({ at: t + 1, value, curve }));
}

async function chartOf(
  height: number,
  x: PlotOptions["x"],
  y: PlotOptions["y"],
  marks: readonly Markish[],
): Promise<Chart> {
  const { plot } = await import("@observablehq/plot");
  const { parseHTML } = await import("linkedom");
  const { document } = parseHTML("<html></html>") as unknown as Pick<PlotOptions, "document">;
  const svg = plot({
    document,
    width,
    height,
    marginLeft: 56,
    marginRight: 110,
    marginTop: 30,
    marginBottom: 36,
    grid: true,
    style: { fontSize: "12px", fontFamily: "system-ui, sans-serif", background: "white" },
    x: x!,
    y: y!,
    color: colors,
    marks: [...marks],
  });
  return { svg: svg.outerHTML, width, height };
}

/**
 * Charts of how sequences are copied.
 *
 * @module
 */
import { noGrad } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { sigmoid } from "@chainrule/tensor";
import type { Chart } from "../report/chart.ts";
import type { EpochFigures } from "../training/outcome.ts";
import type { CopyNetworks } from "./copy_networks.ts";
import type { CopyTask } from "./copy_task.ts";
import { plotLosses } from "./plot_losses.ts";
import { plotTracks } from "./plot_tracks.ts";

/** How many slots more are shown than there are vectors. */
const spareSlots = 6;

/** What goes in and comes out for the first sequence, where the heads are meanwhile, and the losses of both networks. */
export async function plotCopying(
  epochs: readonly EpochFigures[],
  { machine, lstm }: CopyNetworks,
  { x, y }: CopyTask,
): Promise<Chart[]> {
  const input = x.slice([0], [1]);
  const length = y.shape[1]!;
  /** The step at which the vectors begin to be repeated. */
  const start = length + 2;
  const { run, ofLstm } = noGrad(() => ({ run: machine.run(input), ofLstm: lstm.forward(input) }));
  const [writes, reads] = [slotsOf(run.writeWeights), slotsOf(run.readWeights)];
  const shown = Math.min(machine.memorySlots, length + spareSlots);
  const first = busiest([...writes.slice(0, start), ...reads.slice(start)], shown);
  /** The bits while they are to be said. */
  const said = (steps: Tensor): number[][] => {
    const late = steps.slice([0, start]).toArray() as number[][][];
    return late[0]!;
  };
  // Heads go around, forwards or backwards, so what is shown begins anywhere.
  const window = (steps: readonly (readonly number[])[]): number[][] =>
    steps.map((slots) => Array.from({ length: shown }, (_, i) => slots[(first + i) % slots.length]!));
  const tracks = plotTracks(2 * length + 2, [
    { title: "input: bits, and two marks", columns: (input.toArray() as number[][][])[0]!, start: 0, cell: 8 },
    { title: "what is to be said", columns: (y.toArray() as number[][][])[0]!, start, cell: 8 },
    { title: "what the neural Turing machine says", columns: said(sigmoid(run.outputs)), start, cell: 8 },
    { title: "what an LSTM of the same size says", columns: said(sigmoid(ofLstm)), start, cell: 8 },
    {
      title: `where it writes: ${shown} of the ${machine.memorySlots} slots`,
      columns: window(writes),
      start: 0,
      cell: 5,
    },
    { title: "where it reads", columns: window(reads), start: 0, cell: 5 },
  ]);
  return [tracks, await plotLosses(epochs)];
}

/** The weights of the first head for the first sequence, step by step. */
function slotsOf(weights: Tensor): number[][] {
  const [, steps, , slots] = weights.shape as [number, number, number, number];
  return weights.slice([0, 0, 0, 0], [1, steps, 1, slots]).reshape([steps, slots]).toArray() as number[][];
}

/** Where so many slots begin that they have most of the attention; around the end, the first slot follows. */
function busiest(steps: readonly (readonly number[])[], count: number): number {
  const slots = steps[0]!.length;
  const totals = Array.from({ length: slots }, (_, slot) => steps.reduce((sum, weights) => sum + weights[slot]!, 0));
  const within = (start: number): number =>
    Array.from({ length: count }, (_, i) => totals[(start + i) % slots]!).reduce((sum, total) => sum + total, 0);
  return totals.reduce((best, _, start) => within(start) > within(best) ? start : best, 0);
}

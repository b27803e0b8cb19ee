/**
 * From what was measured in a row to figures.
 *
 * @module
 */
import type { RowMeasured } from "../measure_row.ts";
import { median } from "../measuring/statistics.ts";
import type { Contestant } from "../our_turn.ts";
import type { PeerSample } from "../peers/peer_sample.ts";
import type { Unit } from "../rows/unit.ts";
import type { PeerFigure, Ratio } from "./comparison.ts";
import { ratioOf } from "./comparison.ts";
import type { Figure } from "./figure.ts";
import { figureOf } from "./figure.ts";
import type { RowResult } from "./results.ts";

/** The figures of a row. */
export function rowResult({ row, ours, theirs }: RowMeasured): RowResult {
  const complete = ours.filter(({ failure }) => failure === null);
  return {
    row: row.row,
    title: row.title,
    figures: complete.map((contestant) => ourFigure(contestant, row.unit)),
    best: [...new Set(row.variants.filter(({ isBest }) => isBest).map(({ name }) => name))],
    peers: comparisons(complete, theirs, row.unit),
  };
}

/** What was wrong with ours. */
export function ourFailures({ row, ours }: RowMeasured): string[] {
  return ours.filter(({ failure }) => failure !== null).map(({ variant, threads, failure }) =>
    `${row.row} ${variant.name}, threads ${threads}: ${failure}`
  );
}

/** What peers could not do. */
export function peerFailures({ row, theirs }: RowMeasured): string[] {
  const lines = theirs.flatMap(({ peer, how, threads, result }) =>
    typeof result === "number" ? [] : [`${peer}, ${row.row} ${how}, threads ${threads}: ${result.error}`]
  );
  return [...new Set(lines)];
}

function ourFigure({ row, variant, threads, rounds }: Contestant, unitOfRow: Unit): Figure {
  return figureOf({
    row,
    variant: variant.name,
    threads,
    unit: variant.unit ?? unitOfRow,
    work: variant.work ?? 1,
    samples: rounds.flatMap(({ samples }) => samples),
    peakMiB: largest(rounds.map(({ peakMiB }) => peakMiB)),
  });
}

/** What peers have reached, workload by workload in our order, where there is something of ours to compare it with. */
function comparisons(ours: readonly Contestant[], theirs: readonly PeerSample[], unit: Unit): PeerFigure[] {
  const groups = alike(theirs).filter(isComplete);
  const rivals = Map.groupBy(ours.filter(({ variant }) => variant.isBest), ({ variant }) => variant.workload);
  return [...rivals].flatMap(([workload, contestants]) =>
    groups.filter(([first]) => first!.workload === workload).map((samples) => peerFigure(samples, contestants, unit))
  );
}

/** Samples by what they measured: each group has one for each round. */
function alike(samples: readonly PeerSample[]): PeerSample[][] {
  const keyOf = ({ peer, how, workload, threads }: PeerSample) => JSON.stringify([workload, peer, how, threads]);
  return [...Map.groupBy(samples, keyOf).values()];
}

/** Whether all rounds went well. */
function isComplete(samples: readonly PeerSample[]): boolean {
  return samples.every(({ result }) => typeof result === "number");
}

function peerFigure(samples: readonly PeerSample[], rivals: readonly Contestant[], unit: Unit): PeerFigure {
  const { peer, how, threads } = samples[0]!;
  const { row, variant } = rivals[0]!;
  const times = samples.map(({ result }) => result as number);
  const peakMiB = largest(samples.map((sample) => sample.peakMiB));
  const figure = figureOf({ row, variant: how, threads, unit, work: variant.work ?? 1, samples: times, peakMiB });
  return { ...figure, peer, rival: variant.name, ratios: rivals.map((rival) => ratioTo(rival, times)) };
}

function ratioTo({ threads, rounds }: Contestant, times: readonly number[]): Ratio {
  return { threads, ...ratioOf(rounds.map(({ samples }) => median(samples)), times) };
}

function largest(figures: readonly (number | null)[]): number | null {
  const known = figures.filter((figure) => figure !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/**
 * The capacity of Hopfield networks.
 *
 * @module
 */
import { Random, reshape, sub } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { UsageError } from "../cli/failure.ts";
import { capacityOf, figuresAt, loads } from "../hopfield/capacity.ts";
import type { LoadPoint } from "../hopfield/capacity.ts";
import { letterNetwork, letters, shownUpdates, side, wayBack } from "../hopfield/letters.ts";
import { meanFigures, measureLoad } from "../hopfield/measure_load.ts";
import type { LoadFigures } from "../hopfield/measure_load.ts";
import { plotCapacity } from "../hopfield/plot_capacity.ts";
import type { Chart } from "../report/chart.ts";
import { plotPlanes } from "../report/plot_planes.ts";
import type { Measure } from "../training/outcome.ts";
import type { Trained } from "../training/trained.ts";
import type { TrainOptions } from "../training/train_options.ts";
import type { Preset } from "./preset.ts";
import { usual } from "./preset.ts";

/** How many networks there are for each load. */
const networksPerLoad = 20;

/** How many random patterns do Hopfield networks remember? */
export const hopfield: Preset = {
  name: "hopfield",
  description: "how many random patterns Hopfield networks remember; letters from damaged ones",
  kind: "own",
  needs: [],
  tuning: { ...usual, hidden: [500] },
  without: [
    "epochs",
    "batch-size",
    "learning-rate",
    "optimizer",
    "schedule",
    "activation",
    "dropout",
    "weight-decay",
    "early-stopping",
    "no-jit",
    "resume",
    "log",
  ],
  network: ({ hidden }) => `Hopfield networks of ${hidden.join("-")} units`,
  load({ tuning: { hidden } }) {
    if (hidden !== undefined && hidden.length !== 1) {
      throw new UsageError("Preset hopfield has units without layers: give their number, as in --hidden 500");
    }
    return {
      kind: "own",
      data: `random patterns, ${loads[0]} to ${loads.at(-1)} for each unit, ${networksPerLoad} networks a load`,
      train: measureCapacity,
    };
  },
};

async function measureCapacity({ tuning, seed, reporter, signal }: TrainOptions): Promise<Trained> {
  const [units] = tuning.hidden as [number];
  const started = performance.now();
  const random = new Random(seed);
  const points: LoadPoint[] = [];
  const progress = reporter.progress(loads.length * networksPerLoad);
  let recalls = 0;
  try {
    for (const load of loads) {
      const patternCount = Math.max(1, Math.round(load * units));
      const networks: LoadFigures[] = [];
      await progress.begin(() => `load ${load.toFixed(2)}`, networksPerLoad);
      while (networks.length < networksPerLoad && !signal.aborted) {
        networks.push(measureLoad(units, patternCount, random.fork()));
        recalls += 2 * patternCount;
        progress.step("");
        await aMoment();
      }
      if (signal.aborted) break;
      const point = { load: patternCount / units, figures: meanFigures(networks) };
      points.push(point);
      await progress.end();
      reporter.say(lineOf(point, patternCount));
    }
  } finally {
    await progress.end();
  }
  const test = signal.aborted ? null : { loss: null, accuracy: null, size: recalls, measures: measuresOf(points) };
  return {
    outcome: { epochs: [], test, seconds: (performance.now() - started) / 1000 },
    model: letterNetwork(),
    predict: null,
    charts: async () => [...await plotCapacity(points), plotLetters(random)],
  };
}

function lineOf({ load, figures: { pattern, damaged } }: LoadPoint, patternCount: number): string {
  return [
    `load ${load.toFixed(3)}`,
    `${patternCount} patterns`,
    `wrong bits ${percent(pattern.wrong)}, from damage ${percent(damaged.wrong)}`,
    `lost ${percent(pattern.lost)}, from damage ${percent(damaged.lost)}`,
  ].join("  ");
}

function measuresOf(points: readonly LoadPoint[]): Measure[] {
  const [low, high] = [figuresAt(points, 0.1), figuresAt(points, 0.18)];
  const share = (name: string, label: string, value: number): Measure => ({ name, label, value, unit: "%" });
  const load = (name: string, label: string, value: number): Measure => ({ name, label, value, unit: "" });
  return [
    share("wrongBitsAtLoad010", "wrong bits at load 0.10", low.pattern.wrong),
    share("wrongBitsFromDamageAtLoad010", "from damage", low.damaged.wrong),
    load("loadAt2Percent", "load at 2 % wrong bits", capacityOf(points, "pattern")),
    load("loadAt2PercentFromDamage", "from damage", capacityOf(points, "damaged")),
    share("lostAtLoad018", "patterns lost at load 0.18", high.pattern.lost),
    share("lostFromDamageAtLoad018", "from damage", high.damaged.lost),
  ];
}

/** The letters, and the ways of three damaged ones. */
function plotLetters(random: Random): Chart {
  const network = letterNetwork();
  // Pixels of letters are ink on paper.
  const planes = (rows: Tensor) => reshape(sub(1, rows), [-1, side, side]);
  const ways = [0.1, 0.2, 0.3].map((damage, letter) => ({
    title: `with ${100 * damage} % of the pixels turned over; after ${
      shownUpdates.slice(1).join(", ")
    } updates of a unit`,
    planes: planes(wayBack(network, letter, damage, random)),
    scale: "from 0" as const,
  }));
  return plotPlanes([
    { title: "five letters, stored by the pseudo-inverse", planes: planes(letters()), scale: "from 0" },
    ...ways,
  ]);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/** Lets signals and the progress bar have their turn. */
function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

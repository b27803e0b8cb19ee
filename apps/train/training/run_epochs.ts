/**
 * Epochs of training that does not go through `fit`.
 *
 * @module
 */
import { epochLine, figuresText } from "../report/figures.ts";
import type { EpochFigures } from "./outcome.ts";
import { checkFinite } from "./refusing_nan.ts";
import type { TrainOptions } from "./train_options.ts";
import type { TrainingRun } from "./training_run.ts";

/** What an epoch consists of. */
export interface Epoch {
  /** How many steps it takes. */
  readonly steps: number;
  /** Whether every epoch gets a line, or the last alone. */
  readonly reports: "every" | "last";
  /**
   * One step of the optimizer; gives the loss. Steps are counted from 0 over the whole run, so that the data of a step can
   * be a function of seed and count, and a resumed run sees what it would have seen.
   */
  step(count: number): number;
  /** Further figures of the epoch, once its steps are done. */
  afterEpoch?(): Readonly<Record<string, number>>;
}

/** How long steps may keep signals and the progress bar waiting, in ms. */
const patience = 50;

/**
 * Runs the epochs that are left. An interruption ends it after the step at hand; the state of the last whole epoch is kept.
 *
 * @param run What goes on from epoch to epoch
 * @param options How long to train, and where to speak
 * @param epoch What an epoch consists of
 */
export async function runEpochs(run: TrainingRun, options: TrainOptions, epoch: Epoch): Promise<void> {
  const { tuning: { epochs }, reporter, signal } = options;
  const { steps, reports } = epoch;
  const barOfAll = reports === "last";
  const progress = reporter.progress((epochs - run.epoch) * steps);
  let last: EpochFigures | null = null;
  let pausedAt = performance.now();
  try {
    if (barOfAll) await progress.begin(() => `epoch ${run.epoch}/${epochs}`, (epochs - run.epoch) * steps);
    while (!run.isOver && !signal.aborted) {
      if (!barOfAll) await progress.begin(() => `epoch ${run.epoch + 1}/${epochs}`, steps);
      run.beginEpoch();
      let sum = 0;
      for (let done = 0; done < steps && !signal.aborted; done++) {
        run.rates.beforeStep();
        const loss = epoch.step(run.epoch * steps + done);
        checkFinite(loss, `in epoch ${run.epoch + 1}`);
        sum += loss;
        progress.step(figuresText({ loss: sum / (done + 1) }));
        if (performance.now() - pausedAt > patience) {
          await aMoment();
          pausedAt = performance.now();
        }
      }
      if (signal.aborted) break;
      last = await run.endEpoch({ loss: sum / steps, ...epoch.afterEpoch?.() });
      if (barOfAll) continue;
      await progress.end();
      reporter.say(epochLine(last, epochs));
    }
  } finally {
    await progress.end();
  }
  if (barOfAll && last !== null) reporter.say(epochLine(last, epochs));
  await run.finish();
}

/** Lets signals and the progress bar have their turn. */
function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

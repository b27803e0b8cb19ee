/**
 * What goes along with `fit`.
 *
 * @module
 */
import type { Callback, Metric } from "@chainrule/nn";
import { epochLine, figuresText } from "../report/figures.ts";
import type { Progress } from "../report/progress.ts";
import type { TrainOptions } from "./train_options.ts";
import type { Logs, TrainingRun } from "./training_run.ts";

/**
 * Shows progress, sets the learning rate, and takes the figures of epochs.
 *
 * @param run What goes on from epoch to epoch
 * @param progress Where it is shown
 * @param accuracy What the model gathers its accuracy in, or null
 * @param options How long to train, and where to speak
 */
export function following(
  run: TrainingRun,
  progress: Progress,
  accuracy: Metric | null,
  { reporter, tuning: { epochs } }: TrainOptions,
): Callback {
  const loss = new RunningMean();
  return {
    onTrainBegin(state) {
      if (run.isOver) state.stop("nothing to do");
    },
    async onEpochBegin({ epoch, batches }) {
      run.beginEpoch();
      loss.reset();
      await progress.begin(() => `epoch ${epoch + 1}/${epochs}`, batches);
    },
    onBatchBegin() {
      run.rates.beforeStep();
    },
    onBatchEnd(batch) {
      loss.add(batch.loss);
      progress.step(figuresText({ loss: loss.value, ...(accuracy && { accuracy: accuracy.result() }) }));
    },
    async onEpochEnd(state, logs) {
      const figures = await run.endEpoch(logs as Logs);
      await progress.end();
      reporter.say(epochLine(figures, epochs));
      if (run.stopped !== null) state.stop(run.stopped);
    },
  };
}

/** The mean of what was added. */
class RunningMean {
  value = 0;
  #count = 0;

  reset(): void {
    this.value = this.#count = 0;
  }

  add(value: number): void {
    this.value += (value - this.value) / ++this.#count;
  }
}

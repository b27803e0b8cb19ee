/**
 * The copy task.
 *
 * @module
 */
import { UsageError } from "../cli/failure.ts";
import { bits, longest } from "../copying/copy_task.ts";
import { trainCopying } from "../copying/train_copying.ts";
import type { Preset } from "./preset.ts";
import { usual } from "./preset.ts";

/** What is learnt from short sequences: to remember those, or to copy? */
export const copyNtm: Preset = {
  name: "copy-ntm",
  description: "to repeat sequences of up to 20 vectors, and then of 60, by a neural Turing machine and an LSTM",
  kind: "own",
  needs: [],
  tuning: {
    ...usual,
    epochs: 80,
    batchSize: 8,
    optimizer: "rmsprop",
    learningRate: 0.001,
    hidden: [48],
  },
  without: ["activation", "dropout"],
  network: ({ hidden, optimizer, learningRate }) =>
    `neural Turing machine, controller ${hidden.join("-")}, and LSTM of its size, ${optimizer} ${learningRate}`,
  load({ tuning: { hidden } }) {
    if (hidden !== undefined && hidden.length !== 1) {
      throw new UsageError("Preset copy-ntm needs one number of units, that of its controller, as in --hidden 48");
    }
    return {
      kind: "own",
      data: `sequences of 1 to ${longest} vectors of ${bits} bits, new ones at every step`,
      train: trainCopying,
    };
  },
};

/**
 * The adding problem.
 *
 * @module
 */
import { sequenceSteps, trainAdding } from "../adding/train_adding.ts";
import { UsageError } from "../cli/failure.ts";
import type { Preset } from "./preset.ts";
import { usual } from "./preset.ts";

/** What can be remembered for a hundred steps, with long short-term memory and without? */
export const addingLstm: Preset = {
  name: "adding-lstm",
  description: "the sum of two marked numbers among 100, by an LSTM and a simple recurrent network",
  kind: "own",
  needs: [],
  tuning: { ...usual, epochs: 30, learningRate: 0.005, schedule: "warmup" },
  without: ["activation", "dropout", "early-stopping"],
  network: ({ hidden, optimizer, learningRate }) =>
    `LSTM and simple network, hidden ${hidden.join("-")}, ${optimizer} ${learningRate}`,
  load({ tuning: { hidden } }) {
    if (hidden?.length === 0) throw new UsageError("Preset adding-lstm needs a hidden layer, as in --hidden 64");
    return {
      kind: "own",
      data: `sequences of ${sequenceSteps} numbers of which two are marked, new ones at every step`,
      train: trainAdding,
    };
  },
};

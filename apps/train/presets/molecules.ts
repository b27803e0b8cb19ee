/**
 * Molecules.
 *
 * @module
 */
import { UsageError } from "../cli/failure.ts";
import { testCount, trainCount, trainMolecules } from "../molecules/train_molecules.ts";
import type { Preset } from "./preset.ts";
import { usual } from "./preset.ts";

/** What does it take to see an amide: atoms, bonds, and how they hang together. */
export const molecules: Preset = {
  name: "molecules",
  description: "whether a made-up molecule has an amide, by message passing",
  kind: "own",
  needs: [],
  tuning: { ...usual, epochs: 8, learningRate: 0.005, hidden: [32, 32] },
  without: ["dropout", "early-stopping"],
  network: ({ hidden, activation, optimizer, learningRate }) =>
    `message passing ${hidden.join("-")} ${activation}, ${optimizer} ${learningRate}`,
  load({ tuning: { hidden } }) {
    if (hidden?.length === 0) throw new UsageError("Preset molecules needs a hidden layer, as in --hidden 32");
    return {
      kind: "own",
      data: `${trainCount} training and ${testCount} test molecules`,
      train: trainMolecules,
    };
  },
};

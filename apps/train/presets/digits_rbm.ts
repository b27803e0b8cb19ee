/**
 * Features of digits, learned without classes.
 *
 * @module
 */
import { UsageError } from "../cli/failure.ts";
import { mnistDigits, tableDigits } from "../digits/small_digits.ts";
import { trainDigitsRBM } from "../digits/train_digits_rbm.ts";
import type { Preset } from "./preset.ts";
import { usual } from "./preset.ts";

/** A restricted Boltzmann machine on small pictures of digits. */
export const digitsRBM: Preset = {
  name: "digits-rbm",
  description: "features of digits of 8 x 8 pixels, by a restricted Boltzmann machine; --csv FILE for other pictures",
  kind: "own",
  needs: [],
  takes: ["csv", "target"],
  tuning: {
    ...usual,
    epochs: 40,
    batchSize: 20,
    learningRate: 0.5,
    optimizer: "sgd",
    schedule: "cosine",
    hidden: [64],
    weightDecay: 1e-4,
  },
  without: ["task", "activation", "dropout", "early-stopping"],
  network: ({ hidden, optimizer, learningRate }) =>
    `restricted Boltzmann machine, ${hidden.join("-")} hidden units, ${optimizer} ${learningRate}`,
  async load(settings) {
    const { csv, target, tuning: { hidden } } = settings;
    if (hidden !== undefined && hidden.length !== 1) {
      throw new UsageError("Preset digits-rbm has one layer of hidden units, as in --hidden 64");
    }
    if (csv === null && target !== null) throw new UsageError("--target is a column of --csv FILE");
    const digits = csv === null ? await mnistDigits(settings) : await tableDigits(csv, target ?? "label");
    return { kind: "own", data: digits.source, train: (options) => trainDigitsRBM(digits, options) };
  },
};

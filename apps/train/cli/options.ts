/**
 * The options of the command line: their names, what they take, and what the help says.
 *
 * @module
 */
import { optimizerNames } from "@chainrule/optim";
import { scheduleNames } from "./settings.ts";

/** An option. */
export interface Option {
  readonly name: string;
  /** What its value is called in the help; a switch has none. */
  readonly value?: string;
  readonly help: string;
}

/** Every option, in the order of the help. */
export const options: readonly Option[] = [
  { name: "preset", value: "NAME", help: "what to train: see --list (default mnist, or csv with --csv)" },
  { name: "csv", value: "FILE", help: "train on a table with a header; needs --target" },
  { name: "target", value: "COLUMN", help: "the column of the table to predict" },
  { name: "task", value: "KIND", help: "classify or regress (default: by the column)" },
  {
    name: "data",
    value: "FOLDER",
    help: "where cora or citeseer lies: edges, features, labels and split, each a .csv",
  },
  { name: "epochs", value: "N", help: "how often to go through the data" },
  { name: "batch-size", value: "N", help: "samples a step" },
  { name: "learning-rate", value: "X", help: "the learning rate, at its highest" },
  { name: "optimizer", value: "NAME", help: `one of ${optimizerNames.join(", ")}` },
  { name: "schedule", value: "NAME", help: `one of ${scheduleNames.join(", ")}` },
  { name: "activation", value: "NAME", help: "the activation of hidden layers, such as relu or tanh" },
  { name: "hidden", value: "N,N,…", help: "the units of hidden layers, such as 128,64; or none" },
  { name: "dropout", value: "P", help: "the share of units silenced in training" },
  { name: "weight-decay", value: "X", help: "how strongly weights are pulled to 0" },
  { name: "seed", value: "N", help: "the seed of everything random (default 0)" },
  { name: "seeds", value: "N", help: "train with N seeds, from --seed on, and report the mean" },
  { name: "folds", value: "N", help: "N-fold cross-validation instead of one split" },
  { name: "validation-split", value: "P", help: "the share of the training samples to measure on after each epoch" },
  {
    name: "early-stopping",
    value: "N",
    help: "stop after N epochs without a lower validation loss; keep the best weights",
  },
  { name: "checkpoint", value: "DIR", help: "where checkpoints and the model go (default runs/PRESET)" },
  { name: "no-jit", help: "run operation by operation instead of as compiled programs: slower, for comparing" },
  { name: "resume", help: "go on from the last checkpoint" },
  { name: "predict", value: "FILE", help: "predict the rows of a table with the trained model" },
  { name: "plot", value: "FILE.svg", help: "draw the learning curves" },
  { name: "log", value: "FILE.csv", help: "write the figures of every epoch" },
  { name: "quiet", help: "print the result only" },
  { name: "json", help: "print the result as one JSON object, everything else to standard error" },
  { name: "list", help: "list the presets" },
  { name: "help", help: "print this help" },
  { name: "version", help: "print the version" },
];

/**
 * From the command line to what it asks for.
 *
 * @module
 */
import { activations } from "@chainrule/activations";
import type { ActivationName } from "@chainrule/activations";
import { optimizerNames } from "@chainrule/optim";
import { scheduleNames } from "./settings.ts";
import type { Settings, Tuning } from "./settings.ts";
import { counts, fileEndingIn, nonNegative, oneOf, positive, share, whole } from "./values.ts";
import { readWords } from "./words.ts";
import type { Words } from "./words.ts";

/** What to do: print something, or train. */
export type Command =
  | { readonly kind: "help" | "version" | "list" }
  | { readonly kind: "train"; readonly settings: Settings };

/**
 * Reads the command line.
 *
 * @throws {UsageError} When something is unknown, missing or out of range
 */
export function parseCommand(args: readonly string[]): Command {
  const words = readWords(args);
  for (const kind of ["help", "version", "list"] as const) if (words.has(kind)) return { kind };
  return { kind: "train", settings: settingsOf(words) };
}

const largestSeed = 2 ** 32 - 1;

function settingsOf(words: Words): Settings {
  const preset = words.get("preset") ?? (words.has("csv") ? "csv" : "mnist");
  return {
    given: new Set(words.keys()),
    preset,
    tuning: tuningOf(words),
    seed: whole(words, "seed", 0, largestSeed),
    seeds: whole(words, "seeds", 1) ?? 1,
    folds: whole(words, "folds", 2),
    csv: words.get("csv") ?? null,
    target: words.get("target") ?? null,
    task: oneOf(words, "task", ["classify", "regress"]),
    data: words.get("data") ?? null,
    checkpoint: words.get("checkpoint") ?? `runs/${preset}`,
    resume: words.has("resume"),
    predict: words.get("predict") ?? null,
    plot: fileEndingIn(words, "plot", ".svg"),
    log: fileEndingIn(words, "log", ".csv"),
    quiet: words.has("quiet"),
    json: words.has("json"),
  };
}

function tuningOf(words: Words): Partial<Tuning> {
  const found = {
    epochs: whole(words, "epochs", 1),
    batchSize: whole(words, "batch-size", 1),
    learningRate: positive(words, "learning-rate"),
    optimizer: oneOf(words, "optimizer", optimizerNames),
    schedule: oneOf(words, "schedule", scheduleNames),
    activation: oneOf(words, "activation", Object.keys(activations) as ActivationName[]),
    hidden: counts(words, "hidden"),
    dropout: share(words, "dropout"),
    weightDecay: nonNegative(words, "weight-decay"),
    validationSplit: share(words, "validation-split"),
    earlyStopping: whole(words, "early-stopping", 1),
    jit: words.has("no-jit") ? false : null,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null));
}

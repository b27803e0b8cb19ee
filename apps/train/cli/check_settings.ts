/**
 * Which options go together.
 *
 * @module
 */
import type { Preset } from "../presets/preset.ts";
import { UsageError } from "./failure.ts";
import type { Settings } from "./settings.ts";

/** Options that cannot be used in some case, and why. */
interface Exclusion {
  readonly applies: boolean;
  readonly names: readonly string[];
  readonly reason: string;
}

/**
 * Refuses options that lack others, exclude each other, or would do nothing.
 *
 * @throws {UsageError} The first of them
 */
export function checkSettings(settings: Settings, preset: Preset): void {
  const { given, folds, seeds } = settings;
  for (const { names, reason } of exclusions(settings, preset).filter(({ applies }) => applies)) {
    const name = names.find((name) => given.has(name));
    if (name !== undefined) throw new UsageError(`--${name} cannot be used here: ${reason}`);
  }
  const missing = preset.needs.find((name) => !given.has(name));
  if (missing !== undefined) throw new UsageError(`Preset ${preset.name} needs --${missing} ${placeholders[missing]}`);
  if (folds !== null && seeds > 1) throw new UsageError("--folds and --seeds exclude each other");
}

const placeholders = {
  csv: "FILE",
  target: "COLUMN: the column to predict",
  data: "FOLDER with edges.csv, features.csv, labels.csv and split.csv",
};

function exclusions({ folds, seeds }: Settings, { name, kind, needs, takes = [], without = [] }: Preset): Exclusion[] {
  const uses = [...needs, ...takes];
  return [
    { applies: true, names: without, reason: `preset ${name} has no use for it` },
    {
      applies: kind === "own",
      names: ["validation-split", "folds", "predict"],
      reason: `preset ${name} makes its own data`,
    },
    {
      applies: !uses.includes("csv"),
      names: ["csv", "target", "task"],
      reason: name === "mnist" ? "it needs --csv FILE" : `preset ${name} has its own data`,
    },
    { applies: !uses.includes("data"), names: ["data"], reason: `preset ${name} reads no folder` },
    {
      applies: kind === "graph",
      names: ["batch-size", "validation-split", "folds", "predict"],
      reason: `preset ${name} learns from one graph as a whole`,
    },
    {
      applies: folds !== null || seeds > 1,
      names: ["checkpoint", "resume", "predict", "plot", "log"],
      reason: "it is about one run, and --folds and --seeds make several",
    },
  ];
}

/**
 * Everything that must be known before training begins.
 *
 * @module
 */
import { checkSettings } from "../cli/check_settings.ts";
import { UsageError } from "../cli/failure.ts";
import type { Settings, Tuning } from "../cli/settings.ts";
import type { Preset } from "../presets/preset.ts";
import { presetNamed } from "../presets/presets.ts";
import type { Problem } from "../problems/problem.ts";
import { Reporter } from "../report/reporter.ts";
import type { Resumed } from "../training/checkpoints.ts";
import { resumeFrom } from "../training/checkpoints.ts";

/** What is to be trained, and how. */
export interface Plan {
  readonly settings: Settings;
  readonly preset: Preset;
  readonly problem: Problem;
  readonly tuning: Tuning;
  readonly seed: number;
  readonly resumed: Resumed | null;
  readonly reporter: Reporter;
}

/** Makes the plan, and says it. What was stored with a checkpoint counts more than the preset, and less than what is given now. */
export async function makePlan(settings: Settings): Promise<Plan> {
  const preset = presetNamed(settings.preset);
  checkSettings(settings, preset);
  const resumed = settings.resume ? await resumeFrom(settings.checkpoint, preset.name) : null;
  const seed = seedOf(settings, resumed);
  const tuning = { ...preset.tuning, ...resumed?.record.tuning, ...settings.tuning };
  const problem = await preset.load(settings, seed);
  const reporter = new Reporter(settings);
  reporter.say(`${preset.name}: ${dataOf(problem)}; ${(preset.network ?? networkOf)(tuning)}, seed ${seed}`);
  if (resumed !== null) reporter.say(`going on after epoch ${resumed.record.epochs.length}`);
  return { settings, preset, problem, tuning, seed, resumed, reporter };
}

function seedOf({ seed, checkpoint }: Settings, resumed: Resumed | null): number {
  if (resumed === null) return seed ?? 0;
  const begun = resumed.record.seed;
  if (seed === null || seed === begun) return begun;
  throw new UsageError(`--seed cannot change with --resume: it is ${seed}, and the run in ${checkpoint} has ${begun}`);
}

function dataOf(problem: Problem): string {
  switch (problem.kind) {
    case "samples":
      return `${problem.train.x.shape[0]} training and ${problem.test.x.shape[0]} test samples`;
    case "graph":
      return `${problem.labels.size} nodes, ${problem.train.size} of them labelled`;
    case "own":
      return problem.data;
  }
}

function networkOf({ hidden, activation, optimizer, learningRate }: Tuning): string {
  const layers = hidden.length === 0 ? "no hidden layer" : `hidden ${hidden.join("-")} ${activation}`;
  return `${layers}, ${optimizer} ${learningRate}`;
}

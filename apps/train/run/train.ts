/**
 * Training as the command line asks for it.
 *
 * @module
 */
import type { Settings } from "../cli/settings.ts";
import type { TestedOutcome } from "../report/summary.ts";
import { meanLine, summarize, testLine } from "../report/summary.ts";
import type { Outcome } from "../training/outcome.ts";
import { makePlan } from "./plan.ts";
import type { Plan } from "./plan.ts";
import { foldParts, seedParts, trainEach } from "./train_each.ts";
import { trainOnce } from "./train_once.ts";

/**
 * Trains, and reports.
 *
 * @param settings What is asked for
 * @param args The words that ask for it
 * @param signal Aborted when the user interrupts
 * @returns The exit code: 0 done, 130 interrupted
 */
export async function train(settings: Settings, args: readonly string[], signal: AbortSignal): Promise<number> {
  const plan = await makePlan(settings);
  const outcomes = await runs(plan, args, signal);
  if (!outcomes.every(isTested)) return 130;
  const summary = summarize(plan.preset.name, plan.seed, outcomes);
  plan.reporter.result(
    outcomes.length > 1
      ? `mean of ${outcomes.length}: ${meanLine(outcomes)}`
      : `test: ${testLine(outcomes[0]!.test)}, ${summary.seconds.toFixed(1)} s`,
  );
  plan.reporter.object(summary);
  return 0;
}

async function runs(plan: Plan, args: readonly string[], signal: AbortSignal): Promise<Outcome[]> {
  const { folds, seeds } = plan.settings;
  if (folds !== null) return await trainEach(plan, foldParts(plan, folds), signal);
  if (seeds > 1) return await trainEach(plan, seedParts(plan, seeds), signal);
  return [await trainOnce(plan, args, signal)];
}

function isTested(outcome: Outcome): outcome is TestedOutcome {
  return outcome.test !== null;
}

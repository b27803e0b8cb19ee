/**
 * Training several times, to see how much results vary.
 *
 * @module
 */
import { Dataset, kFold } from "@chainrule/data";
import { concat } from "@chainrule/tensor";
import { RunError } from "../cli/failure.ts";
import type { Problem, SampleProblem } from "../problems/problem.ts";
import { testLine } from "../report/summary.ts";
import type { Outcome } from "../training/outcome.ts";
import { trainProblem } from "../training/train_problem.ts";
import type { Plan } from "./plan.ts";

/** One of several runs. */
export interface Part {
  readonly title: string;
  readonly problem: Problem;
  readonly seed: number;
}

/** Trains one part after the other, each from the start, without checkpoints. Ends with the one that the user interrupts. */
export async function trainEach(plan: Plan, parts: Iterable<Part>, signal: AbortSignal): Promise<Outcome[]> {
  const { preset, tuning, reporter } = plan;
  const options = {
    preset: preset.name,
    tuning,
    reporter: reporter.hushed(),
    signal,
    checkpoints: null,
    resumed: null,
  };
  const outcomes: Outcome[] = [];
  for (const { title, problem, seed } of parts) {
    const { outcome } = await trainProblem(problem, { ...options, seed });
    outcomes.push(outcome);
    reporter.say(`${title}  ${outcome.test === null ? "interrupted" : testLine(outcome.test)}`);
    if (outcome.test === null) break;
  }
  return outcomes;
}

/** The same data with `count` seeds. */
export function* seedParts({ problem, seed: first }: Plan, count: number): Generator<Part> {
  for (let seed = first; seed < first + count; seed++) yield { title: `seed ${seed}`, problem, seed };
}

/** Training and test samples together, in `folds` folds, each of which is the test once. */
export function* foldParts({ problem, seed }: Plan, folds: number): Generator<Part> {
  const { train, test, classNames, ...rest } = problem as SampleProblem;
  const all = new Dataset({ x: concat([train.x, test.x], 0), y: concat([train.y, test.y], 0) });
  if (folds > all.length) throw new RunError(`Cannot make ${folds} folds of ${all.length} samples`);
  let count = 0;
  for (const fold of kFold(all, { folds, seed, ...(classNames && { stratify: "y" }) })) {
    const parts = { train: fold.train.tensors, test: fold.validation.tensors };
    yield { title: `fold ${++count}/${folds}`, problem: { ...rest, classNames, ...parts }, seed };
  }
}

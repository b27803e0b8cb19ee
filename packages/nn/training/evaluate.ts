/**
 * Evaluation.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { checkCount } from "../check_count.ts";
import { batchesOf } from "./batches.ts";
import type { Logs } from "./callback.ts";
import { checkSamples } from "./check_samples.ts";
import type { Evaluation } from "./evaluation.ts";
import { evaluationOf } from "./evaluation.ts";
import { Figures } from "./figures.ts";
import type { BatchOptions, Model } from "./model.ts";
import { inEvaluation } from "./modes.ts";
import { stepsOf } from "./steps.ts";

/** Loss and metrics of `model` on data. */
export function evaluateModel(model: Model, x: Tensor, y: Tensor, options: BatchOptions): Evaluation {
  const { batchSize = 32, jit = true } = options;
  checkSamples("evaluate", [x, y]);
  checkCount("evaluate", "batchSize", batchSize);
  const batches = measuring(model, x, y, { batchSize, jit });
  let step = batches.next();
  while (!step.done) step = batches.next();
  return evaluationOf(step.value);
}

/** Gathers the figures of `model` on data, and pauses after each batch so that others may run in between. */
export function* measuring(
  model: Model,
  x: Tensor,
  y: Tensor,
  { batchSize, jit }: Required<BatchOptions>,
  prefix = "",
): Generator<void, Logs, void> {
  const steps = stepsOf(model);
  const figures = new Figures(model.compiled.newMetrics());
  for (const [xs, ys] of batchesOf([x, y], batchSize)) {
    figures.add(inEvaluation(model, () => steps.measure(xs!, ys!, { jit })), xs!.shape[0]!, ys!);
    yield;
  }
  return figures.logs(prefix);
}

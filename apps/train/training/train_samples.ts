/**
 * Training on samples.
 *
 * @module
 */
import { metricFromName } from "@chainrule/nn";
import { optimizerFromName } from "@chainrule/optim";
import { perceptron } from "../networks/perceptron.ts";
import type { SampleProblem } from "../problems/problem.ts";
import { following } from "./following.ts";
import { holdOut } from "./hold_out.ts";
import { refusingNaN } from "./refusing_nan.ts";
import { Standardization } from "./standardization.ts";
import type { TrainOptions } from "./train_options.ts";
import type { Trained } from "./trained.ts";
import { TrainingRun } from "./training_run.ts";

/** Samples in evaluation at a time. */
const evaluationBatch = 256;

/** Trains a multi-layer perceptron and measures it on the test samples. */
export async function trainSamples(problem: SampleProblem, options: TrainOptions): Promise<Trained> {
  const { tuning, seed, signal } = options;
  const { epochs, batchSize, learningRate, weightDecay, validationSplit, jit } = tuning;
  const evaluation = { batchSize: evaluationBatch, jit };
  const scale = new Standardization(problem);
  const model = problem.network?.(tuning, seed) ?? perceptron(problem, tuning, seed);
  const optimizer = optimizerFromName(tuning.optimizer, model, { learningRate, weightDecay });
  const accuracy = problem.classNames === null ? null : metricFromName("accuracy");
  model.compile({
    loss: accuracy === null ? "meanSquaredError" : "sparseCategoricalCrossentropy",
    optimizer,
    metrics: accuracy === null ? [] : [accuracy],
  });
  const { train, validation } = holdOut(problem, validationSplit, seed);
  const { x, y } = scale.samples(train);
  const held = validation && scale.samples(validation);
  const steps = Math.ceil(x.shape[0]! / batchSize);
  const run = new TrainingRun({ model, optimizer, steps, keepsBest: tuning.earlyStopping !== null }, options);
  const progress = options.reporter.progress((epochs - run.epoch) * steps);
  const callbacks = [refusingNaN(), following(run, progress, accuracy, options)];
  const validationData = held && { validationData: [held.x, held.y] as const };
  const order = { epochs, initialEpoch: run.epoch, batchSize, seed };
  try {
    await model.fit(x, y, { ...order, ...validationData, callbacks, signal, jit });
  } finally {
    await progress.end();
  }
  await run.finish();
  const outcome = run.outcome(() => {
    const { x, y } = scale.samples(problem.test);
    const { loss, logs } = model.evaluate(x, y, evaluation);
    return { loss, accuracy: logs.accuracy ?? null, size: x.shape[0]! };
  });
  return {
    outcome,
    model,
    predict: (x) => scale.predictions(model.predict(scale.features(x), evaluation)),
    charts: problem.charts && (() => problem.charts!(model)),
  };
}

/**
 * Training a restricted Boltzmann machine on pictures of digits, and what its hidden units are good for.
 *
 * @module
 */
import { backward, noGrad } from "@chainrule/autograd";
import { batches, Dataset } from "@chainrule/data";
import { jit } from "@chainrule/jit";
import { RBM } from "@chainrule/memory";
import { optimizerFromName } from "@chainrule/optim";
import { clip, log, mean, Random, sub } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import type { Samples } from "../problems/problem.ts";
import type { TestFigures } from "../training/outcome.ts";
import { runEpochs } from "../training/run_epochs.ts";
import type { TrainOptions } from "../training/train_options.ts";
import type { Trained } from "../training/trained.ts";
import { TrainingRun } from "../training/training_run.ts";
import type { Classified } from "./logistic_regression.ts";
import { logisticRegression } from "./logistic_regression.ts";
import { plotDigits } from "./plot_digits.ts";
import { randomMachine } from "./random_features.ts";
import type { SmallDigits } from "./small_digits.ts";

/** How many samples the likelihoods of an epoch are measured on. */
const measuredCount = 500;
/** Up to so many hidden units, the exact likelihood is measured after each epoch, too. */
const mostForExact = 12;

/** Trains a machine without looking at classes, and then measures how well a logistic regression tells them apart by its hidden units. */
export async function trainDigitsRBM(digits: SmallDigits, options: TrainOptions): Promise<Trained> {
  const { tuning, seed } = options;
  const { batchSize, learningRate, weightDecay } = tuning;
  const { train, test } = digits.parts(seed);
  const model = machineFor(train.x, tuning.hidden[0]!, seed);
  const optimizer = optimizerFromName(tuning.optimizer, model, { learningRate, weightDecay });
  const order = batches(new Dataset({ x: train.x }), { batchSize, seed });
  const steps = order.length;
  const perhapsCompiled = <Args extends readonly unknown[], Result>(f: (...args: Args) => Result) =>
    tuning.jit ? jit(f) : f;
  const step = perhapsCompiled((x: Tensor): Tensor => {
    const error = noGrad(() => reconstructionError(model, x));
    backward(model.contrastiveDivergence(x, { visible: "probabilities" }));
    optimizer.step();
    return error;
  });
  const likelihoods = perhapsCompiled((x: Tensor): Record<string, Tensor> => ({
    pseudo_likelihood: mean(model.pseudoLogLikelihood(x)),
    ...(model.hidden <= mostForExact && { log_likelihood: mean(model.logLikelihood(x)) }),
  }));
  const run = new TrainingRun({ model, optimizer, steps, keepsBest: false }, options);
  const measured = train.x.slice([0], [Math.min(measuredCount, train.x.shape[0]!)]);
  let epoch: Iterator<{ readonly x: Tensor }, void> | null = null;
  await runEpochs(run, options, {
    steps,
    reports: "every",
    step(count) {
      if (count % steps === 0) order.state = { epoch: count / steps, position: 0 };
      if (count % steps === 0 || epoch === null) epoch = order[Symbol.iterator]();
      const next = epoch.next();
      return step(next.value!.x).item();
    },
    afterEpoch() {
      const found = noGrad(() => likelihoods(measured));
      return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, value.item()]));
    },
  });
  const figures = run.isOver ? await testFigures(model, digits, options) : null;
  return {
    outcome: run.outcome(() => figures!),
    model,
    predict: null,
    charts: () => Promise.resolve([plotDigits(model, test.x, digits.side)]),
  };
}

/** A machine whose visible units are on as often as the pixels, before it has learned anything else. */
function machineFor(x: Tensor, hidden: number, seed: number): RBM {
  const often = clip(mean(x, { axis: 0 }), 0.01, 0.99);
  const bias = log(often.div(sub(1, often)));
  return new RBM(x.shape[1]!, hidden, { visibleBiasInitializer: () => bias }).useRandom(new Random(seed));
}

/** The mean square by which pixels are off. */
function reconstructionError(model: RBM, x: Tensor): Tensor {
  return mean(model.reconstruct(x).sub(x).pow(2));
}

async function testFigures(model: RBM, digits: SmallDigits, { tuning, seed }: TrainOptions): Promise<TestFigures> {
  const { train, test } = digits.parts(seed);
  const classify = (features: (x: Tensor) => Tensor): Promise<Classified> => {
    const of = ({ x, y }: Samples): Samples => ({ x: noGrad(() => features(x)), y });
    return logisticRegression(of(train), of(test), { classCount: digits.classCount, seed, jit: tuning.jit });
  };
  const { loss, accuracy } = await classify((x) => model.forward(x));
  const random = randomMachine(model, train.x, seed);
  const [ofRandom, ofPixels] = [await classify((x) => random.forward(x)), await classify((x) => x)];
  return {
    loss,
    accuracy,
    size: test.x.shape[0]!,
    measures: [
      { name: "randomFeaturesAccuracy", label: "accuracy of random features", value: ofRandom.accuracy, unit: "%" },
      { name: "pixelsAccuracy", label: "of the pixels themselves", value: ofPixels.accuracy, unit: "%" },
      {
        name: "reconstructionError",
        label: "mean squared error of reconstruction",
        value: noGrad(() => reconstructionError(model, test.x)).item(),
        unit: "",
      },
    ],
  };
}

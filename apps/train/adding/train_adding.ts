/**
 * Training two recurrent networks on the adding problem.
 *
 * @module
 */
import { backward, noGrad } from "@chainrule/autograd";
import type { SequencesWithNumbers } from "@chainrule/data";
import { addingProblem } from "@chainrule/data";
import { jit } from "@chainrule/jit";
import type { Sequential } from "@chainrule/nn";
import { meanSquaredError } from "@chainrule/nn";
import { clipByGlobalNorm, optimizerFromName } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import type { TestFigures } from "../training/outcome.ts";
import { runEpochs } from "../training/run_epochs.ts";
import type { TrainOptions } from "../training/train_options.ts";
import type { Trained } from "../training/trained.ts";
import { TrainingRun } from "../training/training_run.ts";
import { AddingNetworks } from "./adding_networks.ts";
import { plotAdding } from "./plot_adding.ts";

/** The number of steps of a sequence. */
export const sequenceSteps = 100;
/** How many batches make an epoch. */
const batchesPerEpoch = 100;
/** How many sequences the networks are tested on. */
const testCount = 2000;
/** The largest norm of a network's gradient: where the networks find out what to remember, some are a hundred times larger than usual. */
const largestNorm = 1;

/** Makes a function run as one program, if tuning says so. */
type Compile = <Args extends readonly unknown[], Result>(f: (...args: Args) => Result) => (...args: Args) => Result;

/** Trains both networks on the same batches, each made for its step and never seen again. */
export async function trainAdding(options: TrainOptions): Promise<Trained> {
  const { tuning, seed } = options;
  const { batchSize, learningRate, weightDecay } = tuning;
  const model = new AddingNetworks(tuning.hidden, seed);
  const optimizer = optimizerFromName(tuning.optimizer, model, { learningRate, weightDecay });
  const perhapsCompiled: Compile = (f) => tuning.jit ? jit(f) : f;
  // The networks share no weights, so one optimizer trains each as if it were alone.
  const step = perhapsCompiled((x: Tensor, y: Tensor): readonly Tensor[] => {
    const losses = model.both.map((network) => meanSquaredError(network.forward(x), y));
    backward(losses[0]!.add(losses[1]!));
    for (const network of model.both) clipByGlobalNorm(network, largestNorm);
    optimizer.step();
    return losses;
  });
  const run = new TrainingRun({ model, optimizer, steps: batchesPerEpoch, keepsBest: false }, options);
  let simpleSum = 0;
  await runEpochs(run, options, {
    steps: batchesPerEpoch,
    reports: "every",
    step(count) {
      const { x, y } = addingProblem({ count: batchSize, steps: sequenceSteps, seed: seedOfStep(seed, count) });
      const [loss, simple] = step(x, y);
      simpleSum += simple!.item();
      return loss!.item();
    },
    afterEpoch() {
      const simple_loss = simpleSum / batchesPerEpoch;
      simpleSum = 0;
      return { simple_loss };
    },
  });
  const test = addingProblem({ count: testCount, steps: sequenceSteps, seed: seedOfTest(seed) });
  const outcome = run.outcome(() => measured(model, test, perhapsCompiled));
  return {
    outcome,
    model,
    predict: null,
    charts: () => plotAdding(outcome.epochs, model, shownOf(test)),
    chartsShowCourse: true,
  };
}

/** Seeds of training are from 1 on, those of tests are below 0, so no batch is tested on. */
function seedOfStep(seed: number, count: number): number {
  return 1 + Math.abs(seed) * 1_000_000 + count;
}

function seedOfTest(seed: number): number {
  return -1 - Math.abs(seed);
}

/** A sequence to show: one whose marked numbers are both large, so that they are seen. */
function shownOf({ x, y }: SequencesWithNumbers): Tensor {
  const shown = Math.max(0, y.data.findIndex((sum) => sum > 1.4));
  return x.slice([shown], [shown + 1]);
}

function measured(
  model: AddingNetworks,
  { x, y }: SequencesWithNumbers,
  perhapsCompiled: Compile,
): TestFigures {
  const errorOf = (network: Sequential): number =>
    noGrad(() => meanSquaredError(perhapsCompiled((input: Tensor) => network.forward(input))(x), y)).item();
  return {
    loss: errorOf(model.lstm),
    accuracy: null,
    size: testCount,
    measures: [
      { name: "simpleRNNLoss", label: "of a simple recurrent network", value: errorOf(model.simple), unit: "" },
      { name: "lossOfSayingOne", label: "of always saying 1", value: y.sub(1).pow(2).mean().item(), unit: "" },
    ],
  };
}

/**
 * Training a neural Turing machine and an LSTM to copy.
 *
 * @module
 */
import { backward, noGrad } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import type { Layer } from "@chainrule/nn";
import { sigmoidCrossEntropy } from "@chainrule/nn";
import { clipByValue, optimizerFromName } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import { notEqual, Random, slice } from "@chainrule/tensor";
import type { TestFigures } from "../training/outcome.ts";
import { runEpochs } from "../training/run_epochs.ts";
import type { TrainOptions } from "../training/train_options.ts";
import type { Trained } from "../training/trained.ts";
import { TrainingRun } from "../training/training_run.ts";
import { CopyNetworks } from "./copy_networks.ts";
import { bits, copyTask, copyTaskOfSomeLength, longest } from "./copy_task.ts";
import type { CopyTask } from "./copy_task.ts";
import { plotCopying } from "./plot_copying.ts";

/** How many batches make an epoch. */
const batchesPerEpoch = 25;
/** How many sequences of each length the networks are tested on. */
const testCount = 50;
/** A length three times that of the longest sequences to learn from. */
const farther = 60;
/** The largest gradient of a weight. */
const largestGradient = 10;
/** How RMSProp is used in Graves (2013), Generating Sequences With Recurrent Neural Networks, and in the paper on the machine. */
const withMomentum = { rho: 0.95, momentum: 0.9 } as const;

/** Makes a function run as one program a length, if tuning says so. */
type Compile = <Args extends readonly unknown[], Result>(f: (...args: Args) => Result) => (...args: Args) => Result;

/** Trains both networks on the same batches, each of sequences of one length, made for its step and never seen again. */
export async function trainCopying(options: TrainOptions): Promise<Trained> {
  const { tuning, seed } = options;
  const { batchSize, learningRate, weightDecay } = tuning;
  const model = new CopyNetworks(tuning.hidden[0]!, seed);
  const optimizer = optimizerFromName(tuning.optimizer, model, {
    learningRate,
    weightDecay,
    ...(tuning.optimizer === "rmsprop" && withMomentum),
  });
  const perhapsCompiled: Compile = (f) => tuning.jit ? jit(f) : f;
  // The networks share no weights, so one optimizer trains each as if it were alone.
  const step = perhapsCompiled((x: Tensor, y: Tensor): readonly Tensor[] => {
    const losses = [model.machine, model.lstm].map((network) => sigmoidCrossEntropy(repeated(network, x, y), y));
    backward(losses[0]!.add(losses[1]!));
    clipByValue(model, largestGradient);
    optimizer.step();
    return losses;
  });
  // Large steps teach to copy what is longer, too, and now and then throw a network back: that must not be how training ends.
  const run = new TrainingRun({ model, optimizer, steps: batchesPerEpoch, keepsBest: true }, options);
  let lstmSum = 0;
  await runEpochs(run, options, {
    steps: batchesPerEpoch,
    reports: "every",
    step(count) {
      const { x, y } = copyTaskOfSomeLength(batchSize, new Random(seedOfStep(seed, count)));
      const [loss, ofLstm] = step(x, y);
      lstmSum += ofLstm!.item();
      return loss!.item();
    },
    afterEpoch() {
      const lstm_loss = lstmSum / batchesPerEpoch;
      lstmSum = 0;
      return { lstm_loss };
    },
  });
  const random = new Random(seedOfTest(seed));
  const tests = [longest, farther].map((length) => copyTask(testCount, length, random));
  const outcome = run.outcome(() => measured(model, tests, perhapsCompiled));
  return {
    outcome,
    model,
    predict: null,
    charts: () => plotCopying(outcome.epochs, model, tests[0]!),
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

/** The net inputs of bits while the vectors are to be repeated: the last steps. */
function repeated(network: Layer, x: Tensor, y: Tensor): Tensor {
  return slice(network.forward(x), [0, x.shape[1]! - y.shape[1]!]);
}

function measured(
  { machine, lstm }: CopyNetworks,
  tests: readonly CopyTask[],
  perhapsCompiled: Compile,
): TestFigures {
  const measure = (network: Layer) => {
    const outputs = perhapsCompiled((x: Tensor, y: Tensor) => repeated(network, x, y));
    return tests.map(({ x, y }) => {
      const logits = noGrad(() => outputs(x, y));
      const wrong = notEqual(logits.greater(0), y.greater(0.5)).sum().item();
      return { loss: sigmoidCrossEntropy(logits, y).item(), wrong, share: wrong / y.size };
    }) as [Measured, Measured];
  };
  const [near, far] = measure(machine);
  const [lstmNear, lstmFar] = measure(lstm);
  return {
    loss: near.loss,
    accuracy: 1 - near.share,
    size: testCount * longest * bits,
    measures: [
      {
        name: `wrongBitsAt${longest}`,
        label: `wrong bits in a sequence of ${longest}`,
        value: near.wrong / testCount,
        unit: "",
      },
      { name: `wrongAt${farther}`, label: `wrong bits at length ${farther}`, value: far.share, unit: "%" },
      {
        name: `lstmWrongBitsAt${longest}`,
        label: `by an LSTM in a sequence of ${longest}`,
        value: lstmNear.wrong / testCount,
        unit: "",
      },
      { name: `lstmWrongAt${farther}`, label: `at length ${farther}`, value: lstmFar.share, unit: "%" },
    ],
  };
}

/** How a network does on sequences of one length. */
interface Measured {
  readonly loss: number;
  /** How many bits are wrong. */
  readonly wrong: number;
  /** Which share of them is. */
  readonly share: number;
}

/**
 * Training networks on molecules.
 *
 * @module
 */
import { softmax } from "@chainrule/activations";
import { backward, noGrad } from "@chainrule/autograd";
import { batchGraphs, moleculeGraphs, padBatch, sizesOfAnyBatch } from "@chainrule/gnn";
import type { Graph, PaddedBatch } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { softmaxCrossEntropy } from "@chainrule/nn";
import { optimizerFromName } from "@chainrule/optim";
import { argMax, gather, pad, Random, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import type { Chart } from "../report/chart.ts";
import type { Measure, TestFigures } from "../training/outcome.ts";
import { runEpochs } from "../training/run_epochs.ts";
import type { TrainOptions } from "../training/train_options.ts";
import type { Trained } from "../training/trained.ts";
import { TrainingRun } from "../training/training_run.ts";
import type { MoleculeReader } from "./molecule_networks.ts";
import { MoleculeNetworks } from "./molecule_networks.ts";
import { plotMolecules } from "./plot_molecules.ts";

/** How many molecules there are to learn from. */
export const trainCount = 1000;
/** How many molecules the networks are tested on. */
export const testCount = 500;

/** Makes a function run as one program, if tuning says so. */
type Compile = <Args extends readonly unknown[], Result>(f: (...args: Args) => Result) => (...args: Args) => Result;

/** Trains all networks on the same batches, padded to one size, so that a step is one program. */
export async function trainMolecules(options: TrainOptions): Promise<Trained> {
  const { tuning, seed } = options;
  const { learningRate, weightDecay } = tuning;
  const { graphs, labels } = moleculeGraphs({ count: trainCount + testCount, seed });
  const [train, test] = [graphs.slice(0, trainCount), graphs.slice(trainCount)];
  const batchSize = Math.min(tuning.batchSize, trainCount);
  const steps = Math.ceil(trainCount / batchSize);
  const sizes = sizesOfAnyBatch(train, batchSize);
  const model = new MoleculeNetworks(tuning, seed);
  const optimizer = optimizerFromName(tuning.optimizer, model, { learningRate, weightDecay });
  const perhapsCompiled: Compile = (f) => tuning.jit ? jit(f) : f;
  // The networks share no weights, so one optimizer trains each as if it were alone.
  const step = perhapsCompiled((batch: PaddedBatch, y: Tensor): readonly Tensor[] => {
    const scores = model.all.map((network) => network.forward(batch));
    const losses = scores.map((each) => softmaxCrossEntropy(each, y, { weights: batch.graphMask }));
    backward(losses.reduce((sum, loss) => sum.add(loss)));
    optimizer.step();
    const right = argMax(scores[0]!, { axis: 1 }).equal(y).mul(batch.graphMask).sum();
    return [losses[0]!, right];
  });
  const run = new TrainingRun({ model, optimizer, steps, keepsBest: false }, options);
  let rightInEpoch = 0;
  await runEpochs(run, options, {
    steps,
    reports: "every",
    step(count) {
      const chosen = orderOf(Math.floor(count / steps), seed).slice(...range(count % steps, batchSize));
      const batch = padBatch(batchGraphs(Array.from(chosen.data, (i) => train[i]!)), sizes);
      const y = pad(gather(labels, chosen), [[0, sizes.graphs - chosen.size]]);
      const [loss, right] = step(batch, y);
      rightInEpoch += right!.item();
      return loss!.item();
    },
    afterEpoch() {
      const accuracy = rightInEpoch / trainCount;
      rightInEpoch = 0;
      return { accuracy };
    },
  });
  const tested = { batch: padBatch(batchGraphs(test)), labels: labels.slice([trainCount]) };
  const outcome = run.outcome(() => measured(model, tested, perhapsCompiled));
  return { outcome, model, predict: null, charts: () => shown(model, test, tested.labels) };
}

/** The order in which an epoch goes through the molecules. */
function orderOf(epoch: number, seed: number): Tensor {
  const random = new Random(seed);
  random.counter.assign(epoch);
  return random.permutation(trainCount);
}

function range(batch: number, size: number): [[number], [number]] {
  return [[batch * size], [Math.min((batch + 1) * size, trainCount)]];
}

function measured(
  model: MoleculeNetworks,
  { batch, labels }: { readonly batch: PaddedBatch; readonly labels: Tensor },
  perhapsCompiled: Compile,
): TestFigures {
  const figuresOf = (network: MoleculeReader) => {
    const scores = noGrad(() => perhapsCompiled((on: PaddedBatch) => network.forward(on))(batch)).slice([0], [
      testCount,
    ]);
    const right = argMax(scores, { axis: 1 }).equal(labels).sum().item();
    return { loss: softmaxCrossEntropy(scores, labels).item(), accuracy: right / testCount };
  };
  const measure = (name: string, label: string, network: MoleculeReader): Measure => ({
    name,
    label,
    value: figuresOf(network).accuracy,
    unit: "%",
  });
  return {
    ...figuresOf(model.messages),
    size: testCount,
    measures: [
      measure("accuracyWithoutBonds", "without kinds of bonds", model.withoutBonds),
      measure("accuracyOfCounts", "perceptron on counts", model.counts),
    ],
  };
}

/** Four molecules with an amide and four without, and what the network makes of them. */
function shown(model: MoleculeNetworks, graphs: readonly Graph[], labels: Tensor): Promise<Chart[]> {
  const some = [1, 0].flatMap((label) => [...labels.data.keys()].filter((i) => labels.data[i] === label).slice(0, 4));
  const batch = padBatch(batchGraphs(some.map((i) => graphs[i]!)));
  const probabilities = softmax(noGrad(() => model.messages.forward(batch)));
  const amide = gather(probabilities, tensor([1], "int32"), 1).data;
  return plotMolecules(
    some.map((molecule, i) => ({
      graph: graphs[molecule]!,
      label: labels.data[molecule]!,
      probability: amide[i]!,
    })),
  );
}

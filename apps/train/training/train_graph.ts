/**
 * Training on a graph.
 *
 * @module
 */
import { backward, noGrad } from "@chainrule/autograd";
import { softmaxCrossEntropy, weightPenalty } from "@chainrule/nn";
import type { Optimizer } from "@chainrule/optim";
import { optimizerFromName } from "@chainrule/optim";
import { argMax, gather } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { GraphNetwork } from "../networks/graph_network.ts";
import type { GraphProblem } from "../problems/problem.ts";
import { epochLine, figuresText } from "../report/figures.ts";
import type { EpochFigures, TestFigures } from "./outcome.ts";
import { checkFinite } from "./refusing_nan.ts";
import type { TrainOptions } from "./train_options.ts";
import type { Trained } from "./trained.ts";
import { TrainingRun } from "./training_run.ts";

/**
 * Trains a graph convolutional network on the whole graph at once. Where there are nodes for validation, the weights of the
 * epoch with the lowest loss on them count.
 */
export async function trainGraph(problem: GraphProblem, options: TrainOptions): Promise<Trained> {
  const { tuning, seed, reporter, signal } = options;
  const { validation, test } = problem;
  const model = new GraphNetwork(problem.graph.nodeFeatures!.shape[1]!, problem.classCount, tuning, seed);
  const optimizer = optimizerFromName(tuning.optimizer, model, { learningRate: tuning.learningRate, weightDecay: 0 });
  const keepsBest = validation !== null || tuning.earlyStopping !== null;
  const run = new TrainingRun({ model, optimizer, steps: 1, keepsBest }, options);
  const progress = reporter.progress(tuning.epochs - run.epoch);
  let last: EpochFigures | null = null;
  try {
    await progress.begin(() => `epoch ${run.epoch}/${tuning.epochs}`, tuning.epochs - run.epoch);
    while (!run.isOver && !signal.aborted) {
      run.beginEpoch();
      const loss = step(model, optimizer, problem, tuning.weightDecay);
      checkFinite(loss, `in epoch ${run.epoch + 1}`);
      const seen = validation === null ? null : measure(model, problem, validation);
      last = await run.endEpoch({ loss, ...(seen && { val_loss: seen.loss, val_accuracy: seen.accuracy }) });
      progress.step(figuresText({ loss, ...(seen && { accuracy: seen.accuracy }) }));
      await aMoment();
    }
  } finally {
    await progress.end();
  }
  if (last !== null) reporter.say(epochLine(last, tuning.epochs));
  await run.finish();
  const outcome = run.outcome(() => measure(model, problem, test));
  return { outcome, model, predict: null };
}

/** One step of the optimizer; gives the loss. As in the paper, only the weights of the first layer are penalised. */
function step(model: GraphNetwork, optimizer: Optimizer, problem: GraphProblem, weightDecay: number): number {
  model.train();
  const loss = lossOn(problem.train, scoresOf(model, problem), problem);
  backward(weightDecay > 0 ? loss.add(weightPenalty(model.layers[0]!, weightDecay)) : loss);
  optimizer.step();
  return loss.item();
}

function measure(model: GraphNetwork, problem: GraphProblem, nodes: Tensor): TestFigures & { accuracy: number } {
  model.eval();
  return noGrad(() => {
    const scores = scoresOf(model, problem);
    const right = argMax(gather(scores, nodes), { axis: 1 }).equal(gather(problem.labels, nodes)).sum().item();
    return { loss: lossOn(nodes, scores, problem).item(), accuracy: right / nodes.size, size: nodes.size };
  });
}

function scoresOf(model: GraphNetwork, { graph }: GraphProblem): Tensor {
  return model.forward(graph.nodeFeatures!, graph);
}

function lossOn(nodes: Tensor, scores: Tensor, { labels }: GraphProblem): Tensor {
  return softmaxCrossEntropy(gather(scores, nodes), gather(labels, nodes));
}

/** Lets signals and the progress bar have their turn. */
function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

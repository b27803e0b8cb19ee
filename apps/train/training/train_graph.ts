/**
 * Training on a graph.
 *
 * @module
 */
import { backward, noGrad } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { softmaxCrossEntropy, weightPenalty } from "@chainrule/nn";
import type { Optimizer } from "@chainrule/optim";
import { optimizerFromName } from "@chainrule/optim";
import { argMax, gather } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import type { Tuning } from "../cli/settings.ts";
import { GraphNetwork } from "../networks/graph_network.ts";
import type { GraphProblem, NodeClassifier } from "../problems/problem.ts";
import { runEpochs } from "./run_epochs.ts";
import type { TrainOptions } from "./train_options.ts";
import type { Trained } from "./trained.ts";
import { TrainingRun } from "./training_run.ts";

/**
 * Trains a network on the whole graph at once. Where there are nodes for validation, the weights of the epoch with the lowest
 * loss on them count.
 */
export async function trainGraph(problem: GraphProblem, options: TrainOptions): Promise<Trained> {
  const { tuning, seed } = options;
  const { validation, test } = problem;
  const model = problem.network?.(tuning, seed) ??
    new GraphNetwork(problem.graph.nodeFeatures!.shape[1]!, problem.classCount, tuning, seed);
  const optimizer = optimizerFromName(tuning.optimizer, model, { learningRate: tuning.learningRate, weightDecay: 0 });
  const keepsBest = validation !== null || tuning.earlyStopping !== null;
  const { step, measure } = stepsOf(model, optimizer, problem, tuning);
  const run = new TrainingRun({ model, optimizer, steps: 1, keepsBest }, options);
  await runEpochs(run, options, {
    steps: 1,
    reports: "last",
    step,
    afterEpoch() {
      if (validation === null) return {};
      const { loss, accuracy } = measure(validation);
      return { val_loss: loss, val_accuracy: accuracy };
    },
  });
  const outcome = run.outcome(() => measure(test));
  return { outcome, model, predict: null, charts: problem.charts && (() => problem.charts!(model)) };
}

/** What is done in an epoch. */
interface Steps {
  /** One step of the optimizer; gives the loss. */
  step(): number;
  /** Loss and accuracy on some nodes. */
  measure(nodes: Tensor): { readonly loss: number; readonly accuracy: number; readonly size: number };
}

/** Each as one compiled program, if tuning says so. */
function stepsOf(model: NodeClassifier, optimizer: Optimizer, problem: GraphProblem, tuning: Tuning): Steps {
  const perhapsCompiled = <Args extends readonly unknown[], Result>(f: (...args: Args) => Result) =>
    tuning.jit ? jit(f) : f;
  const train = perhapsCompiled(() => {
    const loss = lossOn(problem.train, scoresOf(model, problem), problem);
    const { weightDecay } = tuning;
    backward(weightDecay > 0 ? loss.add(weightPenalty(model.decayed, weightDecay)) : loss);
    optimizer.step();
    return loss;
  });
  const see = perhapsCompiled((nodes: Tensor) => {
    const scores = scoresOf(model, problem);
    const right = argMax(gather(scores, nodes), { axis: 1 }).equal(gather(problem.labels, nodes)).sum();
    return { loss: lossOn(nodes, scores, problem), right };
  });
  // The mode is set outside: a program does not repeat what was done to the model while it was traced.
  return {
    step() {
      model.train();
      return train().item();
    },
    measure(nodes) {
      model.eval();
      const { loss, right } = noGrad(() => see(nodes));
      return { loss: loss.item(), accuracy: right.item() / nodes.size, size: nodes.size };
    },
  };
}

function scoresOf(model: NodeClassifier, { graph }: GraphProblem): Tensor {
  return model.forward(graph.nodeFeatures!, graph);
}

function lossOn(nodes: Tensor, scores: Tensor, { labels }: GraphProblem): Tensor {
  return softmaxCrossEntropy(gather(scores, nodes), gather(labels, nodes));
}

/**
 * How a model is trained.
 *
 * @module
 */
import { activationFromName } from "@chainrule/activations";
import type { Optimizer, OptimizerName } from "@chainrule/optim";
import { optimizerFromName } from "@chainrule/optim";
import type { Tensor, Variable } from "@chainrule/tensor";
import type { Loss, LossFunction, LossName } from "../losses/from_name.ts";
import { lossOf } from "../losses/from_name.ts";
import type { LossOptions } from "../losses/reduce.ts";
import { weightPenalty } from "../losses/weight_penalty.ts";
import type { MetricName } from "../metrics/from_name.ts";
import { metricFromName } from "../metrics/from_name.ts";
import type { Metric } from "../metrics/metric.ts";
import type { Model } from "./model.ts";

/** What `compile` takes. */
export interface CompileOptions {
  /** A name, or a function of output and target that takes `weights` among its options. */
  readonly loss: LossName | LossFunction;
  /** A name, an optimizer, or a function that makes one of the parameters. */
  readonly optimizer: OptimizerName | Optimizer | ((parameters: { parameters(): Iterable<Variable> }) => Optimizer);
  /** The learning rate. @default that of the optimizer */
  readonly learningRate?: number;
  /**
   * What to report beside the loss. A metric that is given as an object is one for all uses; where a callback evaluates while an epoch
   * runs, give a function that makes it. @default none
   */
  readonly metrics?: readonly (MetricName | Metric | (() => Metric))[];
  /** λ of the structured risk: how strongly weights are penalised. Figures show the loss without the penalty. @default 0 */
  readonly weightPenalty?: number;
}

/** A batch seen by the model. */
export interface Seen {
  /** What the model puts out. */
  readonly output: Tensor;
  /** The loss of it, without penalty. */
  readonly loss: Tensor;
}

/** What `compile` sets up. */
export class Compiled {
  /** What changes the parameters. */
  readonly optimizer: Optimizer;
  readonly #model: Model;
  readonly #loss: Loss;
  readonly #metrics: readonly (() => Metric)[];
  readonly #penalty: number;

  /** Finds what was named. */
  constructor(model: Model, options: CompileOptions) {
    const { loss, metrics = [], weightPenalty: penalty = 0 } = options;
    if (!(penalty >= 0 && penalty < Infinity)) {
      throw new RangeError(`Cannot compile as weightPenalty must be in [0, ∞): current weightPenalty is ${penalty}`);
    }
    this.#model = model;
    this.#loss = lossOf(loss);
    this.#penalty = penalty;
    this.#metrics = metrics.map(makerOf);
    checkNames(this.newMetrics().map(({ name }) => name));
    this.optimizer = optimizerOf(model, options);
  }

  /** Whether there is any metric beside the loss. */
  get hasMetrics(): boolean {
    return this.#metrics.length > 0;
  }

  /** The metrics, ready to begin. */
  newMetrics(): readonly Metric[] {
    return this.#metrics.map((make) => make());
  }

  /** Output and loss of a batch. A last softmax or sigmoid is computed together with its cross-entropy. */
  see(x: Tensor, y: Tensor, weights?: Tensor): Seen {
    const { ofOutput, ofLogits } = this.#loss;
    if (ofLogits === undefined || ofLogits.activation !== this.#model.finalActivation) {
      const output = this.#model.forward(x);
      return { output, loss: ofOutput(output, y, optionsFor(output, weights)) };
    }
    const logits = this.#model.forwardLogits(x);
    const output = activationFromName(ofLogits.activation)(logits);
    return { output, loss: ofLogits.loss(logits, y, optionsFor(output, weights)) };
  }

  /** The loss with the penalty on weights, which is what is minimised. */
  risk(loss: Tensor): Tensor {
    return this.#penalty === 0 ? loss : loss.add(weightPenalty(this.#model, this.#penalty));
  }
}

function optionsFor({ dtype }: Tensor, weights: Tensor | undefined): LossOptions {
  return weights === undefined ? {} : { weights: weights.cast(dtype) };
}

function makerOf(metric: MetricName | Metric | (() => Metric)): () => Metric {
  if (typeof metric === "function") return metric;
  return typeof metric === "string" ? () => metricFromName(metric) : () => metric;
}

function checkNames(names: readonly string[]): void {
  const taken = new Set(["loss"]);
  for (const name of names) {
    if (taken.has(name)) {
      throw new RangeError(
        `Cannot compile as metrics must have names of their own: current name ${name} is taken; give the metric another name`,
      );
    }
    taken.add(name);
  }
}

function optimizerOf(model: Model, { optimizer, learningRate }: CompileOptions): Optimizer {
  if (typeof optimizer === "string") {
    return optimizerFromName(optimizer, model, learningRate === undefined ? {} : { learningRate });
  }
  const made = typeof optimizer === "function" ? optimizer(model) : optimizer;
  if (learningRate !== undefined) made.learningRate = learningRate;
  return made;
}

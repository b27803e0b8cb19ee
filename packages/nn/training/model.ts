/**
 * A module that knows how to be trained.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { concat } from "@chainrule/tensor";
import { checkCount } from "../check_count.ts";
import { Module } from "../module.ts";
import { batchesOf } from "./batches.ts";
import { checkSamples } from "./check_samples.ts";
import type { CompileOptions } from "./compile.ts";
import { Compiled } from "./compile.ts";
import { Computation } from "./computation.ts";
import { evaluateModel } from "./evaluate.ts";
import type { Evaluation } from "./evaluation.ts";
import type { FitOptions } from "./fit.ts";
import { fitModel } from "./fit.ts";
import type { History } from "./history.ts";
import { inEvaluation } from "./modes.ts";

/** The output of one layer. */
export interface LayerOutput {
  /** Where it is in the model, and what it is. */
  readonly name: string;
  /** What it put out. */
  readonly output: Tensor;
}

/** How batches are cut. */
export interface BatchOptions {
  /** How many samples at a time. @default 32 */
  readonly batchSize?: number;
  /**
   * Whether each batch runs from a static graph, which is traced at the first batch of its shape and kept. Numbers and branches in `forward` that
   * do not hang on a field of the model are then those of that first batch. Otherwise operations run one by one: for models that cannot be
   * traced, and for finding mistakes. @default true
   */
  readonly jit?: boolean;
}

/**
 * A module with one input and one output that can be compiled, fitted, evaluated and asked. 模型
 *
 * `Sequential` is one; a class of one's own with `forward` is another.
 *
 * @example A line through two points
 * ```ts
 * import { Model } from "@chainrule/nn";
 * import { tensor, Variable } from "@chainrule/tensor";
 * import type { Tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * class Line extends Model {
 *   readonly slope = new Variable(0);
 *   readonly offset = new Variable(0);
 *
 *   forward(x: Tensor): Tensor {
 *     return x.mul(this.slope).add(this.offset);
 *   }
 * }
 * const model = new Line();
 * model.compile({ loss: "meanSquaredError", optimizer: "sgd", learningRate: 0.3 });
 * await model.fit(tensor([[0], [1]]), tensor([[1], [3]]), { epochs: 300 });
 * assertAlmostEquals(model.predict(tensor([[2]])).item(), 5, 1e-3);
 * ```
 */
export abstract class Model extends Module {
  #compiled: Compiled | null = null;
  #forward: Computation<[x: Tensor], Tensor> | null = null;

  /**
   * The output for the input `x`.
   *
   * @param x Shape `[N, ...]`
   */
  abstract forward(x: Tensor): Tensor;

  /** The name of the activation that it ends in, if it does and that has a name. */
  get finalActivation(): string | null {
    return null;
  }

  /**
   * The output before the final activation, for losses that are computed together with that; the output if there is none.
   *
   * @param x Shape `[N, ...]`
   */
  forwardLogits(x: Tensor): Tensor {
    return this.forward(x);
  }

  /** The output of every layer, for finding where something goes wrong. */
  outputsOfLayers(x: Tensor): LayerOutput[] {
    return [{ name: this.name, output: this.forward(x) }];
  }

  /**
   * Says how the model is trained. 配置训练
   *
   * @param options Loss, optimizer and metrics
   * @throws {RangeError} When a name is not known (the message names the nearest), or two metrics have one name
   */
  compile(options: CompileOptions): void {
    this.#compiled = new Compiled(this, options);
  }

  /**
   * What `compile` set up.
   *
   * @throws {TypeError} When that was not done
   */
  get compiled(): Compiled {
    if (this.#compiled !== null) return this.#compiled;
    throw new TypeError(
      `Cannot train or evaluate ${this.name} as it must be compiled: current model is not; call compile({ loss, optimizer, metrics })`,
    );
  }

  /**
   * Trains the model. Gives way to other work many times a second, so that a page stays alive. 训练
   *
   * A whole step is one compiled program; `{ jit: false }` runs it operation by operation, with the same numbers to rounding.
   *
   * One seed gives one order of samples; the first weights and dropout come from the seed of the model. Figures of the training data are
   * gathered while the model learns, so they lag behind those of validation.
   *
   * @param x Inputs, shape `[N, ...]`
   * @param y Targets, shape `[N, ...]`
   * @param options Epochs, batches, weights, validation, callbacks
   * @returns The figures of every epoch
   * @throws {ShapeError} When the numbers of samples differ
   * @throws {RangeError} When an option is out of its range
   * @throws {TypeError} When the model is not compiled
   */
  fit(x: Tensor, y: Tensor, options: FitOptions = {}): Promise<History> {
    return fitModel(this, x, y, options);
  }

  /**
   * Loss and metrics on data, in evaluation mode. 评估
   *
   * @param x Inputs, shape `[N, ...]`
   * @param y Targets, shape `[N, ...]`
   * @param options How many samples at a time
   * @returns `loss` and every metric that was compiled; reading another one throws
   * @throws {ShapeError} When the numbers of samples differ
   * @throws {RangeError} When the batch size is not a positive whole number
   * @throws {TypeError} When the model is not compiled
   */
  evaluate(x: Tensor, y: Tensor, options: BatchOptions = {}): Evaluation {
    return evaluateModel(this, x, y, options);
  }

  /**
   * The outputs for inputs, in evaluation mode and without a graph. 预测
   *
   * @param x Inputs, shape `[N, ...]`
   * @param options How many samples at a time
   * @returns Outputs, shape `[N, ...]`
   * @throws {ShapeError} When there is no sample
   * @throws {RangeError} When the batch size is not a positive whole number
   */
  predict(x: Tensor, { batchSize = 32, jit = true }: BatchOptions = {}): Tensor {
    checkSamples("predict", [x]);
    checkCount("predict", "batchSize", batchSize);
    const forward = this.#forward ??= new Computation(this, (x) => this.forward(x));
    return inEvaluation(this, () => {
      const outputs = [...batchesOf([x], batchSize)].map(([part]) => forward.run(jit, part!));
      return outputs.length === 1 ? outputs[0]! : concat(outputs, 0);
    });
  }
}

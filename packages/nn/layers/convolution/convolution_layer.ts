/**
 * What convolutional layers have in common.
 *
 * @module
 */
import { activationFromName } from "@chainrule/activations";
import type { ActivationName } from "@chainrule/activations";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { concat, reshape, ShapeError, Variable } from "@chainrule/tensor";
import { checkCount } from "../../check_count.ts";
import { zerosInitializer } from "../../initializers/constant.ts";
import type { Initializer } from "../../initializers/initializer.ts";
import { glorotUniform } from "../../initializers/uniform.ts";
import { Module } from "../../module.ts";
import { checkChannels } from "./check_channels.ts";

/** What all convolutional layers can be told. */
export interface ConvolutionLayerOptions {
  /** The number of channels of the input; left out, it is taken from the first input. */
  readonly inputChannels?: number;
  /** Into how many groups channels are cut; each group knows only itself. @default 1 */
  readonly groups?: number;
  /** What the net input goes through: a name, or a function of one's own. @default nothing */
  readonly activation?: ActivationName | ((z: Tensor) => Tensor);
  /** Whether each filter has a bias. @default true */
  readonly useBias?: boolean;
  /**
   * First weights. It is called once a group, with the shape `[filters / groups, channels / groups, ...kernel]`, so that fans are those of a
   * group. @default glorotUniform
   */
  readonly weightInitializer?: Initializer;
  /** First biases. @default zerosInitializer */
  readonly biasInitializer?: Initializer;
  /** The dtype of the parameters. @default "float32" */
  readonly dtype?: DType;
}

/**
 * A layer of filters: weights that go over the input, a bias for each filter, and an activation. 卷积层
 *
 * A convolution of one's own says how weights go over an input.
 *
 * @example Filters of one pixel
 * ```ts
 * import { ConvolutionLayer } from "@chainrule/nn";
 * import type { Tensor, Variable } from "@chainrule/tensor";
 * import { conv2d, ones } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * class Mixing extends ConvolutionLayer {
 *   protected override convolve(x: Tensor, weight: Variable): Tensor {
 *     return conv2d(x, weight);
 *   }
 * }
 * assertEquals(new Mixing(4, [1, 1]).forward(ones([2, 3, 8, 8])).shape, [2, 4, 8, 8]);
 * ```
 */
export abstract class ConvolutionLayer extends Module {
  /** The number of filters, which is the number of channels of the output. */
  readonly filters: number;
  /** The options that it was made with. */
  readonly options: ConvolutionLayerOptions;
  /** The weights, once built. */
  weight: Variable | null = null;
  /** The biases, once built, if there are any. */
  bias: Variable | null = null;
  readonly #kernel: Shape;
  readonly #activation: ((z: Tensor) => Tensor) | null;
  #channels: number | undefined;

  /**
   * Chooses sizes.
   *
   * @param filters The number of filters
   * @param kernel The size of a filter along each axis after the channels
   * @param options See {@link ConvolutionLayerOptions}
   * @throws {RangeError} When a count is not a positive whole number, groups do not divide channels or filters, or there is no such activation
   */
  constructor(filters: number, kernel: Shape, options: ConvolutionLayerOptions = {}) {
    super();
    const action = `make ${this.name}`;
    const { inputChannels, groups = 1, activation } = options;
    checkCount(action, "filters", filters);
    checkCount(action, "groups", groups);
    if (inputChannels !== undefined) checkCount(action, "inputChannels", inputChannels);
    for (const [what, count] of Object.entries({ filters, inputChannels: inputChannels ?? 0 })) {
      if (count % groups === 0) continue;
      throw new RangeError(
        `Cannot ${action} as ${what} must be a multiple of groups: current ${what} is ${count}, current groups are ${groups}`,
      );
    }
    this.filters = filters;
    this.options = options;
    this.#kernel = kernel;
    this.#activation = typeof activation === "string" ? activationFromName(activation) : activation ?? null;
    this.#channels = inputChannels;
  }

  /** How the weights go over an input. */
  protected abstract convolve(x: Tensor, weight: Variable): Tensor;

  /**
   * Throws when a filter does not fit into an input, whose axes and channels are right.
   *
   * @param _shape The shape of the input
   */
  protected checkFit(_shape: Shape): void {}

  /**
   * How the weights of a group are stored.
   *
   * @param filters Shape `[filters / groups, channels / groups, ...kernel]`
   * @returns The same, unless axes are in another order
   */
  protected stored(filters: Tensor): Tensor {
    return filters;
  }

  /** What is known of an input that is enough for the weights: channels, where they were given. */
  protected override get buildShape(): Shape | null {
    const { inputChannels } = this.options;
    return inputChannels === undefined ? null : [1, inputChannels, ...this.#kernel];
  }

  /** The dtype of the parameters. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** Makes weights and biases. */
  protected override build(inputShape: Shape): void {
    const { useBias = true, groups = 1 } = this.options;
    const { weightInitializer = glorotUniform, biasInitializer = zerosInitializer } = this.options;
    this.#checkChannels(inputShape);
    const channels = inputShape[1]!;
    if (channels % groups > 0) {
      throw new ShapeError(
        this.name,
        [inputShape],
        `Cannot apply ${this.name} in ${groups} groups as the channels of its input must be a multiple of ${groups}`,
      );
    }
    const context = { random: this.random, dtype: this.dtype };
    const shape = [this.filters / groups, channels / groups, ...this.#kernel];
    const weights = Array.from({ length: groups }, () => this.stored(weightInitializer(shape, context)));
    const bias = useBias ? biasInitializer([this.filters], context) : null;
    this.weight = new Variable(groups === 1 ? weights[0]! : concat(weights), { name: "weight" });
    this.bias = bias && new Variable(bias, { name: "bias" });
    this.#channels = channels;
  }

  /**
   * The activations.
   *
   * @param x Shape `[N, C, ...]`
   * @returns Shape `[N, filters, ...]`
   * @throws {ShapeError} When there is no axis of samples or of channels, channels are not as many as before, or a filter does not fit
   */
  forward(x: Tensor): Tensor {
    const z = this.#netInput(x);
    return this.#activation === null ? z : this.#activation(z);
  }

  /** The name of its activation, if that has one. */
  get finalActivation(): ActivationName | null {
    const { activation } = this.options;
    return typeof activation === "string" ? activation : null;
  }

  /** The net input of its activation; the output, if that has no name. */
  forwardLogits(x: Tensor): Tensor {
    return this.finalActivation === null ? this.forward(x) : this.#netInput(x);
  }

  #netInput(x: Tensor): Tensor {
    this.#checkChannels(x.shape);
    this.checkFit(x.shape);
    this.ensureBuilt(x.shape);
    const z = this.convolve(x, this.weight!);
    if (this.bias === null) return z;
    return z.add(reshape(this.bias, [this.filters, ...this.#kernel.map(() => 1)]));
  }

  #checkChannels(shape: Shape): void {
    const rank = this.#kernel.length;
    checkChannels(this.name, shape, this.#channels, rank === 1 ? ["T"] : ["D", "H", "W"].slice(-rank));
  }
}

/**
 * What every layer and every model is.
 *
 * @module
 */
import type { DType, Random, Shape, Tensor, Variable } from "@chainrule/tensor";
import { ambient, defaultRandom, outsideTrace } from "@chainrule/tensor";
import { checkState } from "./check_state.ts";
import { modulesOf, variablesIn } from "./module_tree.ts";

/** Something that maps a tensor to a tensor and can be put into a `Sequential`. */
export interface Layer extends Module {
  /** The output for the input `x`. */
  forward(x: Tensor): Tensor;
  /** The name of the activation that it ends in, if it does and that has a name. */
  readonly finalActivation?: string | null;
  /** The output before the final activation, for losses that are computed together with that. */
  forwardLogits?(x: Tensor): Tensor;
}

/**
 * A layer or a model: a class whose fields are variables and other modules. 模块
 *
 * Everything that it needs to know about its parameters it finds in its fields, arrays of fields included; private `#fields`
 * stay private. A module that makes its variables once it knows the shape of its input overrides `build` and calls
 * `ensureBuilt` at the start of `forward`.
 *
 * @example A model of one's own
 * ```ts
 * import { Dense, Module } from "@chainrule/nn";
 * import { relu } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import type { Tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * class Residual extends Module {
 *   readonly inner = new Dense(2, { inputDim: 2 });
 *
 *   forward(x: Tensor): Tensor {
 *     return relu(this.inner.forward(x)).add(x);
 *   }
 * }
 * const model = new Residual();
 * assertEquals(model.namedParameters().map(([name]) => name), ["inner.weight", "inner.bias"]);
 * assertEquals(model.forward(tensor([[1, 2]])).shape, [1, 2]);
 * ```
 */
export abstract class Module {
  #training = true;
  #builtFor: Shape | null = null;
  #random: Random | null = null;

  /** The name that errors and summaries show. */
  get name(): string {
    return this.constructor.name;
  }

  /** Whether the module is being trained rather than used: dropout and batch statistics depend on it. */
  get training(): boolean {
    ambient.trace?.note("training", () => this.#training, this);
    return this.#training;
  }

  /** Switches this module alone; `train` and `eval` switch those in it, too. */
  set training(training: boolean) {
    ambient.trace?.note("training", () => this.#training, this);
    this.#training = training;
  }

  /** Switches this module and those in it to training. */
  train(): this {
    for (const module of modulesOf(this)) module.training = true;
    return this;
  }

  /** Switches this module and those in it to use: dropout passes everything, batch statistics stay. */
  eval(): this {
    for (const module of modulesOf(this)) module.training = false;
    return this;
  }

  /** Whether the variables exist. */
  get built(): boolean {
    return !this.needsBuild || this.#builtFor !== null;
  }

  /** Whether variables wait for the shape of the input: true for modules that override `build`. */
  protected get needsBuild(): boolean {
    return this.build !== Module.prototype.build;
  }

  /**
   * Makes the variables for inputs of a shape: for modules to override, and for `ensureBuilt` to call, once.
   *
   * @param _inputShape The shape of an input, with its first axis, the samples
   */
  protected build(_inputShape: Shape): void {}

  /**
   * Builds the module unless that is done. Variables get real values even while a static graph is traced.
   *
   * @param inputShape The shape of an input, with its first axis, the samples; their number does not matter
   */
  ensureBuilt(inputShape: Shape): void {
    if (this.#builtFor !== null || !this.needsBuild) return;
    outsideTrace(() => this.build(inputShape));
    this.#builtFor = inputShape;
  }

  /** The shape of an input, with one sample, where it is known before the first one comes. */
  get knownInputShape(): Shape | null {
    return null;
  }

  /** A shape of inputs that is enough to make its variables: less may be known than `knownInputShape`, such as channels without a size. */
  protected get buildShape(): Shape | null {
    return this.knownInputShape;
  }

  /** The dtype of the inputs that it is made for. */
  get dtype(): DType {
    return "float32";
  }

  /** Whether it draws random numbers after it was built, so that their place in the sequence is part of its state. */
  get stochastic(): boolean {
    return false;
  }

  /** The generator that initial values and dropout are drawn from: its own, split off from the default one when first asked. */
  get random(): Random {
    const random = this.#random ??= outsideTrace(() => defaultRandom().fork());
    ambient.trace?.note("random", () => this.#random, this);
    return random;
  }

  /** Makes this module alone draw from a generator; `useRandom` gives one to those in it, too. */
  set random(random: Random) {
    this.#random = random;
  }

  /**
   * Gives this module and those in it generators split off from `random`, so that one seed determines all. What is built already
   * keeps its values.
   *
   * @param random The generator to split from
   * @returns The module
   */
  useRandom(random: Random): this {
    for (const module of modulesOf(this)) module.random = random.fork();
    return this;
  }

  /** Whether all of its parameters are trained; set it to freeze or thaw them all. */
  get trainable(): boolean {
    return this.parameters().every((parameter) => parameter.trainable);
  }

  /** Freezes or thaws all parameters. */
  set trainable(trainable: boolean) {
    for (const parameter of this.parameters()) parameter.trainable = trainable;
  }

  /**
   * The parameters, frozen ones included.
   *
   * @throws {TypeError} When the module, or one in it, is not built
   */
  parameters(): Variable[] {
    return this.namedParameters().map(([, parameter]) => parameter);
  }

  /**
   * The parameters with their names: the path of fields that leads to them, such as `layers.0.weight`.
   *
   * @throws {TypeError} When the module, or one in it, is not built
   */
  namedParameters(): [string, Variable][] {
    return this.namedVariables().filter(([, variable]) => variable.isParameter);
  }

  /**
   * All variables with their names: parameters, running statistics and random counters.
   *
   * @throws {TypeError} When the module, or one in it, is not built
   */
  namedVariables(): [string, Variable][] {
    for (const module of modulesOf(this)) {
      const shape = module.buildShape;
      if (shape !== null) module.ensureBuilt(shape);
    }
    const waiting = modulesOf(this).find((module) => !module.built);
    if (waiting !== undefined) {
      throw new TypeError(
        `Cannot list the variables of ${this.name} as every module in it must be built: current ${waiting.name} does not know its input; give it inputDim, call ensureBuilt(inputShape), or call forward once`,
      );
    }
    return variablesIn(this);
  }

  /** Every variable as a tensor, by name: what a file stores. 状态字典 */
  stateDict(): Record<string, Tensor> {
    return Object.fromEntries(this.namedVariables().map(([name, variable]) => [name, variable.value.detach()]));
  }

  /**
   * Assigns every variable from a state. Everything is checked before anything is assigned.
   *
   * @param state What `stateDict` gave
   * @throws {RangeError} When a name is missing or unknown
   * @throws {ShapeError} When a shape differs
   * @throws {TypeError} When a dtype differs, or the module is not built
   */
  loadStateDict(state: Readonly<Record<string, Tensor>>): void {
    const variables = this.namedVariables();
    checkState(this.name, variables, state);
    for (const [name, variable] of variables) variable.assign(state[name]!);
  }
}

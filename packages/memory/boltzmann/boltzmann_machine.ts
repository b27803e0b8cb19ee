/**
 * The Boltzmann machine.
 *
 * @module
 */
import { softmax } from "@chainrule/activations";
import { noGrad } from "@chainrule/autograd";
import { Module, normalInitializer, zerosInitializer } from "@chainrule/nn";
import type { Initializer } from "@chainrule/nn";
import type { DType, Shape, Tensor, TensorLike } from "@chainrule/tensor";
import { cast, concat, logSumExp, matmul, ShapeError, sigmoid, Variable } from "@chainrule/tensor";
import { binaryStates, checkEnumerable } from "./binary_states.ts";
import { checkChains, checkCount, checkStates, checkTemperature } from "./check_states.ts";
import type { ContrastOptions } from "./contrast_options.ts";
import type { Connections } from "./enumeration.ts";
import { momentsOfAll, negativeEnergies, negativeEnergiesOfAll } from "./enumeration.ts";
import { gibbsSweep } from "./gibbs_sweep.ts";
import type { Moments } from "./moments.ts";
import { pairCount, symmetricMatrix, upperTriangle } from "./pair_weights.ts";

/** How a {@link BoltzmannMachine} is made. */
export interface BoltzmannMachineOptions {
  /** The number of units that data are given for. */
  readonly visible: number;
  /** The number of units that explain what pairs of visible ones cannot. @default 0 */
  readonly hidden?: number;
  /** How many chains live on between steps of learning. @default 0 */
  readonly chains?: number;
  /** First weights, one for each pair. @default normalInitializer(0.01) */
  readonly weightInitializer?: Initializer;
  /** First biases. @default zerosInitializer */
  readonly biasInitializer?: Initializer;
  /** The dtype of the parameters. @default "float32" */
  readonly dtype?: DType;
}

/** At which temperature. */
export interface TemperatureOptions {
  /** The temperature T. @default 1 */
  readonly temperature?: TensorLike;
}

/** Which units stay as they are. */
export interface ClampOptions {
  /** The units that stay as they are. @default none */
  readonly clamped?: readonly number[];
}

/** How long, how warm, and with which units held. */
export interface SamplingOptions extends TemperatureOptions, ClampOptions {
  /** How often each unit is drawn. @default 100 */
  readonly steps?: number;
}

/**
 * A network of stochastic units, 0 or 1, each connected with each, whose states are the likelier the lower their energy. 玻尔兹曼机
 *
 * Formula (§4.2.2): `E(s) = −Σᵢ<ⱼ wᵢⱼ sᵢ sⱼ − Σᵢ bᵢ sᵢ`, `p(s) = e^(−E(s)/T) / Z`, and given the others `p(sᵢ = 1) = σ((Σⱼ wᵢⱼ sⱼ + bᵢ) / T)`.
 * Weights are symmetric and no unit is connected with itself, as there is one weight for each pair; visible units come first.
 *
 * | what | shape |
 * | --- | --- |
 * | states | `[N, U]`, `U = visible + hidden` |
 * | `weight` | `[U (U − 1) / 2]`: `w₀₁, w₀₂, …, w₁₂, …` |
 * | `bias` | `[U]` |
 * | `chains` | `[chains, U]`, where there are any |
 *
 * It learns by gradients of two kinds: exact ones of `logLikelihood`, for few units, and sampled ones of `contrastiveDivergence`. The chapter's
 * rule is both: what units do together with the data clamped minus what they do when running free. Sampling works inside `jit`: compile one `sweep`, with the
 * temperature as an argument, for long chains.
 *
 * Source: Ackley, Hinton and Sejnowski (1985), A Learning Algorithm for Boltzmann Machines.
 *
 * @example Two units learn to agree
 * ```ts
 * import { BoltzmannMachine } from "@chainrule/memory";
 * import { backward } from "@chainrule/autograd";
 * import { SGD } from "@chainrule/optim";
 * import { tensor } from "@chainrule/tensor";
 * import { assert } from "@std/assert";
 *
 * const machine = new BoltzmannMachine({ visible: 2 });
 * const optimizer = new SGD(machine, { learningRate: 1 });
 * for (let step = 0; step < 100; step++) {
 *   backward(machine.logLikelihood(tensor([[0, 0], [1, 1]])).mean().neg());
 *   optimizer.step();
 * }
 * assert(machine.visibleProbabilities().data[3]! > 0.4);
 * ```
 */
export class BoltzmannMachine extends Module {
  /** The number of visible units. */
  readonly visible: number;
  /** The number of hidden units. */
  readonly hidden: number;
  /** The number of all units. */
  readonly units: number;
  /** The options that it was made with. */
  readonly options: BoltzmannMachineOptions;
  /** The weight of each pair of units, once built. */
  weight: Variable | null = null;
  /** The bias of each unit, once built. */
  bias: Variable | null = null;
  /** The states of the chains that live on between steps of learning, once built, if there are any. */
  chains: Variable | null = null;

  /**
   * Chooses the size.
   *
   * @param options See {@link BoltzmannMachineOptions}
   * @throws {RangeError} When there are fewer than two units, or a number is not whole
   */
  constructor(options: BoltzmannMachineOptions) {
    super();
    const { visible, hidden = 0, chains = 0 } = options;
    checkCount("make BoltzmannMachine", "visible", visible);
    checkCount("make BoltzmannMachine", "hidden", hidden, 0);
    checkCount("make BoltzmannMachine", "visible + hidden", visible + hidden, 2);
    checkCount("make BoltzmannMachine", "chains", chains, 0);
    this.visible = visible;
    this.hidden = hidden;
    this.units = visible + hidden;
    this.options = options;
  }

  /**
   * A machine with given weights, such as those of a Hopfield network.
   *
   * @param weights The matrix of weights, shape `[U, U]`; its upper triangle counts
   * @param bias The biases, shape `[U]`
   * @param options What else; all units are visible unless it says otherwise
   * @returns The machine
   * @throws {ShapeError} When the weights are no square, or there is not one bias for each unit
   *
   * @example Two units that like to be on together
   * ```ts
   * import { BoltzmannMachine } from "@chainrule/memory";
   * import { tensor } from "@chainrule/tensor";
   * import { assertEquals } from "@std/assert";
   *
   * const machine = BoltzmannMachine.fromWeights(tensor([[0, 2], [2, 0]]), tensor([0, 1]));
   * assertEquals(machine.energy(tensor([[1, 1], [1, 0]])).toArray(), [-3, 0]);
   * ```
   */
  static fromWeights(
    weights: Tensor,
    bias: Tensor,
    options: Partial<Pick<BoltzmannMachineOptions, "visible" | "chains">> = {},
  ): BoltzmannMachine {
    const units = weights.shape[0] ?? 0;
    checkConnections(weights.shape, bias.shape);
    const { visible = units, chains = 0 } = options;
    const machine = new BoltzmannMachine({
      visible,
      hidden: units - visible,
      chains,
      weightInitializer: () => upperTriangle(weights),
      biasInitializer: () => bias,
      dtype: weights.dtype,
    });
    machine.ensureBuilt([1, units]);
    return machine;
  }

  /** The shape of one state. */
  override get knownInputShape(): Shape {
    return [1, this.units];
  }

  /** The dtype of the parameters. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** True: the place in its random sequence is part of its state. */
  override get stochastic(): boolean {
    return true;
  }

  /** Makes weights, biases and chains. */
  protected override build(): void {
    const { chains = 0, weightInitializer = normalInitializer(0.01), biasInitializer = zerosInitializer } =
      this.options;
    const context = { random: this.random, dtype: this.dtype };
    this.weight = new Variable(weightInitializer([pairCount(this.units)], context), { name: "weight" });
    this.bias = new Variable(biasInitializer([this.units], context), { name: "bias" });
    if (chains > 0) this.chains = new Variable(this.#coins(chains, this.units), { name: "chains", trainable: false });
  }

  /** The weights as a symmetric matrix with a diagonal of zeros, shape `[U, U]`. */
  weights(): Tensor {
    return this.#connections().weights;
  }

  /**
   * The energy of states.
   *
   * @param states Shape `[N, U]`
   * @returns Shape `[N]`
   * @throws {ShapeError} When there is not one number for each unit
   */
  energy(states: Tensor): Tensor {
    checkStates("take the energy of BoltzmannMachine", states.shape, this.units);
    const { weights, bias } = this.#connections();
    return matmul(states, weights).mul(0.5).add(bias).mul(states).sum({ axis: 1 }).neg();
  }

  /**
   * How likely each unit is to be on, given all others.
   *
   * @param states Shape `[N, U]`
   * @param options The temperature
   * @returns Shape `[N, U]`
   * @throws {ShapeError} When there is not one number for each unit
   * @throws {RangeError} When the temperature is not positive
   */
  conditionalProbabilities(states: Tensor, { temperature = 1 }: TemperatureOptions = {}): Tensor {
    const action = "take conditional probabilities of BoltzmannMachine";
    checkStates(action, states.shape, this.units);
    checkTemperature(action, temperature);
    const { weights, bias } = this.#connections();
    return sigmoid(matmul(states, weights).add(bias).div(temperature));
  }

  /**
   * One sweep of Gibbs sampling: each unit in its turn is drawn given the others, in all chains at the same time. 吉布斯采样
   *
   * @param states Shape `[N, U]`
   * @param options The temperature, and which units stay
   * @returns The next states, shape `[N, U]`
   * @throws {ShapeError} When there is not one number for each unit
   * @throws {RangeError} When the temperature is not positive, or there is no such unit to clamp
   */
  sweep(states: Tensor, { temperature = 1, clamped = [] }: TemperatureOptions & ClampOptions = {}): Tensor {
    return this.#run("sweep BoltzmannMachine", states, [temperature], clamped);
  }

  /**
   * States from chains that run at one temperature.
   *
   * @param chains How many chains to begin by tossing coins, or states to go on from, shape `[N, U]`
   * @param options How long, how warm, and which units stay
   * @returns The states of the chains at the end, shape `[N, U]`
   * @throws {ShapeError} When there is not one number for each unit
   * @throws {RangeError} When a count is not a positive whole number, the temperature is not positive, or there is no such unit to clamp
   */
  sample(chains: number | Tensor, { steps = 100, temperature = 1, clamped = [] }: SamplingOptions = {}): Tensor {
    checkCount("sample from BoltzmannMachine", "steps", steps, 0);
    return this.#run("sample from BoltzmannMachine", chains, new Array<TensorLike>(steps).fill(temperature), clamped);
  }

  /**
   * Simulated annealing: chains that run while they are cooled, so that they end in states of low energy. 模拟退火
   *
   * Source: Kirkpatrick, Gelatt and Vecchi (1983), Optimization by Simulated Annealing.
   *
   * @param chains How many chains to begin by tossing coins, or states to go on from, shape `[N, U]`
   * @param temperatures The temperature of each sweep, such as those of `coolingSchedule`
   * @param options Which units stay
   * @returns The states of the chains at the end, shape `[N, U]`
   * @throws {ShapeError} When there is not one number for each unit
   * @throws {RangeError} When `chains` is not a positive whole number, a temperature is not positive, or there is no such unit to clamp
   */
  anneal(chains: number | Tensor, temperatures: readonly TensorLike[], { clamped = [] }: ClampOptions = {}): Tensor {
    return this.#run("anneal BoltzmannMachine", chains, temperatures, clamped);
  }

  /**
   * States with the visible units clamped and the hidden ones sampled.
   *
   * @param visible States of the visible units, shape `[N, visible]`
   * @param options How long, and how warm
   * @returns Shape `[N, U]`
   * @throws {ShapeError} When there is not one number for each visible unit
   * @throws {RangeError} When `steps` is not a whole number, or the temperature not positive
   */
  sampleHidden(visible: Tensor, options: Omit<SamplingOptions, "clamped"> = {}): Tensor {
    checkStates("sample hidden units of BoltzmannMachine", visible.shape, this.visible);
    if (this.hidden === 0) return visible;
    const states = concat([visible, this.#coins(visible.shape[0]!, this.hidden)], 1);
    return this.sample(states, { ...options, clamped: Array.from({ length: this.visible }, (_, unit) => unit) });
  }

  /**
   * The logarithm of the partition function, `ln Z = ln Σ e^(−E/T)`, from all states. 配分函数
   *
   * @param options The temperature
   * @returns A scalar
   * @throws {RangeError} When there are more than 20 units, or the temperature is not positive
   */
  logPartition({ temperature = 1 }: TemperatureOptions = {}): Tensor {
    return logSumExp(this.#logWeights("take the partition function of BoltzmannMachine", temperature));
  }

  /**
   * How likely each state is, in the order of `binaryStates`.
   *
   * @param options The temperature
   * @returns Shape `[2^U]`
   * @throws {RangeError} When there are more than 20 units, or the temperature is not positive
   */
  stateProbabilities({ temperature = 1 }: TemperatureOptions = {}): Tensor {
    return softmax(this.#logWeights("take all probabilities of BoltzmannMachine", temperature));
  }

  /**
   * How likely each state of the visible units is, whatever the hidden ones do.
   *
   * @param options The temperature
   * @returns Shape `[2^visible]`
   * @throws {RangeError} When there are more than 20 units, or the temperature is not positive
   */
  visibleProbabilities(options: TemperatureOptions = {}): Tensor {
    return this.stateProbabilities(options).reshape([2 ** this.visible, -1]).sum({ axis: 1 });
  }

  /**
   * How often units are on, alone and in pairs, from all states.
   *
   * @param options The temperature
   * @returns The moments
   * @throws {RangeError} When there are more than 20 units, or the temperature is not positive
   */
  moments(options: TemperatureOptions = {}): Moments {
    return momentsOfAll(this.stateProbabilities(options), this.bias!.value);
  }

  /**
   * The logarithm of the probability of visible states, from all states, in nats. Its gradient is what units do together with the data clamped, minus
   * what they do when running free. 对数似然
   *
   * @param visible States of the visible units, shape `[N, visible]`
   * @param options The temperature
   * @returns Shape `[N]`
   * @throws {ShapeError} When there is not one number for each visible unit
   * @throws {RangeError} When there are more than 20 units, or the temperature is not positive
   */
  logLikelihood(visible: Tensor, { temperature = 1 }: TemperatureOptions = {}): Tensor {
    checkStates("take the likelihood of BoltzmannMachine", visible.shape, this.visible);
    const partition = this.logPartition({ temperature });
    const clamped = negativeEnergies(this.#connections(), visible, binaryStates(this.hidden, this.dtype));
    return logSumExp(clamped.div(temperature), { axis: 1 }).sub(partition);
  }

  /**
   * A scalar whose gradient is the sampled rule of learning: the mean energy with the data clamped minus that of states that the machine makes up
   * itself. Only the gradient means something. 对比散度
   *
   * The machine begins to make up states at the data, or goes on with its own chains, which then are assigned their new states.
   *
   * Source: Ackley, Hinton and Sejnowski (1985); Hinton (2002), Training Products of Experts by Minimizing Contrastive Divergence;
   * Tieleman (2008), Training Restricted Boltzmann Machines using Approximations to the Likelihood Gradient.
   *
   * @param visible States of the visible units, shape `[N, visible]`
   * @param options How many sweeps, and from where
   * @returns A scalar
   * @throws {ShapeError} When there is not one number for each visible unit
   * @throws {RangeError} When `steps` is not a positive whole number, or there are no persistent chains
   */
  contrastiveDivergence(visible: Tensor, { steps = 1, persistent = false }: ContrastOptions = {}): Tensor {
    const action = "take contrastive divergence of BoltzmannMachine";
    checkStates(action, visible.shape, this.visible);
    checkCount(action, "steps", steps);
    if (persistent) checkChains(action, this.options.chains ?? 0);
    this.ensureBuilt(this.knownInputShape);
    const data = this.sampleHidden(visible, { steps });
    const energy = this.energy(data).mean();
    const model = this.sample(persistent ? this.chains!.value : data, { steps });
    if (persistent) this.chains!.assign(model);
    return energy.sub(this.energy(model).mean());
  }

  #connections(): Connections {
    this.ensureBuilt(this.knownInputShape);
    return { weights: symmetricMatrix(this.weight!, this.units, this.dtype), bias: this.bias!.value };
  }

  #logWeights(action: string, temperature: TensorLike): Tensor {
    checkTemperature(action, temperature);
    checkEnumerable(action, this.units, "sample from it instead");
    return negativeEnergiesOfAll(this.#connections()).div(temperature);
  }

  #run(
    action: string,
    chains: number | Tensor,
    temperatures: readonly TensorLike[],
    clamped: readonly number[],
  ): Tensor {
    if (typeof chains === "number") checkCount(action, "chains", chains);
    else checkStates(action, chains.shape, this.units);
    temperatures.forEach((temperature) => checkTemperature(action, temperature));
    checkClamped(action, clamped, this.units);
    const units = Array.from({ length: this.units }, (_, unit) => unit).filter((unit) => !clamped.includes(unit));
    return noGrad(() => {
      const connections = this.#connections();
      let states = typeof chains === "number" ? this.#coins(chains, this.units) : chains;
      for (const temperature of temperatures) {
        states = gibbsSweep(connections, states, { random: this.random, temperature, units });
      }
      return states;
    });
  }

  #coins(rows: number, columns: number): Tensor {
    return cast(this.random.bernoulli([rows, columns]), this.dtype);
  }
}

function checkConnections(weights: Shape, bias: Shape): void {
  const [units] = weights;
  if (weights.length !== 2 || weights[1] !== units) {
    throw new ShapeError(
      "BoltzmannMachine",
      [weights],
      "Cannot make BoltzmannMachine as weights must have shape [U, U]",
    );
  }
  if (bias.length !== 1 || bias[0] !== units) {
    throw new ShapeError("BoltzmannMachine", [bias], `Cannot make BoltzmannMachine as bias must have shape [${units}]`);
  }
}

function checkClamped(action: string, clamped: readonly number[], units: number): void {
  const wrong = clamped.find((unit) => !(Number.isInteger(unit) && unit >= 0 && unit < units));
  if (wrong === undefined) return;
  throw new RangeError(`Cannot ${action} as clamped units must be in [0, ${units}): current unit is ${wrong}`);
}

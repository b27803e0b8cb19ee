/**
 * The restricted Boltzmann machine.
 *
 * @module
 */
import { noGrad } from "@chainrule/autograd";
import { Module, normalInitializer, zerosInitializer } from "@chainrule/nn";
import type { Initializer } from "@chainrule/nn";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { cast, matmul, sigmoid, softplus, transpose, Variable } from "@chainrule/tensor";
import { checkEnumerable } from "./binary_states.ts";
import { checkChains, checkChoice, checkCount, checkStates } from "./check_states.ts";
import type { RBMContrastOptions } from "./contrast_options.ts";
import { logPartitionOverLayer } from "./layer_enumeration.ts";
import type { PseudoLikelihoodOptions } from "./pseudo_likelihood.ts";
import { pseudoLogLikelihood, pseudoLogLikelihoodOfOne } from "./pseudo_likelihood.ts";

/** How an {@link RBM} is made. */
export interface RBMOptions {
  /** How many chains live on between steps of learning. @default 0 */
  readonly chains?: number;
  /** First weights. @default normalInitializer(0.01) */
  readonly weightInitializer?: Initializer;
  /** First biases of the visible units. @default zerosInitializer */
  readonly visibleBiasInitializer?: Initializer;
  /** First biases of the hidden units. @default zerosInitializer */
  readonly hiddenBiasInitializer?: Initializer;
  /** The dtype of the parameters. @default "float32" */
  readonly dtype?: DType;
}

const kinds = ["states", "probabilities"] as const;

/** How long chains run. */
export interface ChainOptions extends Pick<RBMContrastOptions, "visible"> {
  /** How many steps of Gibbs sampling. @default 100 */
  readonly steps?: number;
}

/**
 * A restricted Boltzmann machine: stochastic units, 0 or 1, in two layers with weights between layers only, so that a whole layer is drawn at once.
 * 受限玻尔兹曼机
 *
 * Formula (§4.2.2): `E(v, h) = −a·v − b·h − vᵀ W h`, `p(v, h) = e^(−E) / Z`, `p(hⱼ = 1 | v) = σ(bⱼ + (vᵀ W)ⱼ)`, `p(vᵢ = 1 | h) = σ(aᵢ + (W h)ᵢ)`,
 * and with the hidden units summed over `F(v) = −a·v − Σⱼ softplus(bⱼ + (vᵀ W)ⱼ)`, `p(v) = e^(−F(v)) / Z`
 *
 * | what | shape |
 * | --- | --- |
 * | visible states v | `[N, visible]` |
 * | hidden states h | `[N, hidden]` |
 * | `weight` W | `[visible, hidden]` |
 * | `visibleBias` a | `[visible]` |
 * | `hiddenBias` b | `[hidden]` |
 * | `chains` | `[chains, visible]`, where there are any |
 *
 * It learns by `backward(rbm.contrastiveDivergence(x))` and any optimizer, inside `jit` too. As a layer it gives the probabilities of its hidden
 * units: features that another network can use. Visible values between 0 and 1, such as shades of grey, count as probabilities.
 *
 * Source: Smolensky (1986), Information Processing in Dynamical Systems; Hinton (2012), A Practical Guide to Training Restricted Boltzmann
 * Machines.
 *
 * @example Learning two patterns
 * ```ts
 * import { RBM } from "@chainrule/memory";
 * import { backward } from "@chainrule/autograd";
 * import { SGD } from "@chainrule/optim";
 * import { Random, tensor } from "@chainrule/tensor";
 * import { assert } from "@std/assert";
 *
 * const rbm = new RBM(3, 2).useRandom(new Random(1));
 * const optimizer = new SGD(rbm, { learningRate: 0.5 });
 * const x = tensor([[1, 1, 0], [0, 1, 1]]);
 * const before = rbm.logLikelihood(x).mean().item();
 * for (let i = 0; i < 200; i++) { backward(rbm.contrastiveDivergence(x)); optimizer.step(); }
 * assert(rbm.logLikelihood(x).mean().item() > before + 0.5);
 * ```
 */
export class RBM extends Module {
  /** The number of visible units. */
  readonly visible: number;
  /** The number of hidden units. */
  readonly hidden: number;
  /** The options that it was made with. */
  readonly options: RBMOptions;
  /** The weights between the layers, once built. */
  weight: Variable | null = null;
  /** The biases of the visible units, once built. */
  visibleBias: Variable | null = null;
  /** The biases of the hidden units, once built. */
  hiddenBias: Variable | null = null;
  /** The visible states of the chains that live on between steps of learning, once built, if there are any. */
  chains: Variable | null = null;

  /**
   * Chooses the size.
   *
   * @param visible The number of visible units
   * @param hidden The number of hidden units
   * @param options See {@link RBMOptions}
   * @throws {RangeError} When a count is not a positive whole number
   */
  constructor(visible: number, hidden: number, options: RBMOptions = {}) {
    super();
    checkCount("make RBM", "visible", visible);
    checkCount("make RBM", "hidden", hidden);
    checkCount("make RBM", "chains", options.chains ?? 0, 0);
    this.visible = visible;
    this.hidden = hidden;
    this.options = options;
  }

  /** The shape of one visible state. */
  override get knownInputShape(): Shape {
    return [1, this.visible];
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
    const { chains = 0, weightInitializer = normalInitializer(0.01) } = this.options;
    const { visibleBiasInitializer = zerosInitializer, hiddenBiasInitializer = zerosInitializer } = this.options;
    const context = { random: this.random, dtype: this.dtype };
    const { visible, hidden } = this;
    this.weight = new Variable(weightInitializer([visible, hidden], context), { name: "weight" });
    this.visibleBias = new Variable(visibleBiasInitializer([visible], context), { name: "visibleBias" });
    this.hiddenBias = new Variable(hiddenBiasInitializer([hidden], context), { name: "hiddenBias" });
    if (chains > 0) this.chains = new Variable(this.#coins(chains), { name: "chains", trainable: false });
  }

  /**
   * The probabilities of the hidden units: what it gives as a layer.
   *
   * @param x Visible states, shape `[N, visible]`
   * @returns Shape `[N, hidden]`
   * @throws {ShapeError} When there is not one number for each visible unit
   */
  forward(x: Tensor): Tensor {
    return this.hiddenProbabilities(x);
  }

  /**
   * How likely each hidden unit is to be on.
   *
   * @param visible Visible states, shape `[N, visible]`
   * @returns Shape `[N, hidden]`
   * @throws {ShapeError} When there is not one number for each visible unit
   */
  hiddenProbabilities(visible: Tensor): Tensor {
    return sigmoid(this.#netInput("take hidden probabilities of RBM", visible));
  }

  /**
   * How likely each visible unit is to be on.
   *
   * @param hidden Hidden states, shape `[N, hidden]`
   * @returns Shape `[N, visible]`
   * @throws {ShapeError} When there is not one number for each hidden unit
   */
  visibleProbabilities(hidden: Tensor): Tensor {
    checkStates("take visible probabilities of RBM", hidden.shape, this.hidden);
    this.ensureBuilt(this.knownInputShape);
    return sigmoid(matmul(hidden, transpose(this.weight!)).add(this.visibleBias!));
  }

  /**
   * Hidden states, drawn given visible ones.
   *
   * @param visible Visible states, shape `[N, visible]`
   * @returns Shape `[N, hidden]`
   * @throws {ShapeError} When there is not one number for each visible unit
   */
  sampleHidden(visible: Tensor): Tensor {
    return noGrad(() => this.draw(this.hiddenProbabilities(visible)));
  }

  /**
   * Visible states, drawn given hidden ones.
   *
   * @param hidden Hidden states, shape `[N, hidden]`
   * @returns Shape `[N, visible]`
   * @throws {ShapeError} When there is not one number for each hidden unit
   */
  sampleVisible(hidden: Tensor): Tensor {
    return noGrad(() => this.draw(this.visibleProbabilities(hidden)));
  }

  /**
   * Visible states from chains of Gibbs sampling: hidden units drawn given visible ones, and visible given hidden, step after step. 吉布斯采样
   *
   * @param chains How many chains to begin by tossing coins, or visible states to go on from, shape `[N, visible]`
   * @param options How many steps, and what they give
   * @returns Shape `[N, visible]`
   * @throws {ShapeError} When there is not one number for each visible unit
   * @throws {RangeError} When a count is not a positive whole number, or steps give something unknown
   */
  sample(chains: number | Tensor, { steps = 100, visible = "states" }: ChainOptions = {}): Tensor {
    const action = "sample from RBM";
    checkCount(action, "steps", steps, 0);
    checkChoice(action, "visible", visible, kinds);
    if (typeof chains === "number") checkCount(action, "chains", chains);
    else checkStates(action, chains.shape, this.visible);
    this.ensureBuilt(this.knownInputShape);
    const first = typeof chains === "number" ? this.#coins(chains) : chains;
    return this.#run(first, steps, visible);
  }

  /**
   * What visible units are likely to be, given what hidden ones are likely to be, given visible ones. 重构
   *
   * @param visible Visible states, shape `[N, visible]`
   * @returns Shape `[N, visible]`
   * @throws {ShapeError} When there is not one number for each visible unit
   */
  reconstruct(visible: Tensor): Tensor {
    return this.visibleProbabilities(this.hiddenProbabilities(visible));
  }

  /**
   * The energy of states.
   *
   * @param visible Shape `[N, visible]`
   * @param hidden Shape `[N, hidden]`
   * @returns Shape `[N]`
   * @throws {ShapeError} When there is not one number for each unit
   */
  energy(visible: Tensor, hidden: Tensor): Tensor {
    const action = "take the energy of RBM";
    checkStates(action, hidden.shape, this.hidden);
    const net = this.#netInput(action, visible);
    return net.mul(hidden).sum({ axis: 1 }).add(visible.mul(this.visibleBias!).sum({ axis: 1 })).neg();
  }

  /**
   * The energy of visible states with the hidden units summed over: the lower, the likelier. 自由能
   *
   * @param visible Shape `[N, visible]`
   * @returns Shape `[N]`
   * @throws {ShapeError} When there is not one number for each visible unit
   */
  freeEnergy(visible: Tensor): Tensor {
    const net = this.#netInput("take the free energy of RBM", visible);
    return softplus(net).sum({ axis: 1 }).add(visible.mul(this.visibleBias!).sum({ axis: 1 })).neg();
  }

  /**
   * A scalar whose gradient is that of contrastive divergence: the mean free energy of the data minus that of states that the machine makes up itself.
   * Only the gradient means something. 对比散度
   *
   * The machine begins to make up states at the data, or goes on with its own chains, which then are assigned their new states.
   *
   * Source: Hinton (2002), Training Products of Experts by Minimizing Contrastive Divergence; Tieleman (2008), Training Restricted Boltzmann Machines
   * using Approximations to the Likelihood Gradient.
   *
   * @param visible Visible states, shape `[N, visible]`
   * @param options How many steps, from where, and what is made up
   * @returns A scalar
   * @throws {ShapeError} When there is not one number for each visible unit
   * @throws {RangeError} When `steps` is not a positive whole number, steps give something unknown, or there are no persistent chains
   */
  contrastiveDivergence(
    visible: Tensor,
    { steps = 1, persistent = false, visible: kind = "states" }: RBMContrastOptions = {},
  ): Tensor {
    const action = "take contrastive divergence of RBM";
    checkStates(action, visible.shape, this.visible);
    checkCount(action, "steps", steps);
    checkChoice(action, "visible", kind, kinds);
    if (persistent) checkChains(action, this.options.chains ?? 0);
    this.ensureBuilt(this.knownInputShape);
    const energy = this.freeEnergy(visible).mean();
    const model = this.#run(persistent ? this.chains!.value : visible, steps, kind);
    if (persistent) this.chains!.assign(model);
    return energy.sub(this.freeEnergy(model).mean());
  }

  /**
   * The logarithm of the pseudo-likelihood: how likely each visible unit is to be what it is, given all others. It needs no partition function. 伪似然
   *
   * Formula: `Σᵢ ln p(vᵢ | v without i)` with `p(vᵢ = 1 | v without i) = σ(F(v with vᵢ = 0) − F(v with vᵢ = 1))`; values between 0 and 1 count as
   * probabilities. Source: Besag (1975), Statistical Analysis of Non-Lattice Data.
   *
   * @param visible Visible states, shape `[N, visible]`
   * @param options Whether all units are asked, or one at random stands for all
   * @returns In nats, shape `[N]`
   * @throws {ShapeError} When there is not one number for each visible unit
   * @throws {RangeError} When `units` is neither all nor one
   */
  pseudoLogLikelihood(visible: Tensor, { units = "all" }: PseudoLikelihoodOptions = {}): Tensor {
    const action = "take the pseudo-likelihood of RBM";
    checkChoice(action, "units", units, ["all", "one"]);
    const net = this.#netInput(action, visible);
    if (units === "one") return pseudoLogLikelihoodOfOne(visible, (v) => this.freeEnergy(v), this.random);
    return pseudoLogLikelihood(visible, net, { weight: this.weight!.value, visibleBias: this.visibleBias!.value });
  }

  /**
   * The logarithm of the partition function, `ln Z = ln Σ e^(−E)`, by going through all states of the smaller layer. 配分函数
   *
   * @returns A scalar
   * @throws {RangeError} When both layers have more than 20 units
   */
  logPartition(): Tensor {
    const smaller = Math.min(this.visible, this.hidden);
    checkEnumerable("take the partition function of RBM", smaller, "go by pseudoLogLikelihood instead");
    this.ensureBuilt(this.knownInputShape);
    const [weight, visibleBias, hiddenBias] = [this.weight!.value, this.visibleBias!.value, this.hiddenBias!.value];
    return this.visible <= this.hidden
      ? logPartitionOverLayer({ ownBias: visibleBias, otherBias: hiddenBias, weight })
      : logPartitionOverLayer({ ownBias: hiddenBias, otherBias: visibleBias, weight: transpose(weight) });
  }

  /**
   * The logarithm of the probability of visible states, in nats; its gradient is what contrastive divergence comes near to. 对数似然
   *
   * @param visible Visible states, shape `[N, visible]`
   * @returns Shape `[N]`
   * @throws {ShapeError} When there is not one number for each visible unit
   * @throws {RangeError} When both layers have more than 20 units
   */
  logLikelihood(visible: Tensor): Tensor {
    return this.freeEnergy(visible).add(this.logPartition()).neg();
  }

  /** Draws states with given probabilities: for variants to override. */
  protected draw(probabilities: Tensor): Tensor {
    return cast(this.random.bernoulli(probabilities.shape, probabilities), probabilities.dtype);
  }

  #run(first: Tensor, steps: number, kind: "states" | "probabilities"): Tensor {
    return noGrad(() => {
      let visible = first;
      for (let step = 0; step < steps; step++) {
        const hidden = this.sampleHidden(visible);
        visible = kind === "states" ? this.sampleVisible(hidden) : this.visibleProbabilities(hidden);
      }
      return visible;
    });
  }

  #netInput(action: string, visible: Tensor): Tensor {
    checkStates(action, visible.shape, this.visible);
    this.ensureBuilt(this.knownInputShape);
    return matmul(visible, this.weight!).add(this.hiddenBias!);
  }

  #coins(rows: number): Tensor {
    return cast(this.random.bernoulli([rows, this.visible]), this.dtype);
  }
}

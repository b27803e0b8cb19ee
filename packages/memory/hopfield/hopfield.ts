/**
 * The Hopfield network.
 *
 * @module
 */
import { Module } from "@chainrule/nn";
import type { DType, Tensor } from "@chainrule/tensor";
import {
  add,
  cast,
  div,
  eye,
  isFloat,
  matmul,
  mul,
  nearestName,
  reshape,
  sub,
  sum,
  transpose,
  Variable,
  zeros,
} from "@chainrule/tensor";
import { checkCount } from "../check_count.ts";
import { checkSigns, checkUnits } from "./check_states.ts";
import type { Couplings } from "./couplings.ts";
import { couplingsOf, updated } from "./couplings.ts";
import { widened } from "./projection.ts";
import type { Recall, RecallOptions } from "./recall.ts";
import { checkRecallOptions, recallOf } from "./recall.ts";
import { recallAtOnce } from "./recall_at_once.ts";
import { recallInTurn } from "./recall_in_turn.ts";

/** How patterns become weights. */
export type StorageRule = "hebb" | "pseudoInverse";

/** How a {@link Hopfield} network is made. */
export interface HopfieldOptions {
  /** How patterns become weights. @default "hebb" */
  readonly rule?: StorageRule;
  /** Whether units act on themselves. They then hold on to what they are, and less damage is repaired. @default false */
  readonly selfConnections?: boolean;
  /** The float dtype of weights and thresholds. @default "float32" */
  readonly dtype?: DType;
}

const rules: readonly StorageRule[] = ["hebb", "pseudoInverse"];

/**
 * A Hopfield network: units of ±1, all connected, that fall back into the stored pattern that a damaged one resembles. 霍普菲尔德网络
 *
 * Update (§4.2.2): `sᵢ ← sign(Σⱼ wᵢⱼ sⱼ − θᵢ)`; a field of zero keeps the unit as it is.
 *
 * Energy: `E(s) = −½ Σᵢⱼ wᵢⱼ sᵢ sⱼ + Σᵢ θᵢ sᵢ`; updates one unit at a time never raise it, so that they come to rest. Updates of all units at
 * once may end in going back and forth between two states.
 *
 * | rule | memory | remembers |
 * | --- | --- | --- |
 * | `"hebb"` | `M = 1/N Σ x xᵀ` over the patterns x | about 0.138 N random patterns, with few wrong units |
 * | `"pseudoInverse"` | `M = X X⁺`, the projection onto the patterns, columns of X | every pattern exactly, correlated ones too; 10 % of damage is repaired up to about 0.4 N random ones |
 *
 * Weights are the memory without its diagonal, unless `selfConnections` is set.
 *
 * | what | shape |
 * | --- | --- |
 * | patterns, states | `[..., N]`, of ±1 |
 * | `memory` | `[N, N]` |
 * | `threshold` | `[N]`, zeros until something is assigned |
 *
 * Fields are summed in float64; one that is zero but for the rounding of the weights counts as zero.
 *
 * Sources: Hopfield (1982), Neural Networks and Physical Systems with Emergent Collective Computational Abilities; Personnaz, Guyon and
 * Dreyfus (1985), Information Storage and Retrieval in Spin-Glass Like Neural Networks; Amit, Gutfreund and Sompolinsky (1985), Storing
 * Infinite Numbers of Patterns in a Spin-Glass Model of Neural Networks.
 *
 * @example A damaged pattern is repaired
 * ```ts
 * import { Hopfield } from "@chainrule/memory";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const network = new Hopfield(6).store(tensor([[1, 1, 1, -1, -1, -1], [1, -1, 1, -1, 1, -1]]));
 * const { state, converged } = network.recall(tensor([-1, 1, 1, -1, -1, -1]));
 * assertEquals(state.toArray(), [1, 1, 1, -1, -1, -1]);
 * assertEquals(converged.toArray(), true);
 * ```
 */
export class Hopfield extends Module {
  /** The number of units, N. */
  readonly units: number;
  /** The options that it was made with. */
  readonly options: HopfieldOptions;
  /** What the rule made of the patterns, with its diagonal. No parameter: patterns are stored, not learned by gradients. */
  readonly memory: Variable;
  /** How large a field a unit must have to be 1. No parameter. */
  readonly threshold: Variable;

  /**
   * A network that remembers nothing yet.
   *
   * @param units The number of units
   * @param options See {@link HopfieldOptions}
   * @throws {RangeError} When `units` is not a positive whole number, or there is no such rule
   * @throws {TypeError} When the dtype is not a float dtype
   */
  constructor(units: number, options: HopfieldOptions = {}) {
    super();
    const { rule = "hebb", dtype = "float32" } = options;
    checkCount("make Hopfield", "units", units);
    if (!rules.includes(rule)) throw nearestName("make Hopfield", "rule", rule, rules);
    if (!isFloat(dtype)) {
      throw new TypeError(`Cannot make Hopfield as dtype must be float32 or float64: current dtype is ${dtype}`);
    }
    this.units = units;
    this.options = options;
    this.memory = new Variable(zeros([units, units], dtype), { name: "memory", trainable: false });
    this.threshold = new Variable(zeros([units], dtype), { name: "threshold", trainable: false });
  }

  /** The dtype of weights and thresholds. */
  override get dtype(): DType {
    return this.memory.dtype;
  }

  /** The weights: the memory without its diagonal, unless units act on themselves. Shape `[N, N]`. */
  get weight(): Tensor {
    const memory = this.memory.value;
    return this.options.selfConnections ? memory : mul(memory, sub(1, eye(this.units, this.units, this.dtype)));
  }

  /**
   * Stores patterns beside those that are stored already.
   *
   * @param patterns Patterns of ±1, shape `[P, N]`, or `[N]` for a single one
   * @returns The network
   * @throws {ShapeError} When a pattern does not have N units
   * @throws {RangeError} When an element is neither 1 nor −1
   */
  store(patterns: Tensor): this {
    checkUnits("store patterns", "they", patterns, this.units);
    checkSigns("store patterns", "they", patterns);
    const rows = cast(this.#rows(patterns), "float64");
    const memory = cast(this.memory.value.detach(), "float64");
    const next = this.options.rule === "pseudoInverse"
      ? widened(memory, rows, this.dtype as "float32" | "float64")
      : add(memory, div(matmul(transpose(rows), rows), this.units));
    this.memory.assign(cast(next, this.dtype));
    return this;
  }

  /**
   * The energy of states.
   *
   * @param states Shape `[..., N]`
   * @returns Shape `[...]`
   * @throws {ShapeError} When a state does not have N units
   */
  energy(states: Tensor): Tensor {
    checkUnits("take the energy of states", "they", states, this.units);
    const rows = cast(this.#rows(states), this.dtype);
    const fields = matmul(rows, transpose(this.weight));
    const energies = sum(mul(rows, sub(this.threshold.value, mul(fields, 0.5))), { axis: 1 });
    return reshape(energies, states.shape.slice(0, -1));
  }

  /**
   * One update of all units at once, made of operations: a step of synchronous recall that can be compiled.
   *
   * @param states Shape `[..., N]`
   * @returns The next states, the same shape and dtype
   * @throws {ShapeError} When a state does not have N units
   */
  forward(states: Tensor): Tensor {
    checkUnits("update states", "they", states, this.units);
    return updated(states, this.#couplings());
  }

  /**
   * Lets states fall into a pattern: updates units until none wants to change. Several states take no notice of each other.
   *
   * @param states States of ±1, shape `[..., N]`
   * @param options See {@link RecallOptions}
   * @returns The states in the end, and how they came there
   * @throws {ShapeError} When a state does not have N units
   * @throws {RangeError} When an element is neither 1 nor −1, or an option is not one of those that there are
   *
   * @example Two units that copy each other go back and forth, if both change at once
   * ```ts
   * import { Hopfield } from "@chainrule/memory";
   * import { tensor } from "@chainrule/tensor";
   * import { assertEquals } from "@std/assert";
   *
   * const network = new Hopfield(2).store(tensor([1, 1]));
   * const { alternates } = network.recall(tensor([1, -1]), { mode: "synchronous" });
   * assertEquals(alternates.toArray(), true);
   * assertEquals(network.recall(tensor([1, -1])).state.toArray(), [-1, -1]);
   * ```
   */
  recall(states: Tensor, options: RecallOptions = {}): Recall {
    const { mode = "asynchronous", maxSweeps = 100, random = null, record = null } = options;
    checkUnits("recall", "states", states, this.units);
    checkSigns("recall", "states", states);
    checkRecallOptions(options);
    const rows = cast(this.#rows(states), "float64").detach();
    const couplings = this.#couplings();
    const courses = mode === "synchronous"
      ? recallAtOnce(rows, couplings, { maxSweeps, record })
      : recallInTurn(rows, couplings, { maxSweeps, record, random });
    return recallOf(courses, states, record !== null);
  }

  #couplings(): Couplings {
    return couplingsOf(this.memory.value, this.weight, this.threshold.value);
  }

  #rows(states: Tensor): Tensor {
    return reshape(states, [states.size / this.units, this.units]);
  }
}

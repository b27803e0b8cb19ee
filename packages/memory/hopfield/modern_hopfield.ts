/**
 * The modern Hopfield network.
 *
 * @module
 */
import { softmax } from "@chainrule/activations";
import type { Shape, Tensor, TensorLike } from "@chainrule/tensor";
import {
  add,
  div,
  logSumExp,
  matmul,
  max,
  mul,
  reshape,
  ShapeError,
  square,
  sub,
  sum,
  transpose,
} from "@chainrule/tensor";
import { checkCount } from "../check_count.ts";

/** How sharply a modern Hopfield network tells patterns apart. */
export interface ModernHopfieldEnergyOptions {
  /** The inverse temperature β: the larger, the more the nearest pattern alone counts. May be learned. @default 1 / √N */
  readonly beta?: TensorLike;
}

/** How a modern Hopfield network recalls. */
export interface ModernHopfieldOptions extends ModernHopfieldEnergyOptions {
  /** The number of updates. @default 1 */
  readonly steps?: number;
}

/**
 * A modern, continuous Hopfield network: draws states towards the stored pattern that they resemble, mostly in a single step. 现代霍普菲尔德网络
 *
 * Formula: `ξ ← Xᵀ softmax(β X ξ)`, rows of X being the patterns
 *
 * That is attention: with ξ as the query, X as keys and as values, and `β = 1 / √N`, one update is `scaledDotProductAttention`. Where β is small, a state goes to a
 * mean of patterns that resemble each other; where it is large, to one of them. The number of patterns that it can hold grows
 * exponentially with N.
 *
 * | what | shape |
 * | --- | --- |
 * | `states` | `[N]`, or `[..., S, N]` for S states |
 * | `patterns` | `[..., P, N]`, leading axes broadcast |
 * | output | as the states |
 *
 * Source: Ramsauer et al. (2020), Hopfield Networks is All You Need.
 *
 * @param states Where to begin
 * @param patterns What is stored, of any real numbers
 * @param options See {@link ModernHopfieldOptions}
 * @returns The states after the last step
 * @throws {ShapeError} When states and patterns do not have the same N, or patterns are no matrix
 * @throws {RangeError} When β is not a positive number, or `steps` not a positive whole number
 *
 * @example One step from a blurred pattern
 * ```ts
 * import { modernHopfield } from "@chainrule/memory";
 * import { tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const patterns = tensor([[3, 0, 1], [0, 2, -1]]);
 * const [first] = modernHopfield(tensor([2, 0.5, 0]), patterns, { beta: 4 }).toArray() as number[];
 * assertAlmostEquals(first!, 3, 1e-6);
 * ```
 */
export function modernHopfield(
  states: Tensor,
  patterns: Tensor,
  { beta, steps = 1 }: ModernHopfieldOptions = {},
): Tensor {
  const action = "recall by modernHopfield";
  checkShapes(action, states, patterns);
  checkCount(action, "steps", steps);
  const sharpness = sharpnessOf(action, beta, patterns);
  let rows = asRows(states);
  for (let step = 0; step < steps; step++) {
    const weights = softmax(mul(matmul(rows, transpose(patterns)), sharpness), { axis: -1 });
    rows = matmul(weights, patterns);
  }
  return states.rank === 1 ? withoutRows(rows, rows.shape.slice(-1)) : rows;
}

/**
 * The energy of states in a modern Hopfield network, which no update raises. It is at least 0. 能量
 *
 * Formula: `E(ξ) = −1/β log Σₚ exp(β xₚ·ξ) + ½ ξ·ξ + 1/β log P + ½ M²`, M being the length of the longest pattern
 *
 * | what | shape |
 * | --- | --- |
 * | `states` | `[N]`, or `[..., S, N]` for S states |
 * | `patterns` | `[..., P, N]`, leading axes broadcast |
 * | output | as the states, without N |
 *
 * Source: Ramsauer et al. (2020), Hopfield Networks is All You Need.
 *
 * @param states The states
 * @param patterns What is stored
 * @param options See {@link ModernHopfieldEnergyOptions}
 * @returns The energies
 * @throws {ShapeError} When states and patterns do not have the same N, or patterns are no matrix
 * @throws {RangeError} When β is not a positive number
 *
 * @example An update lowers it
 * ```ts
 * import { modernHopfield, modernHopfieldEnergy } from "@chainrule/memory";
 * import { tensor } from "@chainrule/tensor";
 * import { assert } from "@std/assert";
 *
 * const patterns = tensor([[3, 0, 1], [0, 2, -1]]);
 * const state = tensor([2, 0.5, 0]);
 * const energy = modernHopfieldEnergy(modernHopfield(state, patterns), patterns);
 * assert(energy.item() < modernHopfieldEnergy(state, patterns).item());
 * ```
 */
export function modernHopfieldEnergy(
  states: Tensor,
  patterns: Tensor,
  { beta }: ModernHopfieldEnergyOptions = {},
): Tensor {
  const action = "take the energy of modernHopfield";
  checkShapes(action, states, patterns);
  const sharpness = sharpnessOf(action, beta, patterns);
  const rows = asRows(states);
  const similarities = mul(matmul(rows, transpose(patterns)), sharpness);
  const nearness = div(sub(logSumExp(similarities, { axis: -1 }), Math.log(patterns.shape.at(-2)!)), sharpness);
  const longest = max(sum(square(patterns), { axis: -1 }), { axis: -1, keepDims: true });
  const energies = sub(mul(add(sum(square(rows), { axis: -1 }), longest), 0.5), nearness);
  return states.rank === 1 ? withoutRows(energies, []) : energies;
}

function asRows(states: Tensor): Tensor {
  return states.rank === 1 ? reshape(states, [1, states.size]) : states;
}

/** Takes out the axis of a single row; `last` is what is behind it. */
function withoutRows(x: Tensor, last: Shape): Tensor {
  return reshape(x, [...x.shape.slice(0, x.rank - 1 - last.length), ...last]);
}

function sharpnessOf(action: string, beta: TensorLike | undefined, patterns: Tensor): TensorLike {
  if (beta === undefined) return 1 / Math.sqrt(patterns.shape.at(-1)!);
  if (typeof beta !== "number" || (beta > 0 && beta < Infinity)) return beta;
  throw new RangeError(`Cannot ${action} as beta must be a positive number: current beta is ${beta}`);
}

function checkShapes(action: string, states: Tensor, patterns: Tensor): void {
  if (states.rank > 0 && patterns.rank > 1 && states.shape.at(-1) === patterns.shape.at(-1)) return;
  throw new ShapeError(
    "modernHopfield",
    [states.shape, patterns.shape],
    `Cannot ${action} as states must have shape [..., N] and patterns [P, N]`,
  );
}

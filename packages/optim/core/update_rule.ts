/**
 * How an optimizer changes one parameter: the formula, apart from everything around it.
 *
 * @module
 */
import type { Tensor, Variable } from "@chainrule/tensor";
import { fromValues, zeros } from "@chainrule/tensor";

/** Makes the first value of a slot, which is what an optimizer remembers about one parameter. 优化器状态 */
export type Slot = (parameter: Variable) => Tensor;

/** What a rule is given for one parameter. */
export interface Given<S extends string = string> {
  /** The value of the parameter. */
  readonly value: Tensor;
  /** Its gradient, with the same shape and dtype. */
  readonly gradient: Tensor;
  /** The learning rate, a float64 scalar. */
  readonly learningRate: Tensor;
  /** The slots that the rule declares. */
  readonly state: { readonly [K in S]: Tensor };
}

/** What a rule gives back for one parameter. */
export interface Updated<S extends string = string> {
  /** The next value of the parameter. */
  readonly value: Tensor;
  /** The next values of slots; a slot that is left out stays. */
  readonly state?: { readonly [K in S]?: Tensor };
}

/**
 * The formula of an optimizer: a pure function of tensors, written with operations only, so that `jit` can record it.
 * `S` names the slots that it may declare. 更新规则
 */
export interface UpdateRule<S extends string = string> {
  /** The name that errors show. */
  readonly name: string;
  /** What is remembered about each parameter between steps. */
  readonly slots: { readonly [K in S]?: Slot };
  /** The next value of a parameter and of its slots. */
  update(given: Given<S>): Updated<S>;
}

/** A slot of zeros in the shape and dtype of the parameter. */
export function zerosLike(parameter: Variable): Tensor {
  return zeros(parameter.shape, parameter.dtype);
}

/**
 * A slot for the number of updates of the parameter, a float64 scalar. Each parameter has its own, so that one that is
 * thawed late starts as the others did.
 */
export function updateCount(): Tensor {
  return fromValues(Float64Array.of(0), [], "float64");
}

/**
 * What all transforms share: wrapping arguments in leaves, and letting go of the graph at the end.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import {
  ambient,
  applyAny,
  identityOp,
  isFloat,
  isTensor,
  nextId,
  refuseAsync,
  stopGradient,
  within,
} from "@chainrule/tensor";
import { asTensors } from "./operands.ts";

/** A function of tensors that gives a tensor. */
export type TensorFunction = (...args: Tensor[]) => Tensor;

/** A function that ran on leaves: its value, the leaves, and the time before which nothing belongs to it. */
export interface Run {
  readonly value: Tensor;
  readonly leaves: readonly Tensor[];
  readonly since: number;
}

/**
 * Runs `f` on `args`, those at `positions` each wrapped in a fresh node, which nothing else can be confused with.
 *
 * @throws {TypeError} When `f` is async or gives no tensor, or an argument is not a float
 */
export function runOnLeaves(
  name: string,
  f: TensorFunction,
  args: readonly TensorLike[],
  positions: readonly number[] = [...args.keys()],
): Run {
  refuseAsync(`take ${name} of`, f);
  const since = nextId();
  return transform(name, () => {
    const values = asTensors(args);
    const leaves = positions.map((position) => values[position] = enter(name, values[position], position));
    const value = f(...values);
    checkTensor(name, value);
    return { value, leaves, since };
  });
}

/** Runs a part of a transform: it is recorded, so that its results can be differentiated again. */
export function transform<T>(name: string, f: () => T): T {
  const transforms = ambient.transforms + 1;
  return within(`take ${name} of`, { recording: true, transforms }, f);
}

/** What leaves a transform that began at `since`: it forgets the graph unless something older may want its gradient. */
export function leave(x: Tensor, since: number): Tensor {
  const wanted = ambient.recording && x.origin !== null &&
    x.origin.oldest < since;
  return wanted || x.origin === null ? x : stopGradient(x);
}

/** What leaves a pullback, which may run long after its transform. */
export function leavePullback(x: Tensor): Tensor {
  const wanted = ambient.recording &&
    (ambient.transforms > 0 || x.origin?.oldest === 0);
  return wanted || x.origin === null ? x : stopGradient(x);
}

function enter(name: string, x: Tensor | undefined, position: number): Tensor {
  if (x === undefined) {
    throw new RangeError(
      `Cannot take ${name} of f as it must get the argument to differentiate: current argument ${position} is missing`,
    );
  }
  if (!isFloat(x.dtype)) {
    throw new TypeError(
      `Cannot take ${name} of f as only floats have derivatives: current dtype of argument ${position} is ${x.dtype}; convert it with cast`,
    );
  }
  const leaf = applyAny(identityOp, [x], undefined);
  if (leaf.origin === null) {
    const id = nextId();
    leaf.origin = {
      id,
      oldest: id,
      op: identityOp,
      inputs: [x],
      attributes: undefined,
      variable: null,
      scope: ambient.scope,
      released: false,
    };
  }
  return leaf;
}

/** Throws unless `value`, which `f` returned, is a tensor. */
export function checkTensor(name: string, value: unknown): void {
  if (isTensor(value)) return;
  throw new TypeError(
    `Cannot take ${name} of f as it must return a tensor: current value is ${
      value === null ? "null" : Array.isArray(value) ? "an array" : `of type ${typeof value}`
    }`,
  );
}

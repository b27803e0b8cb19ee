/**
 * The shape of an operand.
 *
 * @module
 */
import type { TensorLike } from "./op.ts";
import type { Shape } from "./shape.ts";
import { isTensor } from "./tensor.ts";
import { isVariable } from "./variable.ts";

/**
 * The shape of a tensor or variable; a number is a scalar.
 *
 * @throws {TypeError} When the operand is something else
 */
export function shapeOf(x: TensorLike): Shape {
  if (typeof x === "number") return [];
  if (isTensor(x) || isVariable(x)) return x.shape;
  throw new TypeError(
    `Cannot take the shape of an operand as it must be a tensor, a variable or a number: current operand is ${
      describeOperand(x)
    }`,
  );
}

/** What `value` is, as the end of an error that wants a tensor. */
export function describeOperand(value: unknown): string {
  if (Array.isArray(value)) return "an array; make it a tensor with tensor()";
  return value === null ? "null" : typeof value;
}

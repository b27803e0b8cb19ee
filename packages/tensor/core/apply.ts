/**
 * The one door to every operation.
 *
 * @module
 */
import { ambient, nextId } from "./ambient.ts";
import type { Trace } from "./ambient.ts";
import type { DType } from "./dtype.ts";
import { commonDType, isFloat } from "./dtype.ts";
import { evaluate } from "./evaluate.ts";
import type { AnyOp, Inputs, Op, Operands, TensorLike } from "./op.ts";
import { isNone, vjpRule } from "./op.ts";
import { describeOperand } from "./shape_of.ts";
import type { Origin } from "./tensor.ts";
import { fromValues, isTensor, Tensor, valuesOf } from "./tensor.ts";
import { isVariable } from "./variable.ts";

/** Nothing for an operation without attributes, otherwise its attributes. */
export type AttributesOf<A> = A extends undefined ? [] : [attributes: A];

/**
 * Applies `op`: checks shapes and dtypes, finds the values (or records the call while a static graph is traced), and lets the
 * result remember where it came from if a gradient may want that.
 *
 * @param op The operation
 * @param operands Its inputs: tensors, variables or numbers
 * @param rest Its attributes, if it has any
 * @returns The output
 * @throws {ShapeError} When the shapes do not fit
 * @throws {TypeError} When an operand is no tensor, or dtypes do not mix
 *
 * @example An operation of one's own
 * ```ts
 * import { apply, elementwise, tensor } from "@chainrule/tensor";
 * import type { Op, Unary } from "@chainrule/tensor";
 * import { grad } from "@chainrule/autograd";
 * import { assertEquals } from "@std/assert";
 *
 * const cubeOp: Op<Unary> = elementwise({
 *   name: "cube",
 *   expression: (k, [x]) => k.mul(x, k.mul(x, x)),
 *   partials: [([x]) => x.mul(x).mul(3)],
 * });
 * assertEquals(grad((x) => apply(cubeOp, [x]))(tensor(2)).item(), 12);
 * ```
 */
export function apply<I extends Inputs, A = undefined>(
  op: Op<I, A>,
  operands: Operands<I>,
  ...rest: AttributesOf<A>
): Tensor {
  return applyAny(op, operands, rest[0]);
}

/** {@link apply} for an operation that is not known statically. */
export function applyAny(
  op: AnyOp,
  operands: readonly TensorLike[],
  attributes: unknown,
): Tensor {
  const inputs = resolve(op.name, operands);
  const shapes = inputs.map((x) => x.shape);
  const shape = op.shape(shapes, attributes);
  const dtype = resultDType(op, inputs.map((x) => x.dtype), attributes);
  const { trace } = ambient;
  let output: Tensor;
  if (trace === null) {
    for (const x of inputs) valuesOf(x, `${op.name} a tensor`);
    output = evaluate(op, inputs, attributes, { shape, dtype });
  } else {
    for (const x of inputs) checkTrace(op.name, x, trace);
    for (const x of operands) {
      if (isTensor(x) && x.storage !== null) trace.capture(x);
    }
    output = new Tensor({ shape, dtype, storage: null, trace });
    trace.record({ op, inputs, attributes, output, scope: ambient.scope });
  }
  if (ambient.recording && isFloat(dtype)) {
    output.origin = originOf(op, inputs, attributes);
  }
  return output;
}

/** Whether gradients may reach something through `x`. */
export function isTracked(x: Tensor): boolean {
  return x.origin !== null &&
    (x.origin.variable === null || x.origin.variable.trainable);
}

function originOf(
  op: AnyOp,
  inputs: Inputs,
  attributes: unknown,
): Origin | null {
  let oldest = Infinity;
  inputs.forEach((x, index) => {
    if (isTracked(x) && !isNone(vjpRule(op, index))) {
      oldest = Math.min(oldest, x.origin!.oldest);
    }
  });
  if (oldest === Infinity) return null;
  return {
    id: nextId(),
    oldest,
    op,
    inputs,
    attributes,
    variable: null,
    scope: ambient.scope,
    released: false,
  };
}

function resultDType(
  op: AnyOp,
  operands: readonly DType[],
  attributes: unknown,
): DType {
  return op.dtype?.(operands, attributes) ?? commonDType(op.name, operands);
}

function resolve(name: string, operands: readonly TensorLike[]): Tensor[] {
  const inputs = operands.map((operand, index) => {
    if (typeof operand === "number") return operand;
    if (isTensor(operand)) return operand;
    if (isVariable(operand)) return operand.value;
    throw new TypeError(
      `Cannot ${name} operands as each must be a tensor, a variable or a number: current operand ${index} is ${
        describeOperand(operand)
      }`,
    );
  });
  const given = inputs.filter((x) => typeof x !== "number").map((x) => x.dtype);
  return inputs.map((x) => typeof x === "number" ? weakScalar(name, x, given) : x);
}

/** A number as a scalar of the dtype of the tensors beside it; int32 and bool give way to a fraction. */
function weakScalar(
  name: string,
  value: number,
  beside: readonly DType[],
): Tensor {
  const common = commonDType(name, beside);
  if (common === "float64") {
    return fromValues(Float64Array.of(value), [], "float64");
  }
  if (common === "float32" || !Number.isInteger(value)) {
    return fromValues(Float32Array.of(value), [], "float32");
  }
  return fromValues(Int32Array.of(value), [], "int32");
}

function checkTrace(name: string, x: Tensor, trace: Trace): void {
  if (x.trace !== null && x.trace !== trace) valuesOf(x, `${name} a tensor`);
}

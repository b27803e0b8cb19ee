/**
 * The matrix product with a marked order of its operands.
 *
 * @module
 */
import type { Binary, NoDerivative, Op, Operand, Shape, Tensor } from "@chainrule/tensor";
import { evaluate, matmulOp, permuteOp } from "@chainrule/tensor";

/** Which operands are to be read with their last two axes swapped. */
export interface OperandOrder {
  /** For the left one and the right one. */
  readonly transposed: readonly [boolean, boolean];
}

const replaced: NoDerivative = { none: "it takes the place of matmul after differentiation" };

/** `matmul` of operands of which some are transposed first; `algebra` puts it where `permute` fed a product. */
export const productOp: Op<Binary, OperandOrder> = {
  name: "matmul",
  shape: (shapes, { transposed }) =>
    matmulOp.shape(shapes.map((shape, i) => transposed[i] ? swapped(shape) : shape), undefined),
  dtype: (dtypes) => matmulOp.dtype!(dtypes, undefined),
  compute: (inputs, { transposed }, result) => {
    const operands = inputs.map((x, i) => transposed[i] ? swappedView(x) : x);
    return evaluate(matmulOp, operands, undefined, result).storage!;
  },
  lower: ({ attributes: { transposed }, inputs, output }) => {
    const [a, b] = inputs.map((x, i) => transposed[i] ? swappedOperand(x) : x);
    return matmulOp.lower!({ attributes: undefined, inputs: [a!, b!], output });
  },
  vjp: replaced,
  jvp: replaced,
};

/** The axes of `shape` with the last two swapped. */
export function swapped<T>(shape: readonly T[]): T[] {
  return [...shape.slice(0, -2), shape.at(-1)!, shape.at(-2)!];
}

function swappedView(x: Tensor): Tensor {
  const shape: Shape = swapped(x.shape);
  return evaluate(permuteOp, [x], { order: swapped([...shape.keys()]) }, { shape, dtype: x.dtype });
}

function swappedOperand(x: Operand): Operand {
  return { ...x, shape: swapped(x.shape), strides: swapped(x.strides) };
}

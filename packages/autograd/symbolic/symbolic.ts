/**
 * Symbolic differentiation of a recorded graph.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { isTensor, refuseAsync, tensor, Variable } from "@chainrule/tensor";
import { gradients } from "../gradients.ts";
import { checkScalar } from "../operands.ts";
import { checkTensor, transform } from "../transform.ts";
import type { TensorFunction } from "../transform.ts";
import { formulaOf } from "./formula.ts";
import type { Formula } from "./formula.ts";
import { expressionOf } from "./from_graph.ts";

/** A function and its derivative, to print. */
export interface SymbolicDerivative {
  /** What was computed. */
  readonly value: Formula;
  /** Its derivative. */
  readonly derivative: Formula;
}

/** How {@link symbolic} records a function. */
export interface SymbolicOptions {
  /** The name of the argument to differentiate with respect to. @default the first */
  readonly withRespectTo?: string;
  /** Where the function runs: what branches on values, such as `where`, takes the branch of this point. @default 1 everywhere */
  readonly at?: readonly number[];
}

/**
 * The derivative of a function of scalars as an expression: the rules of reverse mode run on the recorded graph, and what they
 * record is written down. 符号微分
 *
 * Formula (§4.5): `f ↦ ∂f/∂x`, as text and as LaTeX
 *
 * Simplified a little: constants fold, zeros and ones vanish, equal terms and factors are collected. What is not computed from a
 * variable or an argument is a number, and a branch is the one that was taken.
 *
 * @param f A function of scalars that gives a scalar
 * @param names The names of its arguments
 * @param options With respect to which of them, and where to record
 * @returns The function and its derivative
 * @throws {RangeError} When `withRespectTo` is none of the names, or `at` has another number of values
 * @throws {ShapeError} When something in the graph is not a scalar
 *
 * @example The logistic function
 * ```ts
 * import { symbolic } from "@chainrule/autograd";
 * import { assertEquals } from "@std/assert";
 *
 * const { derivative } = symbolic((x) => x.neg().exp().add(1).pow(-1), ["x"]);
 * assertEquals(derivative.text, "exp(-x) / (exp(-x) + 1)^2");
 * ```
 */
export function symbolic(f: TensorFunction, names: readonly string[], options?: SymbolicOptions): SymbolicDerivative;
/**
 * The derivative of a scalar that was computed before, with respect to one of its variables; the names are those of the variables.
 *
 * @param result A scalar, computed from scalar variables
 * @param source The variable to differentiate with respect to
 * @returns What was computed, and its derivative
 * @throws {ShapeError} When something in the graph is not a scalar
 *
 * @example A product
 * ```ts
 * import { symbolic } from "@chainrule/autograd";
 * import { Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const w = new Variable(2, { name: "w" });
 * assertEquals(symbolic(w.value.mul(w).mul(3), w).derivative.latex, "6 w");
 * ```
 */
export function symbolic(result: Tensor, source: Variable): SymbolicDerivative;
export function symbolic(
  target: TensorFunction | Tensor,
  over: readonly string[] | Variable,
  options: SymbolicOptions = {},
): SymbolicDerivative {
  return isTensor(target)
    ? derivativeOf(target, over as Variable)
    : ofFunction(target, over as readonly string[], options);
}

function ofFunction(f: TensorFunction, names: readonly string[], options: SymbolicOptions): SymbolicDerivative {
  const { withRespectTo = names[0]!, at = names.map(() => 1) } = options;
  refuseAsync("take symbolic of", f);
  if (at.length !== names.length) {
    throw new RangeError(
      `Cannot take symbolic of f as there must be one value in at for each name: current counts are ${at.length} and ${names.length}`,
    );
  }
  const variables = names.map((name, i) => new Variable(tensor(at[i]!, "float64"), { name }));
  const source = variables[names.indexOf(withRespectTo)];
  if (source === undefined) {
    throw new RangeError(
      `Cannot take symbolic of f as withRespectTo must be one of its names ${
        names.join(", ")
      }: current name is ${withRespectTo}`,
    );
  }
  return transform("symbolic", () => {
    const value = f(...variables.map((variable) => variable.value));
    checkTensor("symbolic", value);
    return derivativeOf(value, source);
  });
}

function derivativeOf(result: Tensor, source: Variable): SymbolicDerivative {
  checkScalar("symbolic", "f", result, "reduce it with sum or mean");
  const [derivative] = gradients(result, [source]);
  return { value: formulaOf(expressionOf(result)), derivative: formulaOf(expressionOf(derivative!)) };
}

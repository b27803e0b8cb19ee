/**
 * Making the record of an operation from the least that has to be said about it.
 *
 * Who bundles a program wants only the operations that it uses, but a bundler keeps whatever a call makes while a module is loaded, unless the
 * call is marked `@__PURE__`, as having no other effect: so the calls that make records are. For the same reason dtype rules are functions,
 * `(dtypes) => floatResult("exp", dtypes)`, and records spread nothing into themselves.
 *
 * @module
 */
import { applyAny } from "./apply.ts";
import type { DType } from "./dtype.ts";
import { allocate, commonDType, isFloat } from "./dtype.ts";
import type { Lowering } from "./lowering.ts";
import type {
  Each,
  Expression,
  Forward,
  Inputs,
  JointVjpRule,
  JvpRule,
  NoDerivative,
  Op,
  TensorLike,
  VariadicVjpRule,
  VjpRule,
} from "./op.ts";
import { isNone, vjpRule } from "./op.ts";
import type { Shape } from "./shape.ts";
import { broadcastShapes, sameShape } from "./shape.ts";
import { fromValues, methodTable } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/** The derivative of an elementwise operation with respect to one input, at each element. 偏导数 */
export type PartialRule<I extends Inputs, A> = (
  inputs: I,
  output: Tensor,
  attributes: A,
) => TensorLike;

/** What {@link elementwise} needs to know. */
export interface ElementwiseInit<I extends Inputs, A> {
  /** The name that errors and pictures show. */
  readonly name: string;
  /** The formula, from which plain loops and compiled kernels both come. */
  readonly expression: Expression<I, A>;
  /** One derivative an input; both modes of differentiation come from it. */
  readonly partials: Each<I, PartialRule<I, A> | NoDerivative> | NoDerivative;
  /** The dtype of the output. @default the common dtype of the inputs */
  readonly dtype?: (dtypes: readonly DType[], attributes: A) => DType;
}

/** An operation that acts on each element by itself, broadcasting its inputs. 逐元素运算 */
export function elementwise<I extends Inputs, A = undefined>(
  init: ElementwiseInit<I, A>,
): Op<I, A> {
  const { name, expression, partials, dtype } = init;
  const forward = {
    name,
    expression,
    shape: (shapes: readonly Shape[]) => broadcastShapes(name, shapes),
    ...(dtype && { dtype }),
  };
  if (isNone(partials)) return { ...forward, vjp: partials, jvp: partials };
  const rules = partials as readonly (PartialRule<I, A> | NoDerivative)[];
  return {
    ...forward,
    vjp: rules.map((partial, index) =>
      isNone(partial) ? partial : (g: Tensor, inputs: I, output: Tensor, attributes: A) => {
        const { sumTo } = methodTable();
        return sumTo(
          times(g, partial(inputs, output, attributes)),
          inputs[index]!.shape,
        );
      }
    ) as unknown as Each<I, VjpRule<I, A> | NoDerivative>,
    jvp: (tangents, inputs, output, attributes) => {
      const terms = tangents.flatMap((tangent, index) => {
        const partial = rules[index]!;
        return tangent === null || isNone(partial) ? [] : [times(tangent, partial(inputs, output, attributes))];
      });
      const total = terms.reduce((sum, term) => sum.add(term));
      return sameShape(total.shape, output.shape) ? total : methodTable().broadcastTo(total, output.shape);
    },
  };
}

function times(change: Tensor, partial: TensorLike): Tensor {
  if (partial === 1) return change;
  return partial === -1 ? change.neg() : change.mul(partial);
}

/** What {@link linear} and {@link multilinear} need to know. */
export type LinearInit<I extends Inputs, A> =
  & {
    readonly name: string;
    readonly shape: (shapes: readonly Shape[], attributes: A) => Shape;
    readonly dtype?: (dtypes: readonly DType[], attributes: A) => DType;
    /** How a compiled program does it. @default it is evaluated in TypeScript */
    readonly lower?: Lowering<I, A>;
    /** For an operation of one input: the rule for several calls on the same one. @default each by itself, added up */
    readonly jointVjp?: JointVjpRule<A>;
    /** One rule an input: from the cotangent of the output to that of the input. */
    readonly transpose:
      | Each<I, VjpRule<I, A> | NoDerivative>
      | VariadicVjpRule<I, A>;
  }
  & Exclude<Forward<I, A>, { expression: unknown }>;

/** An operation that is linear in all its differentiable inputs together: its own tangent rule. 线性运算 */
export function linear<I extends Inputs, A = undefined>(
  init: LinearInit<I, A>,
): Op<I, A> {
  const { transpose, ...forward } = init;
  const jvp: JvpRule<I, A> = (tangents, inputs, _output, attributes) =>
    applyAny(
      op,
      inputs.map((x, index) => tangents[index] ?? (isNone(vjpRule(op, index)) ? x : zerosLike(x))),
      attributes,
    );
  const op = { ...forward, vjp: transpose, jvp } as Op<I, A>;
  return op;
}

/** An operation that is linear in each float input while the others stay: the tangent is a sum over inputs. 多重线性运算 */
export function multilinear<I extends Inputs, A = undefined>(
  init: LinearInit<I, A>,
): Op<I, A> {
  const { transpose, ...forward } = init;
  const jvp: JvpRule<I, A> = (tangents, inputs, _output, attributes) =>
    tangents
      .flatMap((tangent, index) => tangent === null ? [] : [applyAny(op, inputs.with(index, tangent), attributes)])
      .reduce((sum, term) => sum.add(term));
  const op = { ...forward, vjp: transpose, jvp } as Op<I, A>;
  return op;
}

/** The dtype rule of functions whose values are real: integers and truth values give float32. */
export function floatResult(op: string, dtypes: readonly DType[]): DType {
  const common = commonDType(op, dtypes);
  return isFloat(common) ? common : "float32";
}

/** The dtype rule of arithmetic: truth values count as 0 and 1 and give int32. */
export function numericResult(op: string, dtypes: readonly DType[]): DType {
  const common = commonDType(op, dtypes);
  return common === "bool" ? "int32" : common;
}

/** The dtype rule of comparisons. */
export function boolResult(op: string, dtypes: readonly DType[]): DType {
  commonDType(op, dtypes);
  return "bool";
}

function zerosLike(x: Tensor): Tensor {
  return fromValues(allocate(x.dtype, x.size), x.shape, x.dtype);
}

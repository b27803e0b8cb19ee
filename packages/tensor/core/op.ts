/**
 * The record of an operation: everything that eager evaluation, differentiation and the static graph need to know.
 *
 * @module
 */
import type { Builder } from "./expression.ts";
import type { DType, Values } from "./dtype.ts";
import type { Lowering } from "./lowering.ts";
import type { Shape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";
import type { Variable } from "./variable.ts";

/** What an operation accepts where it needs a tensor. A number takes the dtype of the tensors beside it. */
export type TensorLike = Tensor | Variable | number;

/** The tensors that an operation gets, after variables and numbers were resolved. */
export type Inputs = readonly Tensor[];

/** One input. */
export type Unary = readonly [Tensor];

/** Two inputs. */
export type Binary = readonly [Tensor, Tensor];

/** Three inputs. */
export type Ternary = readonly [Tensor, Tensor, Tensor];

/** What a caller passes for the inputs `I`. */
export type Operands<I extends Inputs> = {
  readonly [K in keyof I]: TensorLike;
};

/** A tuple of `V`, one for each of the inputs `I`. */
export type Each<I extends Inputs, V> = { readonly [K in keyof I]: V };

/** Says why an input has no derivative. */
export interface NoDerivative {
  /** The reason, as the end of a sentence, for example `indices are integers`. */
  readonly none: string;
}

/** Maps the cotangent `g` of the output to the cotangent of one input, with operations only. 向量-雅可比积 */
export type VjpRule<I extends Inputs, A> = (
  g: Tensor,
  inputs: I,
  output: Tensor,
  attributes: A,
) => Tensor;

/** As {@link VjpRule}, for an operation with any number of inputs; `index` says which input is asked for. */
export type VariadicVjpRule<I extends Inputs, A> = (
  g: Tensor,
  inputs: I,
  output: Tensor,
  attributes: A,
  index: number,
) => Tensor;

/** Maps tangents of the inputs (null where one is zero) to the tangent of the output, with operations only. 雅可比-向量积 */
export type JvpRule<I extends Inputs, A> = (
  tangents: readonly (Tensor | null)[],
  inputs: I,
  output: Tensor,
  attributes: A,
) => Tensor;

/** The formula of an elementwise operation, written once over an abstract {@link Builder}. */
export type Expression<I extends Inputs, A> = <V>(
  k: Builder<V>,
  inputs: Each<I, V>,
  attributes: A,
) => V;

/** Where a view finds its elements in the storage of its input. */
export interface View {
  /** Steps along each axis, in elements. */
  readonly strides: readonly number[];
  /** Where the first element is. */
  readonly offset: number;
}

/** What an operation is about to produce. */
export interface Result {
  /** The shape. */
  readonly shape: Shape;
  /** The dtype. */
  readonly dtype: DType;
}

/** How values are found: a formula for each element, a view of the input, or a kernel. */
export type Forward<I extends Inputs, A> =
  | { readonly expression: Expression<I, A> }
  | { readonly view: (input: Tensor, attributes: A, shape: Shape) => View }
  | { readonly compute: (inputs: I, attributes: A, result: Result) => Values };

/** One of several calls of an operation that read one input: the cotangent of its output, and its attributes. */
export interface CallCotangent<A> {
  /** The cotangent of the output. */
  readonly g: Tensor;
  /** The attributes of the call. */
  readonly attributes: A;
}

/**
 * Maps the cotangents of all calls that read one input to the cotangent of that input, with operations only; null where these calls are better
 * added up one by one.
 */
export type JointVjpRule<A> = (calls: readonly CallCotangent<A>[], input: Tensor) => Tensor | null;

/** How changes of the inputs change the output, in both directions. */
export type Derivative<I extends Inputs, A> =
  | {
    readonly vjp: Each<I, VjpRule<I, A> | NoDerivative> | VariadicVjpRule<I, A>;
    readonly jvp: JvpRule<I, A>;
  }
  | { readonly vjp: NoDerivative; readonly jvp: NoDerivative };

/**
 * An operation: a plain record with a name, a shape rule, a forward rule and a derivative. Make one with `elementwise`, `linear` or
 * `multilinear` where these fit, or write it out; run it with `apply`. 算子
 */
export type Op<I extends Inputs = Inputs, A = undefined> =
  & {
    /** The name that errors and pictures show. */
    readonly name: string;
    /** The shape of the output; throws a `ShapeError` when the shapes of the inputs do not fit. */
    readonly shape: (shapes: readonly Shape[], attributes: A) => Shape;
    /** The dtype of the output. @default the common dtype of the inputs */
    readonly dtype?: (dtypes: readonly DType[], attributes: A) => DType;
    /** How a compiled program does it; formulas and views need none. @default it is evaluated in TypeScript */
    readonly lower?: Lowering<I, A>;
    /** For an operation of one input: the rule for several calls on the same one. @default each by itself, added up */
    readonly jointVjp?: JointVjpRule<A>;
  }
  & Forward<I, A>
  & Derivative<I, A>;

/** An operation whose inputs and attributes are not known statically. */
// deno-lint-ignore no-explicit-any
export type AnyOp = Op<any, any>;

/** Whether `rule` says that there is no derivative. */
export function isNone(rule: unknown): rule is NoDerivative {
  return typeof rule === "object" && rule !== null && "none" in rule;
}

/** The rule for the cotangent of input `index`, or why there is none. */
export function vjpRule(
  op: AnyOp,
  index: number,
): VariadicVjpRule<Inputs, unknown> | NoDerivative {
  const { vjp } = op;
  if (typeof vjp === "function" || isNone(vjp)) return vjp;
  return (vjp as readonly (VjpRule<Inputs, unknown> | NoDerivative)[])[index]!;
}

/**
 * The operations that are also methods of a tensor, and the two that derivative rules need: a closed list.
 *
 * @module
 */
import type { DType } from "./dtype.ts";
import type { TensorLike } from "./op.ts";
import type { Shape } from "./shape.ts";
import type { ReductionOptions, Tensor } from "./tensor.ts";

type UnaryMethod = (x: TensorLike) => Tensor;
type BinaryMethod = (a: TensorLike, b: TensorLike) => Tensor;
type Reduction = (x: TensorLike, options?: ReductionOptions) => Tensor;

/** The table that `installMethods` takes. */
export interface Methods {
  readonly stopGradient: UnaryMethod;
  readonly add: BinaryMethod;
  readonly sub: BinaryMethod;
  readonly mul: BinaryMethod;
  readonly div: BinaryMethod;
  readonly pow: BinaryMethod;
  readonly neg: UnaryMethod;
  readonly matmul: BinaryMethod;
  readonly exp: UnaryMethod;
  readonly log: UnaryMethod;
  readonly sqrt: UnaryMethod;
  readonly abs: UnaryMethod;
  readonly tanh: UnaryMethod;
  readonly greater: BinaryMethod;
  readonly less: BinaryMethod;
  readonly equal: BinaryMethod;
  readonly sum: Reduction;
  readonly mean: Reduction;
  readonly max: Reduction;
  readonly min: Reduction;
  readonly reshape: (x: TensorLike, shape: Shape) => Tensor;
  readonly transpose: UnaryMethod;
  readonly slice: (
    x: TensorLike,
    start: readonly number[],
    end?: readonly number[],
  ) => Tensor;
  readonly broadcastTo: (x: TensorLike, shape: Shape) => Tensor;
  readonly sumTo: (x: TensorLike, shape: Shape) => Tensor;
  readonly cast: (x: TensorLike, dtype: DType) => Tensor;
}

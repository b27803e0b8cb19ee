/**
 * Changing the dtype.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import type { DType, Values } from "../../core/dtype.ts";
import { allocate, dtypes, isDType } from "../../core/dtype.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { moveCalls } from "./move_calls.ts";

/** The record of {@link cast}. */
export const castOp: Op<Unary, { readonly dtype: DType }> = {
  name: "cast",
  shape: ([shape]) => shape!,
  dtype: (_, { dtype }) => dtype,
  compute: ([x], { dtype }) => converted(x.data, x.dtype, dtype),
  lower: ({ inputs: [x], output }) => moveCalls(x, output),
  vjp: [(g, [x]) => cast(g, x.dtype)],
  jvp: ([dx], _inputs, _y, { dtype }) => cast(dx!, dtype),
};

/**
 * Converts the elements to another dtype. 类型转换
 *
 * To int32, fractions are cut off; to bool, everything but 0 is true. Gradients are cast back.
 *
 * @param x Any shape
 * @param dtype The dtype to convert to
 * @returns The same shape
 * @throws {TypeError} When there is no such dtype
 *
 * @example Truth values as numbers
 * ```ts
 * import { cast, greater, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(cast(greater(tensor([1, 2]), 1), "float32").toArray(), [0, 1]);
 * ```
 */
export function cast(x: TensorLike, dtype: DType): Tensor {
  if (!isDType(dtype)) {
    throw new TypeError(
      `Cannot cast x as the dtype must be one of ${dtypes.join(", ")}: current dtype is ${dtype}`,
    );
  }
  return apply(castOp, [x], { dtype });
}

function converted(values: Values, from: DType, to: DType): Values {
  if (from === to) return values;
  const out = allocate(to, values.length);
  if (to === "bool") {
    for (let i = 0; i < out.length; i++) out[i] = values[i] === 0 ? 0 : 1;
  } else {
    out.set(values);
  }
  return out;
}

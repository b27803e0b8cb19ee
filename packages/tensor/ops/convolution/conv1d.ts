/**
 * One-dimensional convolution.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import { ShapeError } from "../../core/errors.ts";
import type { TensorLike } from "../../core/op.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { expandDims } from "../shape/expand_dims.ts";
import { squeeze } from "../shape/squeeze.ts";
import { conv2d } from "./conv2d.ts";

/** The options of {@link conv1d}. */
export interface Convolution1dOptions {
  /** How far windows are apart. @default 1 */
  readonly stride?: number;
  /** Zeros around a sequence: on each side, `[before, after]`, `"valid"` or `"same"`, as in `conv2d`. @default 0 */
  readonly padding?: number | readonly [before: number, after: number] | "same" | "valid";
  /** How far elements of a window are apart. @default 1 */
  readonly dilation?: number;
  /** Into how many groups channels are cut; each group knows only itself. @default 1 */
  readonly groups?: number;
}

/**
 * Convolves sequences with windows of weights: `conv2d` of images with one row. 一维卷积
 *
 * Formula: `y[n, o, t] = Σ x[n, c, t·s + k·d − p] w[o, c, k]` over c and k, with stride s, dilation d and padding p
 *
 * @param x Sequences, shape `[N, C, T]`
 * @param weight Windows, shape `[O, C / groups, K]`
 * @param options Stride, padding, dilation and groups
 * @returns Shape `[N, O, windows]`
 * @throws {ShapeError} When an operand does not have three axes, channels do not fit, or a window does not fit into a padded sequence
 * @throws {RangeError} When an option is no whole number in its interval
 *
 * @example Differences of neighbours
 * ```ts
 * import { conv1d, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(conv1d(tensor([[[1, 4, 9, 16]]]), tensor([[[-1, 1]]])).toArray(), [[[3, 5, 7]]]);
 * ```
 */
export function conv1d(x: TensorLike, weight: TensorLike, options: Convolution1dOptions = {}): Tensor {
  const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
  const shapes = [shapeOf(x), shapeOf(weight)];
  if (shapes.some((shape) => shape.length !== 3)) {
    throw new ShapeError("conv1d", shapes, "Cannot conv1d x with weight as both must have three axes");
  }
  const sides = typeof padding === "string" ? padding : paddingOfRow(padding);
  return scope("conv1d", () => {
    const y = conv2d(expandDims(x, 2), expandDims(weight, 2), {
      stride: [1, stride],
      padding: sides,
      dilation: [1, dilation],
      groups,
    });
    return squeeze(y, 2);
  });
}

function paddingOfRow(padding: number | readonly [number, number]): [number, number, number, number] {
  const [before, after] = typeof padding === "number" ? [padding, padding] : padding;
  return [0, 0, before, after];
}

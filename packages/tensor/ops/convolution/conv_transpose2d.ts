/**
 * Two-dimensional transposed convolution.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { conv2dInputGradient } from "./conv2d_input_gradient.ts";
import type { Border, Pair } from "./window.ts";
import { checkImages, pairOf, planeOf, windowsOf } from "./window.ts";

/** The options of {@link convTranspose2d}. */
export interface TransposedConvolutionOptions {
  /** How far windows are apart in the result. @default 1 */
  readonly stride?: number | Pair;
  /** How many rows and columns of the result are left out: on all sides, or `[top, bottom, left, right]`. @default 0 */
  readonly padding?: number | Border;
  /** How many rows and columns are added at the end, where several sizes of images give one size. @default 0 */
  readonly outputPadding?: number | Pair;
  /** How far elements of a window are apart. @default 1 */
  readonly dilation?: number | Pair;
  /** Into how many groups channels are cut; each group knows only itself. @default 1 */
  readonly groups?: number;
}

/**
 * The transpose of {@link conv2d}: spreads each pixel over a window. 转置卷积
 *
 * Formula: `y[n, c, i·s + k·d − p, j·s + l·d − p] += x[n, o, i, j] w[o, c, k, l]` for all i, j, k, l and o
 *
 * @param x Images, shape `[N, O, H, W]`
 * @param weight Windows, shape `[O, C / groups, kernel rows, kernel columns]`
 * @param options Stride, padding, dilation and groups
 * @returns Shape `[N, C, rows, columns]` with `(H − 1)·s + d·(kernel rows − 1) + 1 − padding + outputPadding` rows
 * @throws {ShapeError} When an operand does not have four axes, or channels do not fit
 * @throws {RangeError} When an option is no whole number in its interval
 *
 * @example Each pixel becomes four
 * ```ts
 * import { convTranspose2d, ones, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const y = convTranspose2d(tensor([[[[1, 2]]]]), ones([1, 1, 2, 2]), { stride: 2 });
 * assertEquals(y.toArray(), [[[[1, 1, 2, 2], [1, 1, 2, 2]]]]);
 * ```
 */
export function convTranspose2d(
  x: TensorLike,
  weight: TensorLike,
  options: TransposedConvolutionOptions = {},
): Tensor {
  const { outputPadding = 0, groups = 1, ...window } = options;
  const op = "convTranspose2d";
  const shapes = [shapeOf(x), shapeOf(weight)] as const;
  checkImages(op, shapes, shapes[0]);
  checkImages(op, shapes, shapes[1], "weight");
  const kernel = planeOf(shapes[1]);
  const windows = windowsOf(op, planeOf(shapes[0]), kernel, window);
  const added = pairOf(op, "outputPadding", outputPadding, 0);
  const { stride, padding, dilation } = windows;
  const length = (axis: 0 | 1): number =>
    (shapes[0][2 + axis]! - 1) * stride[axis] + dilation[axis] * (kernel[axis] - 1) + 1 -
    padding[2 * axis]! - padding[2 * axis + 1]! + added[axis];
  const size: Pair = [length(0), length(1)];
  return scope(op, () => conv2dInputGradient(x, weight, { ...windows, groups, size }));
}

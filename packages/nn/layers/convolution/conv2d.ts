/**
 * The layer of two-dimensional convolutions.
 *
 * @module
 */
import type { Padding, Pair, Shape, Tensor, Variable } from "@chainrule/tensor";
import { conv2d } from "@chainrule/tensor";
import type { ConvolutionLayerOptions } from "./convolution_layer.ts";
import { ConvolutionLayer } from "./convolution_layer.ts";
import type { Window } from "./window.ts";
import { checkedPair, checkPadding, checkWindow } from "./window.ts";

/** How a {@link Conv2D} layer is made. */
export interface Conv2DOptions extends ConvolutionLayerOptions {
  /** How far windows are apart, in rows and columns. @default 1 */
  readonly stride?: number | Pair;
  /**
   * Zeros around an image: a number for all sides, `[top, bottom, left, right]`, `"valid"` for none, or `"same"` for so many that there are
   * `⌈rows / stride⌉` rows; what cannot be shared out evenly comes after. @default 0
   */
  readonly padding?: Padding;
  /** How far elements of a window are apart, in rows and columns. @default 1 */
  readonly dilation?: number | Pair;
}

/**
 * Filters that go over images: each looks at a small window of all channels, with the same weights everywhere. 二维卷积层
 *
 * Formula: `a[n, o, i, j] = f(b[o] + Σ w[o, c, k, l] x[n, c, i·s + k·d − p, j·s + l·d − p])` over c, k and l, with stride s, dilation d, padding p
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[N, C, H, W]` |
 * | `weight` | `[filters, C / groups, kernel rows, kernel columns]`, as in PyTorch |
 * | `bias` | `[filters]` |
 * | output | `[N, filters, rows, columns]`, `⌊(H + padding − d·(kernel rows − 1) − 1) / s⌋ + 1` rows |
 *
 * Source: LeCun, Bottou, Bengio and Haffner (1998), Gradient-Based Learning Applied to Document Recognition.
 *
 * @example Six filters of five by five over one channel
 * ```ts
 * import { Conv2D } from "@chainrule/nn";
 * import { zeros } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Conv2D(6, 5, { padding: "same", activation: "relu" });
 * assertEquals(layer.forward(zeros([8, 1, 28, 28])).shape, [8, 6, 28, 28]);
 * assertEquals(layer.parameters().map((p) => p.shape), [[6, 1, 5, 5], [6]]);
 * ```
 */
export class Conv2D extends ConvolutionLayer {
  /** Rows and columns of a filter. */
  readonly kernelSize: Pair;
  /** The options that it was made with. */
  declare readonly options: Conv2DOptions;
  readonly #window: Window;

  /**
   * Chooses sizes.
   *
   * @param filters The number of filters
   * @param kernelSize Rows and columns of a filter, or one number for both
   * @param options See {@link Conv2DOptions}
   * @throws {RangeError} When a number is not whole or too small, groups do not divide channels or filters, or there is no such activation
   */
  constructor(filters: number, kernelSize: number | Pair, options: Conv2DOptions = {}) {
    const size = checkedPair("Conv2D", "kernelSize", kernelSize, 1);
    super(filters, size, options);
    const { stride = 1, padding = 0, dilation = 1 } = options;
    checkPadding("Conv2D", padding, 4);
    this.kernelSize = size;
    this.#window = {
      size,
      stride: checkedPair("Conv2D", "stride", stride, 1),
      padding,
      dilation: checkedPair("Conv2D", "dilation", dilation, 1),
    };
  }

  /** The convolution of `x` with the weights. */
  protected override convolve(x: Tensor, weight: Variable): Tensor {
    const { stride, padding, dilation } = this.#window;
    return conv2d(x, weight, { stride, padding, dilation, groups: this.options.groups ?? 1 });
  }

  /** Throws unless there are rows and columns enough. */
  protected override checkFit(shape: Shape): void {
    checkWindow("Conv2D", shape, this.#window);
  }
}

/**
 * The layer of one-dimensional convolutions.
 *
 * @module
 */
import type { Shape, Tensor, Variable } from "@chainrule/tensor";
import { conv1d, ShapeError } from "@chainrule/tensor";
import { checkCount } from "../../check_count.ts";
import type { ConvolutionLayerOptions } from "./convolution_layer.ts";
import { ConvolutionLayer } from "./convolution_layer.ts";
import { checkPadding } from "./window.ts";

/** How a {@link Conv1D} layer is made. */
export interface Conv1DOptions extends ConvolutionLayerOptions {
  /** How far windows are apart. @default 1 */
  readonly stride?: number;
  /**
   * Zeros around a sequence: a number for each side, `[before, after]`, `"valid"` for none, or `"same"` for so many that there are `⌈T / stride⌉`
   * windows; what cannot be shared out evenly comes after. `[dilation * (kernelSize - 1), 0]` lets no window look ahead. @default 0
   */
  readonly padding?: number | readonly [before: number, after: number] | "same" | "valid";
  /** How far elements of a window are apart. @default 1 */
  readonly dilation?: number;
}

/**
 * Filters that go along sequences: each looks at a few steps of all channels, with the same weights everywhere. 一维卷积层
 *
 * Formula: `a[n, o, t] = f(b[o] + Σ w[o, c, k] x[n, c, t·s + k·d − p])` over c and k, with stride s, dilation d, padding p
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[N, C, T]`: channels come before steps |
 * | `weight` | `[filters, C / groups, K]`, as in PyTorch |
 * | `bias` | `[filters]` |
 * | output | `[N, filters, windows]`, `⌊(T + padding − d·(K − 1) − 1) / s⌋ + 1` windows |
 *
 * Source: Waibel, Hanazawa, Hinton, Shikano and Lang (1989), Phoneme Recognition Using Time-Delay Neural Networks.
 *
 * @example Four filters that see three steps at a time
 * ```ts
 * import { Conv1D } from "@chainrule/nn";
 * import { zeros } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Conv1D(4, 3, { padding: "same" });
 * assertEquals(layer.forward(zeros([8, 2, 20])).shape, [8, 4, 20]);
 * assertEquals(layer.parameters().map((p) => p.shape), [[4, 2, 3], [4]]);
 * ```
 */
export class Conv1D extends ConvolutionLayer {
  /** Steps of a filter. */
  readonly kernelSize: number;
  /** The options that it was made with. */
  declare readonly options: Conv1DOptions;

  /**
   * Chooses sizes.
   *
   * @param filters The number of filters
   * @param kernelSize Steps of a filter
   * @param options See {@link Conv1DOptions}
   * @throws {RangeError} When a number is not whole or too small, groups do not divide channels or filters, or there is no such activation
   */
  constructor(filters: number, kernelSize: number, options: Conv1DOptions = {}) {
    super(filters, [kernelSize], options);
    const { stride = 1, padding = 0, dilation = 1 } = options;
    for (const [what, value] of Object.entries({ kernelSize, stride, dilation })) {
      checkCount("make Conv1D", what, value);
    }
    checkPadding("Conv1D", padding, 2);
    this.kernelSize = kernelSize;
  }

  /** The convolution of `x` with the weights. */
  protected override convolve(x: Tensor, weight: Variable): Tensor {
    const { stride = 1, padding = 0, dilation = 1, groups = 1 } = this.options;
    return conv1d(x, weight, { stride, padding, dilation, groups });
  }

  /** Throws unless there are steps enough. */
  protected override checkFit(shape: Shape): void {
    const { padding = 0, dilation = 1 } = this.options;
    if (padding === "same") return;
    const extent = dilation * (this.kernelSize - 1) + 1;
    const [before, after] = padding === "valid" ? [0, 0] : typeof padding === "number" ? [padding, padding] : padding;
    const length = shape[2]! + before + after;
    if (extent <= length) return;
    throw new ShapeError(
      "Conv1D",
      [shape],
      `Cannot apply Conv1D as its window of ${extent} steps must fit into the padded sequence of ${length}`,
    );
  }
}

/**
 * The layer of largest elements of windows.
 *
 * @module
 */
import type { Padding, Pair, Tensor } from "@chainrule/tensor";
import { maxPool2d } from "@chainrule/tensor";
import { Module } from "../../module.ts";
import { checkChannels } from "./check_channels.ts";
import type { Window } from "./window.ts";
import { checkedPair, checkPadding, checkWindow } from "./window.ts";

/** How a {@link MaxPool2D} layer is made. */
export interface MaxPool2DOptions {
  /** How far windows are apart, in rows and columns. @default the size */
  readonly stride?: number | Pair;
  /**
   * What comes around an image and counts as −∞: a number for all sides, `[top, bottom, left, right]`, `"valid"` for nothing, or `"same"` for
   * so much that there are `⌈rows / stride⌉` rows. @default 0
   */
  readonly padding?: Padding;
  /** How far elements of a window are apart, in rows and columns. @default 1 */
  readonly dilation?: number | Pair;
}

/**
 * The largest element of each window of each channel. 最大汇聚层
 *
 * Formula: `y[n, c, i, j] = max x[n, c, i·s + k·d − p, j·s + l·d − p]` over k and l, with stride s, dilation d, padding p
 *
 * Of elements that tie, the first in the order of rows and columns gets all of the gradient, as in PyTorch.
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[N, C, H, W]` |
 * | output | `[N, C, rows, columns]`, `⌊(H + padding − d·(size rows − 1) − 1) / s⌋ + 1` rows |
 *
 * Source: Zhou and Chellappa (1988), Computation of Optical Flow Using a Neural Network.
 *
 * @example Half the rows and columns
 * ```ts
 * import { MaxPool2D } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[[[1, 2, 5, 6], [3, 4, 7, 8]]]]);
 * assertEquals(new MaxPool2D(2).forward(x).toArray(), [[[[4, 8]]]]);
 * ```
 */
export class MaxPool2D extends Module {
  /** Rows and columns of a window. */
  readonly size: Pair;
  /** The options that it was made with. */
  readonly options: MaxPool2DOptions;
  readonly #window: Window;

  /**
   * Chooses windows.
   *
   * @param size Rows and columns of a window, or one number for both
   * @param options See {@link MaxPool2DOptions}
   * @throws {RangeError} When a number is not whole or too small
   */
  constructor(size: number | Pair, options: MaxPool2DOptions = {}) {
    super();
    const { stride = size, padding = 0, dilation = 1 } = options;
    checkPadding("MaxPool2D", padding, 4);
    this.size = checkedPair("MaxPool2D", "size", size, 1);
    this.options = options;
    this.#window = {
      size: this.size,
      stride: checkedPair("MaxPool2D", "stride", stride, 1),
      padding,
      dilation: checkedPair("MaxPool2D", "dilation", dilation, 1),
    };
  }

  /**
   * The largest elements.
   *
   * @param x Shape `[N, C, H, W]`
   * @returns Shape `[N, C, rows, columns]`
   * @throws {ShapeError} When `x` has other axes, or a window does not fit into a padded image or has nothing inside the image
   */
  forward(x: Tensor): Tensor {
    checkChannels("MaxPool2D", x.shape, undefined, ["H", "W"]);
    checkWindow("MaxPool2D", x.shape, this.#window);
    return maxPool2d(x, this.#window);
  }
}

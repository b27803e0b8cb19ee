/**
 * The layer of means of windows.
 *
 * @module
 */
import type { Padding, Pair, Tensor } from "@chainrule/tensor";
import { avgPool2d } from "@chainrule/tensor";
import { Module } from "../../module.ts";
import { checkChannels } from "./check_channels.ts";
import type { Window } from "./window.ts";
import { checkedPair, checkPadding, checkWindow } from "./window.ts";

/** How an {@link AvgPool2D} layer is made. */
export interface AvgPool2DOptions {
  /** How far windows are apart, in rows and columns. @default the size */
  readonly stride?: number | Pair;
  /**
   * Zeros around an image: a number for all sides, `[top, bottom, left, right]`, `"valid"` for none, or `"same"` for so many that there are
   * `⌈rows / stride⌉` rows. @default 0
   */
  readonly padding?: Padding;
  /** Whether zeros outside the image count as elements. @default true */
  readonly countPadding?: boolean;
}

/**
 * The mean of each window of each channel. 平均汇聚层
 *
 * Formula: `y[n, c, i, j] = mean of x[n, c, i·s + k − p, j·s + l − p]` over k and l, with stride s, padding p
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[N, C, H, W]` |
 * | output | `[N, C, rows, columns]`, `⌊(H + padding − size rows) / s⌋ + 1` rows |
 *
 * Source: LeCun, Bottou, Bengio and Haffner (1998), Gradient-Based Learning Applied to Document Recognition, there with weight and bias.
 *
 * @example Half the rows and columns
 * ```ts
 * import { AvgPool2D } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[[[1, 2, 5, 6], [3, 4, 7, 8]]]]);
 * assertEquals(new AvgPool2D(2).forward(x).toArray(), [[[[2.5, 6.5]]]]);
 * ```
 */
export class AvgPool2D extends Module {
  /** Rows and columns of a window. */
  readonly size: Pair;
  /** The options that it was made with. */
  readonly options: AvgPool2DOptions;
  readonly #window: Window;

  /**
   * Chooses windows.
   *
   * @param size Rows and columns of a window, or one number for both
   * @param options See {@link AvgPool2DOptions}
   * @throws {RangeError} When a number is not whole or too small
   */
  constructor(size: number | Pair, options: AvgPool2DOptions = {}) {
    super();
    const { stride = size, padding = 0 } = options;
    checkPadding("AvgPool2D", padding, 4);
    this.size = checkedPair("AvgPool2D", "size", size, 1);
    this.options = options;
    this.#window = {
      size: this.size,
      stride: checkedPair("AvgPool2D", "stride", stride, 1),
      padding,
      dilation: [1, 1],
    };
  }

  /**
   * The means.
   *
   * @param x Shape `[N, C, H, W]`
   * @returns Shape `[N, C, rows, columns]`
   * @throws {ShapeError} When `x` has other axes, or a window does not fit into a padded image or has nothing inside the image
   */
  forward(x: Tensor): Tensor {
    checkChannels("AvgPool2D", x.shape, undefined, ["H", "W"]);
    checkWindow("AvgPool2D", x.shape, this.#window);
    const { size, stride, padding } = this.#window;
    return avgPool2d(x, { size, stride, padding, countPadding: this.options.countPadding ?? true });
  }
}

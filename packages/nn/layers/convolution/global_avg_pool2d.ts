/**
 * The layer of means of whole channels.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { mean } from "@chainrule/tensor";
import { Module } from "../../module.ts";
import { checkChannels } from "./check_channels.ts";

/**
 * The mean of each channel, so that images of any size give rows of one length. 全局平均汇聚层
 *
 * Formula: `y[n, c] = mean of x[n, c, i, j]` over i and j
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[N, C, H, W]` |
 * | output | `[N, C]` |
 *
 * Source: Lin, Chen and Yan (2014), Network In Network.
 *
 * @example One number a channel
 * ```ts
 * import { GlobalAvgPool2D } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[[[1, 2], [3, 4]], [[0, 0], [0, 8]]]]);
 * assertEquals(new GlobalAvgPool2D().forward(x).toArray(), [[2.5, 2]]);
 * ```
 */
export class GlobalAvgPool2D extends Module {
  /**
   * The means.
   *
   * @param x Shape `[N, C, H, W]`
   * @returns Shape `[N, C]`
   * @throws {ShapeError} When `x` has other axes
   */
  forward(x: Tensor): Tensor {
    checkChannels("GlobalAvgPool2D", x.shape, undefined, ["H", "W"]);
    return mean(x, { axis: [2, 3] });
  }
}

/**
 * The layer of two-dimensional transposed convolutions.
 *
 * @module
 */
import type { Border, Pair, Shape, Tensor, Variable } from "@chainrule/tensor";
import { convTranspose2d, permute, ShapeError } from "@chainrule/tensor";
import type { ConvolutionLayerOptions } from "./convolution_layer.ts";
import { ConvolutionLayer } from "./convolution_layer.ts";
import { checkBorder, checkedPair } from "./window.ts";

/** How a {@link ConvTranspose2D} layer is made. */
export interface ConvTranspose2DOptions extends ConvolutionLayerOptions {
  /** How far windows are apart in the output, in rows and columns. @default 1 */
  readonly stride?: number | Pair;
  /** How many rows and columns of the output are left out: on all sides, or `[top, bottom, left, right]`. @default 0 */
  readonly padding?: number | Border;
  /** How many rows and columns are added at the end, less than the stride, where several sizes of images give one size. @default 0 */
  readonly outputPadding?: number | Pair;
  /** How far elements of a window are apart, in rows and columns. @default 1 */
  readonly dilation?: number | Pair;
}

/** How windows go over the output, with nothing left open. */
interface TransposedWindow {
  readonly stride: Pair;
  readonly padding: Border;
  readonly outputPadding: Pair;
  readonly dilation: Pair;
}

/**
 * Spreads each pixel over a window, with the same weights everywhere: what `Conv2D` does, backwards, so that images grow. 转置卷积层
 *
 * Formula: `a = f(b + z)`, where `z[n, o, i·s + k·d − p, j·s + l·d − p] += w[c, o, k, l] x[n, c, i, j]` for all i, j, k, l and c
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[N, C, H, W]` |
 * | `weight` | `[C, filters / groups, kernel rows, kernel columns]`, as in PyTorch |
 * | `bias` | `[filters]` |
 * | output | `[N, filters, rows, columns]`, `(H − 1)·s + d·(kernel rows − 1) + 1 − padding + outputPadding` rows |
 *
 * Source: Zeiler, Krishnan, Taylor and Fergus (2010), Deconvolutional Networks.
 *
 * @example Images of twice the size
 * ```ts
 * import { ConvTranspose2D } from "@chainrule/nn";
 * import { zeros } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new ConvTranspose2D(3, 2, { stride: 2 });
 * assertEquals(layer.forward(zeros([4, 16, 7, 7])).shape, [4, 3, 14, 14]);
 * assertEquals(layer.parameters().map((p) => p.shape), [[16, 3, 2, 2], [3]]);
 * ```
 */
export class ConvTranspose2D extends ConvolutionLayer {
  /** Rows and columns of a filter. */
  readonly kernelSize: Pair;
  /** The options that it was made with. */
  declare readonly options: ConvTranspose2DOptions;
  readonly #window: TransposedWindow;

  /**
   * Chooses sizes.
   *
   * @param filters The number of filters
   * @param kernelSize Rows and columns of a filter, or one number for both
   * @param options See {@link ConvTranspose2DOptions}
   * @throws {RangeError} When a number is not whole or too small, `outputPadding` reaches the stride, groups do not divide channels or filters,
   * or there is no such activation
   */
  constructor(filters: number, kernelSize: number | Pair, options: ConvTranspose2DOptions = {}) {
    const size = checkedPair("ConvTranspose2D", "kernelSize", kernelSize, 1);
    super(filters, size, options);
    const { stride = 1, padding = 0, outputPadding = 0, dilation = 1 } = options;
    checkBorder("ConvTranspose2D", padding, 4);
    this.kernelSize = size;
    this.#window = {
      stride: checkedPair("ConvTranspose2D", "stride", stride, 1),
      padding: typeof padding === "number" ? [padding, padding, padding, padding] : padding,
      outputPadding: checkedPair("ConvTranspose2D", "outputPadding", outputPadding, 0),
      dilation: checkedPair("ConvTranspose2D", "dilation", dilation, 1),
    };
    checkOutputPadding(this.#window);
  }

  /** Filters as they are stored: channels of the input first. */
  protected override stored(filters: Tensor): Tensor {
    return permute(filters, [1, 0, 2, 3]);
  }

  /** The transposed convolution of `x` with the weights. */
  protected override convolve(x: Tensor, weight: Variable): Tensor {
    return convTranspose2d(x, weight, { ...this.#window, groups: this.options.groups ?? 1 });
  }

  /** Throws unless something is left of the output. */
  protected override checkFit(shape: Shape): void {
    const { stride, padding, outputPadding, dilation } = this.#window;
    for (const axis of [0, 1] as const) {
      const whole = (shape[2 + axis]! - 1) * stride[axis] + dilation[axis] * (this.kernelSize[axis] - 1) + 1;
      if (whole + outputPadding[axis] > padding[2 * axis]! + padding[2 * axis + 1]!) continue;
      throw new ShapeError(
        "ConvTranspose2D",
        [shape],
        `Cannot apply ConvTranspose2D as its padding must leave something of ${whole + outputPadding[axis]} ${
          axis === 0 ? "rows" : "columns"
        }`,
        `current padding is [${padding.join(", ")}]`,
      );
    }
  }
}

/** Rows added at the end that fill a stride would be those of an image with one more. */
function checkOutputPadding({ outputPadding, stride }: TransposedWindow): void {
  if (outputPadding[0] < stride[0] && outputPadding[1] < stride[1]) return;
  throw new RangeError(
    `Cannot make ConvTranspose2D as outputPadding must be less than stride: current outputPadding is [${
      outputPadding.join(", ")
    }], current stride is [${stride.join(", ")}]`,
  );
}

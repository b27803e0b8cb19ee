/**
 * Convolutions as products of matrices.
 *
 * @module
 */
import type { MatrixView } from "@chainrule/kernels";
import type { Values } from "../../core/dtype.ts";
import type { Shape } from "../../core/shape.ts";
import { sizeOf } from "../../core/shape.ts";
import type { Convolution } from "./convolved_shape.ts";
import type { Planes } from "./lines.ts";
import { planeOf } from "./window.ts";

/** A convolution as one product for each group of each image: `outputs x lines` by `lines x windows`. */
export interface Products {
  /** The images, a group at a time. */
  readonly planes: Planes;
  /** Into how many groups channels are cut. */
  readonly groups: number;
  /** Channels of the result in a group. */
  readonly outputs: number;
  /** Elements of a window over all channels of a group. */
  readonly inner: number;
  /** How many windows an image has. */
  readonly columns: number;
  /** How many elements of the images a group takes. */
  readonly pixels: number;
}

/** The convolution of images with weights of these shapes. */
export function productsOf(x: Shape, weight: Shape, y: Shape, windows: Convolution): Products {
  const channels = weight[1]!;
  const planes = { channels, image: planeOf(x), size: planeOf(weight), count: planeOf(y), windows };
  return {
    planes,
    groups: windows.groups,
    outputs: weight[0]! / windows.groups,
    inner: sizeOf(weight.slice(1)),
    columns: sizeOf(planes.count),
    pixels: channels * sizeOf(planes.image),
  };
}

/** Matrices with rows of some length in `values`, from an offset on. */
export function rowsOf(values: Values, length: number): (offset: number) => MatrixView {
  return (offset) => ({ values, offset, rowStride: length, columnStride: 1 });
}

/** The matrix of which these are the columns. */
export function columnsOf(values: Values, length: number, offset: number): MatrixView {
  return { values, offset, rowStride: 1, columnStride: length };
}

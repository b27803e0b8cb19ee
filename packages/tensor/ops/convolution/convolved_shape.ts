/**
 * How convolutions go over images, and the shapes that they give.
 *
 * @module
 */
import { ShapeError } from "../../core/errors.ts";
import type { Shape } from "../../core/shape.ts";
import { sameShape } from "../../core/shape.ts";
import type { Pair, Windows } from "./window.ts";
import { checkImages, planeOf, windowCount } from "./window.ts";

/** How a convolution goes over images. */
export interface Convolution extends Windows {
  /** Into how many groups channels are cut; each group knows only itself. */
  readonly groups: number;
}

/** What the gradient of an operand of a convolution needs to know beside: the size of a plane of that operand. */
export interface ConvolutionGradient extends Convolution {
  /** Rows and columns. */
  readonly size: Pair;
}

/** The shape that the convolution of `x` with `weight` has, for an operation that computes it or a gradient of it. */
export function convolvedShape(
  op: string,
  shapes: readonly Shape[],
  x: Shape,
  weight: Shape,
  convolution: Convolution,
): Shape {
  const { groups } = convolution;
  checkImages(op, shapes, x);
  checkImages(op, shapes, weight, "weight");
  if (x[1] !== weight[1]! * groups || weight[0]! % groups > 0) {
    const rule = groups === 1
      ? "as x.shape[1] must equal weight.shape[1]"
      : `in ${groups} groups as x.shape[1] must equal ${groups} times weight.shape[1], and weight.shape[0] must be a multiple of ${groups}`;
    throw new ShapeError(op, shapes, `Cannot ${op} x with weight ${rule}`);
  }
  return [x[0]!, weight[0]!, ...windowCount(op, shapes, planeOf(x), planeOf(weight), convolution)];
}

/** Throws unless `g` has the shape of the convolution. */
export function checkGradient(op: string, shapes: readonly Shape[], g: Shape, wanted: Shape): void {
  if (sameShape(g, wanted)) return;
  throw new ShapeError(
    op,
    shapes,
    `Cannot ${op} g as it must have the shape of the convolution, [${wanted.join(", ")}]`,
  );
}

/**
 * What pooling operations share: how windows go over images.
 *
 * @module
 */
import { ShapeError } from "../../core/errors.ts";
import type { Shape } from "../../core/shape.ts";
import type { Inside, Pair, WindowOptions, Windows } from "./window.ts";
import { checkImages, insideOf, pairOf, planeOf, windowCount, windowsOf } from "./window.ts";

/** How windows of one size go over images. */
export interface Pooling extends Windows {
  /** Rows and columns of a window. */
  readonly size: Pair;
}

/** How windows of one size go over images; the stride is the size unless said otherwise. */
export interface PoolingOptions extends WindowOptions {
  /** Rows and columns of a window. */
  readonly size: number | Pair;
  /** How far windows are apart, in rows and columns. @default the size */
  readonly stride?: number | Pair;
}

/** The options with nothing left open. */
export function poolingOf(op: string, x: Shape, { size, stride = size, ...options }: PoolingOptions): Pooling {
  checkImages(op, [x], x);
  const window = pairOf(op, "size", size, 1);
  return { ...windowsOf(op, planeOf(x), window, { ...options, stride }), size: window };
}

/** The shape that pooling gives; each window must have something inside. */
export function pooledShape(op: string, shapes: readonly Shape[], x: Shape, pooling: Pooling): Shape {
  checkImages(op, shapes, x);
  const image = planeOf(x);
  const count = windowCount(op, shapes, image, pooling.size, pooling);
  for (const axis of [0, 1] as const) {
    if (insideOf(axis, image, pooling.size, count, pooling).every((inside) => inside.count > 0)) continue;
    throw new ShapeError(
      op,
      shapes,
      `Cannot ${op} x as each window must have an element inside the image`,
      `current padding is [${pooling.padding.join(", ")}]`,
    );
  }
  return [x[0]!, x[1]!, ...count];
}

/** Calls `visit` for each window of each plane, in order, with its rows and columns that lie inside the image. */
export function forEachWindow(
  x: Shape,
  y: Shape,
  pooling: Pooling,
  visit: (window: number, plane: number, rows: Inside, columns: Inside) => void,
): void {
  const [image, count] = [planeOf(x), planeOf(y)];
  const rows = insideOf(0, image, pooling.size, count, pooling);
  const columns = insideOf(1, image, pooling.size, count, pooling);
  const planes = x[0]! * x[1]!;
  let window = 0;
  for (let plane = 0; plane < planes; plane++) {
    for (const row of rows) {
      for (const column of columns) visit(window++, plane * image[0] * image[1], row, column);
    }
  }
}

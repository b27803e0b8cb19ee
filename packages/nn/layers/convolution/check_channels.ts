/**
 * Checking that an input has channels, and as many as expected.
 *
 * @module
 */
import type { Shape } from "@chainrule/tensor";
import { ShapeError } from "@chainrule/tensor";

/** Throws unless `shape` is `[N, channels, ...axes]`. */
export function checkChannels(
  layer: string,
  shape: Shape,
  channels: number | undefined,
  axes: readonly string[],
): void {
  const rank = 2 + axes.length;
  if (shape.length === rank && (channels === undefined || shape[1] === channels)) return;
  throw new ShapeError(
    layer,
    [shape],
    `Cannot apply ${layer} as its input must have shape [${["N", channels ?? "C", ...axes].join(", ")}]`,
    cure(shape, channels, axes),
  );
}

function cure(shape: Shape, channels: number | undefined, axes: readonly string[]): string | undefined {
  const rank = 2 + axes.length;
  const place = axes.join(", ");
  if (shape.length === rank - 1) return `without an axis of channels, reshape it to [N, 1, ${place}]`;
  if (shape.length === 2) return `rows of numbers become images with Reshape([C, ${place}])`;
  if (shape.length === rank && shape.at(-1) === channels) {
    return `channels are the second axis: transpose it from [N, ${place}, C]`;
  }
  return undefined;
}

/**
 * Ways from one rate to another.
 *
 * @module
 */

/** From `start` at share 0 to `end` at share 1, on half a wave of the cosine; exact at both. */
export function cosineBetween(start: number, end: number, share: number): number {
  return lineBetween(end, start, (1 + Math.cos(Math.PI * share)) / 2);
}

/** From `start` at share 0 to `end` at share 1, on a straight line; exact at both. */
export function lineBetween(start: number, end: number, share: number): number {
  return start * (1 - share) + end * share;
}

/** How far `step` is on the way from `first` to `last`, in [0, 1]; 1 when there is no way to go. */
export function shareOf(step: number, first: number, last: number): number {
  return last <= first ? 1 : Math.min(1, Math.max(0, (step - first) / (last - first)));
}

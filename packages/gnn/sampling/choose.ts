/**
 * Choosing some of many.
 *
 * @module
 */

/**
 * `count` different whole numbers below `size`, in rising order, each choice as likely as any other; all of them where there are no more. One uniform number each:
 * Floyd's algorithm (Bentley and Floyd, 1987, A Sample of Brilliance).
 */
export function choose(size: number, count: number, uniform: () => number): number[] {
  if (size <= count) return Array.from({ length: size }, (_, i) => i);
  const chosen = new Set<number>();
  for (let last = size - count; last < size; last++) {
    const drawn = Math.floor(uniform() * (last + 1));
    chosen.add(chosen.has(drawn) ? last : drawn);
  }
  return [...chosen].sort((a, b) => a - b);
}

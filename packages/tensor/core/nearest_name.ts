/**
 * What a misspelt name was meant to be.
 *
 * @module
 */

/**
 * The one of `known` that takes the fewest edits to reach from `name`, without regard to case; of several, the first. 最近名称
 *
 * @param name What was written
 * @param known The names that there are, at least one
 * @returns One of `known`
 *
 * @example A slip of the finger
 * ```ts
 * import { nearest } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(nearest("Rellu", ["tanh", "elu", "relu"]), "relu");
 * ```
 */
export function nearest(name: string, known: readonly string[]): string {
  const distances = known.map((candidate) => distance(name, candidate));
  return known[distances.indexOf(Math.min(...distances))]!;
}

/** The error for a name that is not among `known`; it names the nearest. */
export function nearestName(action: string, what: string, name: string, known: readonly string[]): RangeError {
  return new RangeError(
    `Cannot ${action} as the ${what} must be one of ${known.join(", ")}: current ${what} is ${name}; did you mean ${
      nearest(name, known)
    }?`,
  );
}

/** Levenshtein's edit distance, without regard to case. */
function distance(a: string, b: string): number {
  const [from, to] = [`${a}`.toLowerCase(), b.toLowerCase()];
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const swap = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

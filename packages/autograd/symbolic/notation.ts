/**
 * What a way of writing formulas must say.
 *
 * @module
 */

/** How tightly the outermost operation of something written binds, loosest first. */
export const Binding = { sum: 0, product: 1, power: 2, atom: 3 } as const;

/** Something written, and how tightly it binds. */
export interface Written {
  readonly text: string;
  readonly binding: number;
}

/** A way of writing formulas. */
export interface Notation {
  symbol(name: string): string;
  parenthesized(inner: string): string;
  factors(factors: readonly string[]): string;
  fraction(above: readonly Written[], below: readonly Written[]): string;
  power(base: Written, exponent: Written): Written;
  call(name: string, args: readonly Written[]): Written;
}

/** `x`, in parentheses if it binds less tightly than its place asks for. */
export function within(notation: Notation, x: Written, place: number): string {
  return x.binding < place ? notation.parenthesized(x.text) : x.text;
}

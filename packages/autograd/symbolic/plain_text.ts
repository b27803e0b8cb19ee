/**
 * Formulas as plain text.
 *
 * @module
 */
import type { Notation, Written } from "./notation.ts";
import { Binding, within } from "./notation.ts";

/** Text that could be read back: `*`, `/`, `^` and `name(args)`. */
export const plainText: Notation = {
  symbol: (name) => name,
  parenthesized: (inner) => `(${inner})`,
  factors: (factors) => factors.join("*"),
  fraction: (above, below) => {
    const bottom = product(below);
    return `${product(above)} / ${below.length > 1 ? `(${bottom})` : bottom}`;
  },
  power: (base, exponent) => ({
    text: `${within(plainText, base, Binding.atom)}^${within(plainText, exponent, Binding.atom)}`,
    binding: Binding.power,
  }),
  call: (name, args) => ({ text: `${name}(${args.map(({ text }) => text).join(", ")})`, binding: Binding.atom }),
};

function product(factors: readonly Written[]): string {
  return plainText.factors(factors.map((factor) => within(plainText, factor, Binding.power)));
}

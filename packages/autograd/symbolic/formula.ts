/**
 * Writing expressions as text and as LaTeX.
 *
 * @module
 */
import type { Expression } from "./expression.ts";
import { coefficientOf, number, power, product } from "./expression.ts";
import { latex } from "./latex.ts";
import type { Notation, Written } from "./notation.ts";
import { Binding, within } from "./notation.ts";
import { plainText } from "./plain_text.ts";

/** An expression, to print. */
export interface Formula {
  /** As plain text, such as `2*x / (x^2 + 1)`. */
  readonly text: string;
  /** As LaTeX, such as `\frac{2 x}{x^{2} + 1}`. */
  readonly latex: string;
}

/** Both ways of writing `x`. */
export function formulaOf(x: Expression): Formula {
  return { text: write(x, plainText).text, latex: write(x, latex).text };
}

function write(x: Expression, notation: Notation): Written {
  switch (x.kind) {
    case "number":
      return { text: `${x.value}`, binding: x.value < 0 ? Binding.sum : Binding.atom };
    case "symbol":
      return { text: notation.symbol(x.name), binding: Binding.atom };
    case "sum":
      return writeSum(x.terms, notation);
    case "product":
      return writeProduct(x.coefficient, x.factors, notation);
    case "power":
      return isBelow(x)
        ? writeProduct(1, [x], notation)
        : notation.power(write(x.base, notation), write(x.exponent, notation));
    case "call":
      return notation.call(x.name, x.args.map((arg) => write(arg, notation)));
  }
}

/** A term that is not subtracted comes first, if there is one. */
function writeSum(terms: readonly Expression[], notation: Notation): Written {
  const first = Math.max(0, terms.findIndex((term) => !isNegative(term)));
  const others = terms.toSpliced(first, 1).map((term) =>
    isNegative(term) ? ` - ${write(product(number(-1), term), notation).text}` : ` + ${write(term, notation).text}`
  );
  return { text: write(terms[first]!, notation).text + others.join(""), binding: Binding.sum };
}

function isNegative(term: Expression): boolean {
  return (term.kind === "number" ? term.value : coefficientOf(term)) < 0;
}

function writeProduct(coefficient: number, factors: readonly Expression[], notation: Notation): Written {
  const above = factors.filter((factor) => !isBelow(factor)).map((factor) => write(factor, notation));
  const below = factors.filter(isBelow).map((factor) => write(power(factor, number(-1)), notation));
  const size = Math.abs(coefficient);
  if ([2, 3, 4].includes(1 / size)) below.unshift(numeral(1 / size));
  else if (size !== 1) above.unshift(numeral(size));
  if (above.length === 0) above.push(numeral(1));
  const text = below.length > 0
    ? notation.fraction(above, below)
    : notation.factors(above.map((factor) => within(notation, factor, Binding.power)));
  return coefficient < 0 ? { text: `-${text}`, binding: Binding.sum } : { text, binding: Binding.product };
}

function numeral(value: number): Written {
  return { text: `${value}`, binding: Binding.atom };
}

/** Whether a factor belongs below the line of a fraction. */
function isBelow(factor: Expression): boolean {
  return factor.kind === "power" && factor.exponent.kind === "number" && factor.exponent.value < 0;
}

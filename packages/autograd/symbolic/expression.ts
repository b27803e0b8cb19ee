/**
 * Algebraic expressions that simplify while they are built: constants fold, zeros and ones vanish, equal terms and equal factors
 * are collected. Nothing is expanded or factored.
 *
 * @module
 */

/** A number, a name, or a function of expressions. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "symbol"; readonly name: string }
  | { readonly kind: "sum"; readonly terms: readonly Expression[] }
  | { readonly kind: "product"; readonly coefficient: number; readonly factors: readonly Expression[] }
  | { readonly kind: "power"; readonly base: Expression; readonly exponent: Expression }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] };

/** A constant. */
export function number(value: number): Expression {
  return { kind: "number", value };
}

/** A name. */
export function symbol(name: string): Expression {
  return { kind: "symbol", name };
}

/** A function that has no rules of its own here. */
export function call(name: string, ...args: readonly Expression[]): Expression {
  return { kind: "call", name, args };
}

/** `a + b + …`, equal terms collected, the constant last. */
export function sum(...terms: readonly Expression[]): Expression {
  const counts = new Collected();
  let constant = 0;
  for (const term of terms.flatMap((x) => x.kind === "sum" ? x.terms : [x])) {
    if (term.kind === "number") constant += term.value;
    else counts.add(withoutCoefficient(term), coefficientOf(term));
  }
  const collected = counts.entries().map(([term, count]) => product(number(count), term));
  const all = constant === 0 ? collected : [...collected, number(constant)];
  return all.length > 1 ? { kind: "sum", terms: all } : all[0] ?? number(0);
}

/** `a · b · …`, constants in front, equal bases collected. */
export function product(...factors: readonly Expression[]): Expression {
  const exponents = new Collected();
  const others: Expression[] = [];
  let coefficient = 1;
  for (const factor of factors.flatMap(flatten)) {
    const [base, exponent] = factor.kind === "power" ? [factor.base, factor.exponent] : [factor, number(1)];
    if (factor.kind === "number") coefficient *= factor.value;
    else if (exponent.kind === "number") exponents.add(base, exponent.value);
    else others.push(factor);
  }
  const collected = [...exponents.entries().map(([base, count]) => power(base, number(count))), ...others];
  return scaled(coefficient, collected);
}

/** `base` to the power `exponent`. */
export function power(base: Expression, exponent: Expression): Expression {
  if (exponent.kind !== "number") return { kind: "power", base, exponent };
  const { value } = exponent;
  if (value === 0) return number(1);
  if (value === 1) return base;
  if (base.kind === "number") return number(base.value ** value);
  if (Number.isInteger(value)) {
    if (base.kind === "power" && base.exponent.kind === "number") {
      return power(base.base, number(base.exponent.value * value));
    }
    if (base.kind === "product") {
      return product(number(base.coefficient ** value), ...base.factors.map((factor) => power(factor, exponent)));
    }
  }
  return { kind: "power", base, exponent };
}

/** The number in front of a term. */
export function coefficientOf(term: Expression): number {
  return term.kind === "product" ? term.coefficient : 1;
}

function withoutCoefficient(term: Expression): Expression {
  return term.kind === "product" ? scaled(1, term.factors) : term;
}

function flatten(x: Expression): readonly Expression[] {
  return x.kind === "product" ? [number(x.coefficient), ...x.factors] : [x];
}

function scaled(coefficient: number, factors: readonly Expression[]): Expression {
  if (coefficient === 0 || factors.length === 0) return number(coefficient);
  const [only] = factors;
  if (coefficient === 1 && factors.length === 1) return only!;
  return { kind: "product", coefficient, factors };
}

/** Counts equal expressions, in the order in which they first come. */
class Collected {
  readonly #counts = new Map<string, { readonly x: Expression; count: number }>();

  add(x: Expression, count: number): void {
    const key = JSON.stringify(x);
    const entry = this.#counts.get(key) ?? { x, count: 0 };
    entry.count += count;
    this.#counts.set(key, entry);
  }

  entries(): (readonly [Expression, number])[] {
    return [...this.#counts.values()].filter(({ count }) => count !== 0).map(({ x, count }) => [x, count] as const);
  }
}

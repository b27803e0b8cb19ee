/**
 * The facts as a table of text.
 *
 * @module
 */
import type { ActivationFacts, Range, Saturation, ZeroCentred } from "./activation_facts.ts";
import { activationFacts } from "./registry.ts";

/** One row of {@link describeActivations}; formulas, ranges and parameters are LaTeX. */
export interface ActivationDescription {
  /** The name of the function. */
  readonly name: string;
  /** The section of the chapter. */
  readonly section: string;
  /** The definition. */
  readonly formula: string;
  /** The derivative. */
  readonly derivative: string;
  /** Such as `(0, 1)` or `[0, \infty)`. */
  readonly range: string;
  /** Whether outputs lie evenly around 0. */
  readonly zeroCentred: ZeroCentred;
  /** At which ends the derivative goes to 0. */
  readonly saturation: "both" | "left" | "right" | "none";
  /** Whether it never falls. */
  readonly monotonic: "yes" | "no";
  /** Where there is no derivative, such as `-1, 1`; empty for none. */
  readonly kinks: string;
  /** Such as `\gamma = 0.01`; empty for none. */
  readonly parameters: string;
}

/**
 * All activations of one number with what is known about them, as text for a table. 激活函数一览
 *
 * @returns One row an activation, in the order of the chapter
 *
 * @example The range of the logistic function
 * ```ts
 * import { describeActivations } from "@chainrule/activations";
 * import { assertEquals } from "@std/assert";
 *
 * const row = describeActivations().find(({ name }) => name === "sigmoid");
 * assertEquals(row?.range, "(0, 1)");
 * ```
 */
export function describeActivations(): ActivationDescription[] {
  return Object.values(activationFacts).map(describe);
}

function describe(facts: ActivationFacts | ActivationFacts<string>): ActivationDescription {
  const { name, section, formula, derivativeFormula, range, zeroCentred, saturation, monotonic, kinks } = facts;
  return {
    name,
    section,
    formula,
    derivative: derivativeFormula,
    range: interval(range),
    zeroCentred,
    saturation: ends(saturation),
    monotonic: monotonic ? "yes" : "no",
    kinks: kinks.join(", "),
    parameters: facts.parameters.map((parameter) => `${parameter.symbol} = ${parameter.default}`).join(", "),
  };
}

function interval({ min, max, minReached, maxReached }: Range): string {
  return `${minReached ? "[" : "("}${bound(min)}, ${bound(max)}${maxReached ? "]" : ")"}`;
}

function bound(value: number): string {
  if (Number.isFinite(value)) return `${Number(value.toFixed(3))}`;
  return value > 0 ? "\\infty" : "-\\infty";
}

function ends({ left, right }: Saturation): ActivationDescription["saturation"] {
  if (left && right) return "both";
  if (left) return "left";
  return right ? "right" : "none";
}

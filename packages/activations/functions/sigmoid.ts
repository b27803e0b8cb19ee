/**
 * The logistic function.
 *
 * @module
 */
import { sigmoidOp } from "@chainrule/tensor";
import type { ActivationFacts } from "../facts/activation_facts.ts";
import { atNumber } from "../facts/at_number.ts";

export { sigmoid, sigmoidOp } from "@chainrule/tensor";

/** What is known about the logistic function. */
export const sigmoidFacts: ActivationFacts = {
  name: "sigmoid",
  section: "4.1.1",
  formula: "\\sigma(x) = \\frac{1}{1 + e^{-x}}",
  derivativeFormula: "\\sigma(x)\\,(1 - \\sigma(x))",
  range: { min: 0, max: 1, minReached: false, maxReached: false },
  zeroCentred: "no",
  saturation: { left: true, right: true },
  monotonic: true,
  kinks: [],
  parameters: [],
  value: (x) => atNumber(sigmoidOp, [x]),
  derivative: (x) => atNumber(sigmoidOp, [x]) * atNumber(sigmoidOp, [-x]),
};

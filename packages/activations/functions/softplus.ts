/**
 * The softplus function.
 *
 * @module
 */
import { sigmoidOp, softplusOp } from "@chainrule/tensor";
import type { ActivationFacts } from "../facts/activation_facts.ts";
import { atNumber } from "../facts/at_number.ts";

export { softplus, softplusOp } from "@chainrule/tensor";

/** What is known about softplus. */
export const softplusFacts: ActivationFacts = {
  name: "softplus",
  section: "4.1.2.4",
  formula: "\\log(1 + e^x)",
  derivativeFormula: "\\sigma(x) = \\frac{1}{1 + e^{-x}}",
  range: { min: 0, max: Infinity, minReached: false, maxReached: false },
  zeroCentred: "no",
  saturation: { left: true, right: false },
  monotonic: true,
  kinks: [],
  parameters: [],
  value: (x) => atNumber(softplusOp, [x]),
  derivative: (x) => atNumber(sigmoidOp, [x]),
};

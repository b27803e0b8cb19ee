/**
 * The hyperbolic tangent.
 *
 * @module
 */
import { tanhOp } from "@chainrule/tensor";
import type { ActivationFacts } from "../facts/activation_facts.ts";
import { atNumber } from "../facts/at_number.ts";
import { sigmoidFacts } from "./sigmoid.ts";

export { tanh, tanhOp } from "@chainrule/tensor";

/** What is known about the hyperbolic tangent. */
export const tanhFacts: ActivationFacts = {
  name: "tanh",
  section: "4.1.1",
  formula: "\\tanh(x) = \\frac{e^x - e^{-x}}{e^x + e^{-x}} = 2\\sigma(2x) - 1",
  derivativeFormula: "1 - \\tanh^2(x)",
  range: { min: -1, max: 1, minReached: false, maxReached: false },
  zeroCentred: "yes",
  saturation: { left: true, right: true },
  monotonic: true,
  kinks: [],
  parameters: [],
  value: (x) => atNumber(tanhOp, [x]),
  // 1 − tanh² would lose its digits where tanh nears ±1.
  derivative: (x) => 4 * sigmoidFacts.derivative(2 * x),
};

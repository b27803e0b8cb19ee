/**
 * The facts of all activations.
 *
 * @module
 */
import { eluFacts } from "../functions/elu.ts";
import { geluFacts } from "../functions/gelu.ts";
import { hardLogisticFacts } from "../functions/hard_logistic.ts";
import { hardTanhFacts } from "../functions/hard_tanh.ts";
import { leakyReluFacts } from "../functions/leaky_relu.ts";
import { preluFacts } from "../functions/prelu.ts";
import { reluFacts } from "../functions/relu.ts";
import { sigmoidFacts } from "../functions/sigmoid.ts";
import { softplusFacts } from "../functions/softplus.ts";
import { stepFacts } from "../functions/step.ts";
import { swishFacts } from "../functions/swish.ts";
import { tanhFacts } from "../functions/tanh.ts";
import type { ActivationFacts } from "./activation_facts.ts";

/** The facts of every activation that acts on single numbers, in the order of the chapter. */
export const activationFacts: {
  readonly step: ActivationFacts;
  readonly sigmoid: ActivationFacts;
  readonly tanh: ActivationFacts;
  readonly hardLogistic: ActivationFacts;
  readonly hardTanh: ActivationFacts;
  readonly relu: ActivationFacts;
  readonly leakyRelu: ActivationFacts<"slope">;
  readonly prelu: ActivationFacts<"slope">;
  readonly elu: ActivationFacts<"alpha">;
  readonly softplus: ActivationFacts;
  readonly swish: ActivationFacts<"beta">;
  readonly gelu: ActivationFacts;
} = {
  step: stepFacts,
  sigmoid: sigmoidFacts,
  tanh: tanhFacts,
  hardLogistic: hardLogisticFacts,
  hardTanh: hardTanhFacts,
  relu: reluFacts,
  leakyRelu: leakyReluFacts,
  prelu: preluFacts,
  elu: eluFacts,
  softplus: softplusFacts,
  swish: swishFacts,
  gelu: geluFacts,
};

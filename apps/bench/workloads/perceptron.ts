/**
 * The multi-layer perceptron 784-256-128-10.
 *
 * @module
 */
import type { ActivationName } from "@chainrule/activations";
import { Dense, Sequential } from "@chainrule/nn";

/** A new one; it puts out logits, or what `activation` makes of them. */
export function perceptron(activation?: ActivationName): Sequential {
  return new Sequential([
    new Dense(256, { inputDim: 784, activation: "relu" }),
    new Dense(128, { activation: "relu" }),
    new Dense(10, activation === undefined ? {} : { activation }),
  ], { seed: 0 });
}

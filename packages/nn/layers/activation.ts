/**
 * An activation as a layer.
 *
 * @module
 */
import { activationFromName } from "@chainrule/activations";
import type { ActivationName } from "@chainrule/activations";
import type { Tensor } from "@chainrule/tensor";
import { Module } from "../module.ts";

/**
 * An activation function as a layer. 激活层
 *
 * @example ReLU
 * ```ts
 * import { Activation } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new Activation("relu").forward(tensor([-1, 2])).toArray(), [0, 2]);
 * ```
 */
export class Activation extends Module {
  /** The name of the function, or null for one of one's own. */
  readonly activation: ActivationName | null;
  readonly #function: (z: Tensor) => Tensor;

  /**
   * Chooses the function.
   *
   * @param activation A name, or any function that keeps the first axis
   * @throws {RangeError} When there is no such activation
   */
  constructor(activation: ActivationName | ((z: Tensor) => Tensor)) {
    super();
    this.activation = typeof activation === "string" ? activation : null;
    this.#function = typeof activation === "string" ? activationFromName(activation) : activation;
  }

  /** `Activation` and which. */
  override get name(): string {
    return `Activation(${this.activation ?? "function"})`;
  }

  /**
   * The activations.
   *
   * @param z Net inputs, any shape
   * @returns The same shape, unless the function changes it
   */
  forward(z: Tensor): Tensor {
    return this.#function(z);
  }

  /** The name of the function, or null for one of one's own. */
  get finalActivation(): ActivationName | null {
    return this.activation;
  }

  /** What it was given; the output, if its function has no name. */
  forwardLogits(z: Tensor): Tensor {
    return this.activation === null ? this.forward(z) : z;
  }
}

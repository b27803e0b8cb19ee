/**
 * Swish with a learnable β.
 *
 * @module
 */
import { swish } from "@chainrule/activations";
import type { DType, Tensor } from "@chainrule/tensor";
import { full, Variable } from "@chainrule/tensor";
import { Module } from "../module.ts";

/** How a {@link Swish} layer is made. */
export interface SwishOptions {
  /** The first β. @default 1 */
  readonly beta?: number;
  /** Whether β is learnt. @default true */
  readonly learnable?: boolean;
  /** The dtype of β. @default "float32" */
  readonly dtype?: DType;
}

/**
 * The self-gated activation, with a β that is learnt. Swish激活层
 *
 * Formula (§4.1.3): `x σ(βx)`. Source: Ramachandran, Zoph and Le (2017).
 *
 * @example β = 0 halves its input
 * ```ts
 * import { Swish } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new Swish({ beta: 0 }).forward(tensor([-2, 4])).toArray(), [-1, 2]);
 * ```
 */
export class Swish extends Module {
  /** The parameter β. */
  readonly beta: Variable;

  /**
   * Makes β.
   *
   * @param options See {@link SwishOptions}
   */
  constructor({ beta = 1, learnable = true, dtype = "float32" }: SwishOptions = {}) {
    super();
    this.beta = new Variable(full([], beta, dtype), { name: "beta", trainable: learnable });
  }

  /** The dtype of β. */
  override get dtype(): DType {
    return this.beta.dtype;
  }

  /**
   * The activations.
   *
   * @param x Any shape
   * @returns The same shape
   */
  forward(x: Tensor): Tensor {
    return swish(x, this.beta);
  }
}

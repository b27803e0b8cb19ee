/**
 * A controller without a memory of its own.
 *
 * @module
 */
import type { RecurrentState } from "@chainrule/nn";
import { Dense, Module } from "@chainrule/nn";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { zeros } from "@chainrule/tensor";

/** One layer of tanh units, which does not look at its state. 前馈控制器 */
export class FeedForwardController extends Module {
  /** The number of units. */
  readonly units: number;
  /** The layer. */
  readonly layer: Dense;

  /** Chooses size and dtype. */
  constructor(units: number, dtype: DType) {
    super();
    this.units = units;
    this.layer = new Dense(units, { activation: "tanh", dtype });
  }

  /** Builds the layer for inputs of shape `[N, D]`. */
  protected override build(inputShape: Shape): void {
    this.layer.ensureBuilt(inputShape);
  }

  /** Zeros. */
  zeroState(samples: number): RecurrentState {
    return { hidden: zeros([samples, this.units], this.layer.dtype) };
  }

  /** The activations, as the next state. */
  forward(x: Tensor): RecurrentState {
    return { hidden: this.layer.forward(x) };
  }
}

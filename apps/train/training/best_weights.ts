/**
 * The weights of the best epoch.
 *
 * @module
 */
import type { StateDict } from "@chainrule/formats";
import type { Module } from "@chainrule/nn";
import { tensor } from "@chainrule/tensor";
import { prefixed, withPrefix } from "./state_names.ts";

/** Remembers the weights of the epoch with the lowest loss, and how long ago that was. */
export class BestWeights {
  readonly #model: Module;
  #lowest = Infinity;
  #waited = 0;
  #weights: StateDict | null = null;

  constructor(model: Module) {
    this.#model = model;
  }

  /** The lowest loss. */
  get lowest(): number {
    return this.#lowest;
  }

  /** How many epochs there were since. */
  get waited(): number {
    return this.#waited;
  }

  /** Notes the loss of the weights as they are. */
  see(loss: number): void {
    this.#waited++;
    if (!(loss < this.#lowest)) return;
    this.#lowest = loss;
    this.#waited = 0;
    this.#weights = this.#model.stateDict();
  }

  /** Gives the model its best weights back. */
  restore(): void {
    if (this.#weights !== null) this.#model.loadStateDict(this.#weights);
  }

  /** What must be stored to go on. */
  stateDict(): StateDict {
    if (this.#weights === null) return {};
    return {
      lowest: tensor(this.#lowest, "float64"),
      waited: tensor(this.#waited, "float64"),
      ...prefixed("weights.", this.#weights),
    };
  }

  /** Goes on from a state; the empty one is that of a run that kept no best weights, and changes nothing. */
  loadStateDict(state: StateDict): void {
    if (state.lowest === undefined || state.waited === undefined) return;
    this.#lowest = state.lowest.item();
    this.#waited = state.waited.item();
    this.#weights = withPrefix("weights.", state);
  }
}

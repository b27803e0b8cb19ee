/**
 * Two recurrent networks of one size, with and without gates.
 *
 * @module
 */
import type { Layer } from "@chainrule/nn";
import { Dense, glorotUniform, LSTM, Module, Sequential, SimpleRNN } from "@chainrule/nn";
import { Random } from "@chainrule/tensor";

/** The networks that are compared, each with recurrent layers of the same sizes and one number at the end. */
export class AddingNetworks extends Module {
  /** With long short-term memory. */
  readonly lstm: Sequential;
  /** With simple recurrent layers, whose weights start as those of any layer do: from orthogonal ones, their gradients live longer. */
  readonly simple: Sequential;

  constructor(hidden: readonly number[], seed: number) {
    super();
    this.lstm = readerOf(hidden, (units, options) => new LSTM(units, options));
    this.simple = readerOf(
      hidden,
      (units, options) => new SimpleRNN(units, { ...options, hiddenInitializer: glorotUniform }),
    );
    this.useRandom(new Random(seed));
  }

  /** Both, in the order in which their figures are given. */
  get both(): readonly [Sequential, Sequential] {
    return [this.lstm, this.simple];
  }
}

type RecurrentLayer = (
  units: number,
  options: { readonly inputDim: number; readonly returnSequences: boolean },
) => Layer;

/** Recurrent layers, the last of which gives its last output alone, and a number. */
function readerOf(hidden: readonly number[], layer: RecurrentLayer): Sequential {
  const recurrent = hidden.map((units, i) =>
    layer(units, { inputDim: hidden[i - 1] ?? 2, returnSequences: i < hidden.length - 1 })
  );
  return new Sequential([...recurrent, new Dense(1, { inputDim: hidden.at(-1)! })]);
}

/**
 * The graph attention network that settings describe.
 *
 * @module
 */
import { activationFromName } from "@chainrule/activations";
import type { AttentionCoefficients, Graph } from "@chainrule/gnn";
import { GATConv } from "@chainrule/gnn";
import { Dropout, Module } from "@chainrule/nn";
import type { Tensor } from "@chainrule/tensor";
import { isSparseMatrix, Random } from "@chainrule/tensor";
import type { SparseMatrix } from "@chainrule/tensor";
import type { Tuning } from "../cli/settings.ts";
import type { NodeClassifier } from "../problems/problem.ts";

/** How many heads each hidden layer has; the last layer has one. */
export const heads = 8;

/** Layers of graph attention with dropout before each, and on attention, and an activation between them. */
export class AttentionNetwork extends Module implements NodeClassifier {
  /** The layers, first to last. */
  readonly layers: readonly GATConv[];
  readonly #activation: (z: Tensor) => Tensor;
  /** What silences inputs in training; a field, so that its place in its random sequence is stored. */
  readonly dropout: Dropout;

  constructor(inputDim: number, classes: number, { hidden, dropout, activation }: Tuning, seed: number) {
    super();
    const inputs = [inputDim, ...hidden.map((units) => heads * units)];
    this.layers = inputs.map((inputDim, i) => {
      const units = hidden[i];
      return units === undefined
        ? new GATConv(classes, { inputDim, dropout })
        : new GATConv(units, { inputDim, dropout, heads });
    });
    this.dropout = new Dropout(dropout);
    this.#activation = activationFromName(activation);
    this.useRandom(new Random(seed));
  }

  /** As in the paper, all layers. */
  get decayed(): Module {
    return this;
  }

  /** The scores of each node, shape `[V, C]`. */
  forward(features: Tensor | SparseMatrix, graph: Graph): Tensor {
    const [first, ...rest] = this.layers as [GATConv, ...GATConv[]];
    return rest.reduce(
      (a, layer) => layer.forward(this.dropout.forward(this.#activation(a)), graph),
      first.forward(this.#dropped(features), graph),
    );
  }

  /** Who listens to whom, layer by layer, in evaluation. */
  attention(features: Tensor | SparseMatrix, graph: Graph): AttentionCoefficients[] {
    this.eval();
    let input = features;
    return this.layers.map((layer) => {
      const coefficients = layer.attentionCoefficients(input, graph);
      input = this.#activation(layer.forward(input, graph));
      return coefficients;
    });
  }

  /** Of sparse features, dropout silences stored values: the others are 0 anyway. */
  #dropped(features: Tensor | SparseMatrix): Tensor | SparseMatrix {
    return isSparseMatrix(features)
      ? features.withValues(this.dropout.forward(features.values))
      : this.dropout.forward(features);
  }
}

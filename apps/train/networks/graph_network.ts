/**
 * The graph convolutional network that settings describe.
 *
 * @module
 */
import { activationFromName } from "@chainrule/activations";
import type { Graph } from "@chainrule/gnn";
import { GCNConv } from "@chainrule/gnn";
import { Dropout, Module } from "@chainrule/nn";
import type { Tensor } from "@chainrule/tensor";
import { isSparseMatrix, Random } from "@chainrule/tensor";
import type { SparseMatrix } from "@chainrule/tensor";
import type { Tuning } from "../cli/settings.ts";
import type { NodeClassifier } from "../problems/problem.ts";

/** Graph convolutions with dropout before each and an activation between them. */
export class GraphNetwork extends Module implements NodeClassifier {
  /** The convolutions, first to last. */
  readonly layers: readonly GCNConv[];
  readonly #activation: (z: Tensor) => Tensor;
  /** What silences inputs in training; a field, so that its place in its random sequence is stored. */
  readonly dropout: Dropout;

  constructor(inputDim: number, classes: number, { hidden, dropout, activation }: Tuning, seed: number) {
    super();
    const sizes = [inputDim, ...hidden, classes];
    this.layers = sizes.slice(1).map((units, i) => new GCNConv(units, { inputDim: sizes[i]! }));
    this.dropout = new Dropout(dropout);
    this.#activation = activationFromName(activation);
    this.useRandom(new Random(seed));
  }

  /** As in the paper, the first layer alone. */
  get decayed(): Module {
    return this.layers[0]!;
  }

  /** The scores of each node, shape `[V, C]`. */
  forward(features: Tensor | SparseMatrix, graph: Graph): Tensor {
    const [first, ...rest] = this.layers as [GCNConv, ...GCNConv[]];
    // Of sparse features, dropout silences stored values: the others are 0 anyway.
    const input = isSparseMatrix(features)
      ? features.withValues(this.dropout.forward(features.values))
      : this.dropout.forward(features);
    return rest.reduce(
      (a, layer) => layer.forward(this.dropout.forward(this.#activation(a)), graph),
      first.forward(input, graph),
    );
  }
}

/**
 * Three networks that look at molecules: one sees all, two do not.
 *
 * @module
 */
import { edgesOf, globalPool, MPNNConv } from "@chainrule/gnn";
import type { PaddedBatch } from "@chainrule/gnn";
import { Dense, Module, Sequential } from "@chainrule/nn";
import { concat, gather, Random, segmentSum } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import type { Tuning } from "../cli/settings.ts";

/** Kinds of atoms, and kinds of bonds. */
const [atoms, bonds] = [3, 3];

/** Something that gives each molecule of a batch two scores, padding included: `[B, 2]`. */
export interface MoleculeReader extends Module {
  forward(batch: PaddedBatch): Tensor;
}

/** Rounds of messages, the sum over the atoms of a molecule, and a perceptron. */
class MessageReader extends Module implements MoleculeReader {
  readonly rounds: readonly MPNNConv[];
  readonly head: Sequential;
  readonly #seesBonds: boolean;

  constructor({ hidden, activation }: Tuning, seesBonds: boolean) {
    super();
    this.#seesBonds = seesBonds;
    const edgeDim = seesBonds ? bonds : 1;
    this.rounds = hidden.map((units, i) =>
      new MPNNConv(units, { activation, messageActivation: activation, edgeDim, inputDim: hidden[i - 1] ?? atoms })
    );
    const last = hidden.at(-1)!;
    this.head = new Sequential([new Dense(last, { activation, inputDim: last }), new Dense(2, { inputDim: last })]);
  }

  forward(batch: PaddedBatch): Tensor {
    const edges = edgesOf(batch);
    const there = batch.edgeMask.cast("float32").reshape([-1, 1]);
    const seen = this.#seesBonds ? edges : { ...edges, edgeFeatures: there };
    const x = this.rounds.reduce((features, round) => round.forward(features, seen), batch.nodeFeatures!);
    return this.head.forward(globalPool(x, batch.graphOfNode, batch.graphMask.size));
  }
}

/** A perceptron that is told how many atoms and bonds of each kind there are. */
class CountReader extends Module implements MoleculeReader {
  readonly perceptron: Sequential;

  constructor({ hidden, activation }: Tuning) {
    super();
    const inputs = [atoms + bonds, ...hidden];
    const layers = hidden.map((units, i) => new Dense(units, { activation, inputDim: inputs[i]! }));
    this.perceptron = new Sequential([...layers, new Dense(2, { inputDim: inputs.at(-1)! })]);
  }

  forward({ nodeFeatures, edgeFeatures, targets, graphOfNode, graphMask }: PaddedBatch): Tensor {
    const ofAtoms = segmentSum(nodeFeatures!, graphOfNode, graphMask.size);
    const ofBonds = segmentSum(edgeFeatures!, gather(graphOfNode, targets), graphMask.size);
    // Counts are tens: about 1 is what a perceptron likes.
    return this.perceptron.forward(concat([ofAtoms, ofBonds], 1).div(10));
  }
}

/** The networks that are compared. */
export class MoleculeNetworks extends Module {
  /** With messages that depend on the kind of bond. */
  readonly messages: MoleculeReader;
  /** The same, but that all bonds look alike. */
  readonly withoutBonds: MoleculeReader;
  /** A perceptron on counts of atoms and bonds. */
  readonly counts: MoleculeReader;

  constructor(tuning: Tuning, seed: number) {
    super();
    this.messages = new MessageReader(tuning, true);
    this.withoutBonds = new MessageReader(tuning, false);
    this.counts = new CountReader(tuning);
    this.useRandom(new Random(seed));
  }

  /** All of them, in the order in which their figures are given. */
  get all(): readonly MoleculeReader[] {
    return [this.messages, this.withoutBonds, this.counts];
  }
}

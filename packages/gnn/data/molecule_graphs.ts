/**
 * Graphs like molecules.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { oneHot, Random, tensor } from "@chainrule/tensor";
import { Graph } from "../graph/graph.ts";
import { molecule } from "./molecule.ts";

/** How molecules are made. */
export interface MoleculeGraphsOptions {
  /** The number of molecules. @default 1000 */
  readonly count?: number;
  /** What the molecules come from. @default 0 */
  readonly seed?: number;
}

/** Graphs like molecules, and what is to be found out about them. */
export interface MoleculeGraphs {
  /** A graph for each molecule: node features `[V, 3]` say which atom, edge features `[E, 3]` which bond, one-hot; each bond is there in both directions. */
  readonly graphs: readonly Graph[];
  /** Whether each molecule has an amide, int32 `[count]`. */
  readonly labels: Tensor;
  /** The names of the atoms, in the order of the node features. */
  readonly atoms: readonly ["carbon", "nitrogen", "oxygen"];
  /** The names of the bonds, in the order of the edge features. */
  readonly bonds: readonly ["single", "double", "aromatic"];
}

/**
 * Small graphs like molecules, half of which have an amide: a carbon with a nitrogen and, by a double bond, an oxygen. 分子图
 *
 * What must be learned takes nodes, edges and how they hang together. Every molecule has carbons with a nitrogen and an oxygen, and carbons with an oxygen and no nitrogen;
 * some oxygens are at double bonds, others at single ones. The label is 1 if one of the double bonds is beside a nitrogen. How many atoms and bonds of each kind there are, and the graph without kinds of
 * bonds, are drawn before the label and say nothing about it. Carbons have at most four bonds (an aromatic one counts as one and a half), nitrogens three, oxygens two.
 *
 * @param options Number and seed
 * @returns Graphs and labels; classes come in random order, and are equally many but for one
 * @throws {RangeError} When the number is not a whole number from 1
 *
 * @example Two molecules
 * ```ts
 * import { moleculeGraphs } from "@chainrule/gnn";
 * import { assertEquals } from "@std/assert";
 *
 * const { graphs, labels } = moleculeGraphs({ count: 2 });
 * assertEquals(labels.sum().item(), 1);
 * assertEquals(graphs.map(({ nodeFeatures }) => nodeFeatures?.shape[1]), [3, 3]);
 * ```
 */
export function moleculeGraphs({ count = 1000, seed = 0 }: MoleculeGraphsOptions = {}): MoleculeGraphs {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(
      `Cannot make molecules as count must be a whole number from 1: current count is ${count}`,
    );
  }
  const random = new Random(seed);
  const labels = Int32Array.from(random.permutation(count).data, (place) => place % 2);
  return {
    graphs: Array.from(labels, (label) => graphOf(molecule(label === 1, random), random)),
    labels: tensor(labels),
    atoms: ["carbon", "nitrogen", "oxygen"],
    bonds: ["single", "double", "aromatic"],
  };
}

/** The molecule as a graph, its atoms numbered anew, so that numbers tell nothing. */
function graphOf({ atoms, bonds }: ReturnType<typeof molecule>, random: Random): Graph {
  const place = random.permutation(atoms.length).data;
  const kinds = new Int32Array(atoms.length);
  atoms.forEach((kind, atom) => kinds[place[atom]!] = kind);
  const order = [...random.permutation(bonds.length).data].map((bond) => bonds[bond]!);
  const [from, to] = [order.map(({ a }) => place[a]!), order.map(({ b }) => place[b]!)];
  const bondKinds = order.map(({ kind }) => kind);
  return new Graph({
    nodeFeatures: oneHot(tensor(kinds), 3),
    edgeIndex: tensor([[...from, ...to], [...to, ...from]], "int32"),
    edgeFeatures: oneHot(tensor([...bondKinds, ...bondKinds], "int32"), 3),
  });
}

import { moleculeGraphs } from "@chainrule/gnn";
import type { Graph } from "@chainrule/gnn";
import { Random } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { molecule } from "./molecule.ts";
import type { Molecule } from "./molecule.ts";

const [carbon, nitrogen, oxygen] = [0, 1, 2];
const orders = [1, 2, 1.5];
const valences = [4, 3, 2];

/** Whether a carbon has a nitrogen, and an oxygen by a double bond. */
function hasAmide({ atoms, bonds }: Molecule): boolean {
  return atoms.some((kind, atom) => {
    const around = bonds.filter(({ a, b }) => a === atom || b === atom);
    const to = (end: number, bondKinds: number[]) =>
      around.some(({ a, b, kind }) => atoms[a === atom ? b : a] === end && bondKinds.includes(kind));
    return kind === carbon && to(nitrogen, [0, 1, 2]) && to(oxygen, [1]);
  });
}

Deno.test("a molecule has an amide if it shall, and no atom has more bonds than it can", () => {
  fc.assert(fc.property(fc.nat(), fc.boolean(), (seed, wanted) => {
    const made = molecule(wanted, new Random(seed));
    assertEquals(hasAmide(made), wanted);
    const used = new Float64Array(made.atoms.length);
    for (const { a, b, kind } of made.bonds) {
      used[a]! += orders[kind]!;
      used[b]! += orders[kind]!;
    }
    made.atoms.forEach((kind, atom) => assert(used[atom]! >= 1 && used[atom]! <= valences[kind]!));
  }));
});

Deno.test("molecules drawn alike, with an amide and without, differ only in which oxygens are at double bonds", () => {
  fc.assert(fc.property(fc.nat(), (seed) => {
    const [without, amide] = [false, true].map((wanted) => molecule(wanted, new Random(seed))) as [Molecule, Molecule];
    assertEquals(amide.atoms, without.atoms);
    assertEquals(amide.bonds.map(({ a, b }) => [a, b]), without.bonds.map(({ a, b }) => [a, b]));
    const kinds = ({ bonds }: Molecule) => bonds.map(({ kind }) => kind).sort();
    assertEquals(kinds(amide), kinds(without));
    assert(amide.bonds.some(({ kind }, i) => kind !== without.bonds[i]!.kind));
  }));
});

Deno.test("moleculeGraphs() gives undirected graphs in one piece, with one-hot features, and both classes", () => {
  const { graphs, labels, atoms, bonds } = moleculeGraphs({ count: 201, seed: 4 });
  assertEquals([graphs.length, labels.sum().item(), atoms.length, bonds.length], [201, 100, 3, 3]);
  for (const graph of graphs) {
    const adjacency = graph.adjacency.toDense();
    assertEquals(adjacency.toArray(), adjacency.transpose().toArray());
    assertEquals([graph.hasSelfLoops, Math.max(...adjacency.data), inOnePiece(graph)], [false, 1, true]);
    for (const features of [graph.nodeFeatures as Tensor, graph.edgeFeatures!]) {
      assert(features.sum({ axis: 1 }).data.every((sum) => sum === 1));
      assertEquals(features.dtype, "float32");
    }
  }
});

function inOnePiece({ numberOfNodes, sources, targets }: Graph): boolean {
  const reached = new Set([0]);
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    sources.data.forEach((source, edge) => {
      if (reached.has(source)) reached.add(targets.data[edge]!);
    });
  }
  return reached.size === numberOfNodes;
}

Deno.test("moleculeGraphs() gives the same molecules for the same seed, and others for another", () => {
  const edges = (seed: number) => moleculeGraphs({ count: 3, seed }).graphs.map(({ edgeIndex }) => edgeIndex.toArray());
  assertEquals(edges(1), edges(1));
  assert(JSON.stringify(edges(1)) !== JSON.stringify(edges(2)));
});

Deno.test("moleculeGraphs() wants at least one molecule", () => {
  assertEquals(
    assertThrows(() => moleculeGraphs({ count: 0 }), RangeError).message,
    "Cannot make molecules as count must be a whole number from 1: current count is 0",
  );
});

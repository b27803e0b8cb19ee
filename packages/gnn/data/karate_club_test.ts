import { karateClub, normalizedAdjacency } from "@chainrule/gnn";
import { goldenTensor } from "@chainrule/testing";
import type { Golden } from "@chainrule/testing";
import { sparseMatmul, sum, tensor } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import { find } from "../golden/cases.ts";
import { symmetricEigen } from "../statistics/symmetric_eigen.ts";

const folder = new URL("../../../../shared/data/karate/", import.meta.url);

function rowsOf(name: string): string[][] {
  const text = Deno.readTextFileSync(new URL(name, folder));
  return text.trim().split("\n").slice(1).map((line) => line.split(","));
}

function isMissing(url: URL): boolean {
  try {
    return !Deno.statSync(url).isDirectory;
  } catch {
    return true;
  }
}

Deno.test("karateClub() is undirected, without self-loops, with the degrees that Zachary's table gives the leaders", () => {
  const { graph, features, labels, factions } = karateClub();
  const adjacency = graph.adjacency.toDense();
  assertEquals(adjacency.toArray(), adjacency.transpose().toArray());
  assertEquals([graph.numberOfNodes, graph.numberOfEdges, graph.hasSelfLoops], [34, 156, false]);
  assertEquals([graph.isolatedNodes, Math.max(...adjacency.data)], [[], 1]);
  const degrees = graph.inDegrees.data;
  assertEquals([0, 1, 2, 32, 33].map((member) => degrees[member]), [16, 9, 10, 12, 17]);
  assertEquals([features.shape, labels.sum().item(), factions[labels.data[33]!]], [[34, 34], 17, "Officer"]);
});

Deno.test({
  name: "karateClub() equals the tables of ../shared/data/karate (ignored where these are missing)",
  ignore: isMissing(folder),
  fn() {
    const { graph, labels } = karateClub();
    const { sources, targets } = graph;
    const found = Array.from(sources.data, (source, edge) => [source, targets.data[edge]!])
      .filter(([source, target]) => source! < target!);
    assertEquals(found, rowsOf("edges.csv").map(([source, target]) => [Number(source), Number(target)]));
    assertEquals(labels.toArray(), rowsOf("labels.csv").map(([, , label]) => Number(label)));
  },
});

Deno.test("karateClub() has the degrees and the normalised adjacency of golden karate_a_hat_facts", () => {
  const facts = find("karate_a_hat_facts");
  const { graph } = karateClub();
  assertEquals(graph.inDegrees.toArray(), facts.degrees_without_self_loops);
  const matrix = normalizedAdjacency(graph, { dtype: "float64" });
  const { values } = symmetricEigen(matrix.toDense().toArray() as number[][]);
  const first = tensor(Array.from({ length: 34 }, (_, node) => [Number(node === 0)]), "float64");
  const twice = sparseMatmul(matrix, sparseMatmul(matrix, first));
  const found: [string, ArrayLike<number>][] = [
    ["a_hat_frobenius_norm", [Math.hypot(...matrix.values.data)]],
    ["a_hat_sum", [sum(matrix.values).item()]],
    ["a_hat_eigenvalues_ascending", values.toReversed()],
    ["two_propagations_of_one_hot_node_0", twice.data],
  ];
  for (const [name, numbers] of found) {
    const expected = goldenTensor(facts[name] as Golden).data;
    assertEquals(numbers.length, expected.length);
    expected.forEach((value, i) =>
      assert(Math.abs(numbers[i]! - value) <= 1e-12 + 1e-10 * Math.abs(value), `${name} ${i} is ${numbers[i]}`)
    );
  }
});

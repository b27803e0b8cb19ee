import { karateClub } from "@chainrule/gnn";
import { assertEquals } from "@std/assert";

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

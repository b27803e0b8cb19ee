import { Graph, labelPropagation, normalizedAdjacency, toUndirected } from "@chainrule/gnn";
import { argMax, ShapeError, tensor } from "@chainrule/tensor";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";

const path = toUndirected(new Graph({ numberOfNodes: 4, edgeIndex: tensor([[0, 1, 2], [1, 2, 3]], "int32") }));
const known = tensor([[1, 0], [0, 0], [0, 0], [0, 1]], "float64");

Deno.test("labelPropagation() gives each node the label of the nearer end of a path", () => {
  assertEquals(argMax(labelPropagation(path, known), { axis: 1 }).toArray(), [0, 0, 1, 1]);
});

Deno.test("labelPropagation() tends to its closed form, Z = (1 - α)(I - α Â)⁻¹ Y", () => {
  const scores = labelPropagation(path, known, { alpha: 0.5, steps: 60 });
  const matrix = normalizedAdjacency(path, { dtype: "float64" }).toDense();
  // (I - α Â) Z = (1 - α) Y, up to 0.5^60.
  const left = scores.sub(matrix.matmul(scores).mul(0.5));
  left.data.forEach((value, i) => assertAlmostEquals(value, known.data[i]! * 0.5, 1e-14));
});

const data = new URL("../../../../shared/data/", import.meta.url);

// Accuracies of an independent program with α = 0.9 and 50 steps.
for (const [name, accuracy] of [["cora", 0.71], ["citeseer", 0.498]] as const) {
  Deno.test({
    name: `labelPropagation() reaches ${accuracy} on ../shared/data/${name} (ignored where it is missing)`,
    ignore: isMissing(data),
    fn() {
      const rows = (file: string) =>
        Deno.readTextFileSync(new URL(`${name}/${file}.csv`, data)).trim().split("\n").slice(1)
          .map((line) => line.split(","));
      const labels = rows("labels").map(([, label]) => Number(label));
      const edges = rows("edges").map((ends) => ends.map(Number));
      const edgeIndex = tensor([edges.map(([source]) => source!), edges.map(([, target]) => target!)], "int32");
      const graph = toUndirected(new Graph({ numberOfNodes: labels.length, edgeIndex }));
      const nodesOf = (part: string) => rows("split").filter((row) => row[1] === part).map(([node]) => Number(node));
      const train = nodesOf("train");
      const oneHot = labels.map((label, node) =>
        Array.from({ length: 7 }, (_, c) => Number(label === c && train.includes(node)))
      );
      const guesses = argMax(labelPropagation(graph, tensor(oneHot, "float64")), { axis: 1 }).data;
      const test = nodesOf("test");
      assertEquals(test.filter((node) => guesses[node] === labels[node]).length / test.length, accuracy);
    },
  });
}

Deno.test("labelPropagation() without rounds gives what is known", () => {
  assertEquals(labelPropagation(path, known, { steps: 0 }).toArray(), known.toArray());
});

Deno.test("labelPropagation() refuses what does not fit", () => {
  assertEquals(
    assertThrows(() => labelPropagation(path, tensor([[1, 0]])), ShapeError).message,
    "Cannot propagate labels as known must have shape [4, C], a row for each node: current shape is [1, 2]",
  );
  assertEquals(
    assertThrows(() => labelPropagation(path, known, { alpha: 1 }), RangeError).message,
    "Cannot propagate labels as alpha must be in [0, 1): current alpha is 1",
  );
  assertEquals(
    assertThrows(() => labelPropagation(path, known, { steps: 2.5 }), RangeError).message,
    "Cannot propagate labels as steps must be a whole number from 0: current steps is 2.5",
  );
});

function isMissing(folder: URL): boolean {
  try {
    return !Deno.statSync(folder).isDirectory;
  } catch {
    return true;
  }
}

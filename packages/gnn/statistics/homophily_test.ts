import { edgeHomophily, Graph, karateClub, nodeHomophily } from "@chainrule/gnn";
import { ShapeError, tensor } from "@chainrule/tensor";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";

// 0 -> 1, 2 -> 1, 3 -> 1, 1 -> 0, a loop at 2, and node 4 of unknown class.
const graph = new Graph({ numberOfNodes: 5, edgeIndex: tensor([[0, 2, 3, 1, 2, 4], [1, 1, 1, 0, 2, 0]], "int32") });
const labels = tensor([0, 0, 1, 1, -1], "int32");

Deno.test("homophily counts neither loops nor unknown labels", () => {
  assertEquals(edgeHomophily(graph, labels), 2 / 4);
  assertAlmostEquals(nodeHomophily(graph, labels), (1 / 3 + 1) / 2, 1e-15);
});

Deno.test("homophily is 1 where all labels are one, and nothing where there are no edges", () => {
  const club = karateClub().graph;
  const same = tensor(new Int32Array(34));
  assertEquals([edgeHomophily(club, same), nodeHomophily(club, same)], [1, 1]);
  const bare = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[], []], "int32") });
  const two = tensor([0, 1], "int32");
  assertEquals([edgeHomophily(bare, two), nodeHomophily(bare, two)], [NaN, NaN]);
});

Deno.test("homophily wants a label for each node", () => {
  assertEquals(
    assertThrows(() => edgeHomophily(graph, tensor([1], "int32")), ShapeError).message,
    "Cannot measure homophily as labels must have shape [5], one for each node: current shape is [1]",
  );
});

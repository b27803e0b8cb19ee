import { Graph } from "@chainrule/gnn";
import { Random, SparseMatrix } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import { usual } from "../presets/preset.ts";
import { AttentionNetwork } from "./attention_network.ts";

const random = new Random(1);
const graph = new Graph({ numberOfNodes: 6, edgeIndex: random.integers([2, 10], 0, 6) });
const features = random.normal([6, 4]);

Deno.test("AttentionNetwork has eight heads in hidden layers and one in the last", () => {
  const network = new AttentionNetwork(4, 3, { ...usual, hidden: [2, 5] }, 0);
  assertEquals(network.layers.map(({ heads, units }) => [heads, units]), [[8, 2], [8, 5], [1, 3]]);
  assertEquals(network.forward(features, graph).shape, [6, 3]);
  assertEquals(network.decayed.parameters().length, 9);
  assertEquals(network.attention(features, graph).map(({ coefficients }) => coefficients.shape[1]), [8, 8, 1]);
});

Deno.test("AttentionNetwork without hidden layers is one layer of attention", () => {
  const network = new AttentionNetwork(4, 3, { ...usual, hidden: [] }, 0);
  assertEquals(network.forward(SparseMatrix.fromDense(features), graph).shape, [6, 3]);
});

Deno.test("AttentionNetwork gives the same for the same seed, and silences in training alone", () => {
  const tuning = { ...usual, hidden: [2], dropout: 0.5 };
  const [first, second] = [0, 1].map(() => new AttentionNetwork(4, 3, tuning, 7));
  assertEquals(first!.forward(features, graph).toArray(), second!.forward(features, graph).toArray());
  const before = first!.eval().forward(features, graph);
  assertEquals(first!.forward(features, graph).toArray(), before.toArray());
  assert(first!.train().forward(features, graph).sub(before).abs().max().item() > 1e-3);
});

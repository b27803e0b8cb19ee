/**
 * Zachary's karate club.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { SparseMatrix, tensor } from "@chainrule/tensor";
import { Graph } from "../graph/graph.ts";
import { toUndirected } from "../graph/to_undirected.ts";

/** The karate club as a graph, with what became of its members. */
export interface KarateClub {
  /** 34 nodes and the 78 friendships, each in both directions; the node features are `features`. */
  readonly graph: Graph;
  /** One-hot rows that only tell members apart, shape `[34, 34]`. */
  readonly features: Tensor;
  /** The faction that each member joined, int32 `[34]`: 0 the instructor's, 1 the officer's. */
  readonly labels: Tensor;
  /** The names of the factions, after their leaders: member 0 and member 33. */
  readonly factions: readonly ["Mr. Hi", "Officer"];
}

/** Each member with the later members who were friends: 78 pairs. */
const friends: readonly (readonly [member: number, others: readonly number[]])[] = [
  [0, [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31]],
  [1, [2, 3, 7, 13, 17, 19, 21, 30]],
  [2, [3, 7, 8, 9, 13, 27, 28, 32]],
  [3, [7, 12, 13]],
  [4, [6, 10]],
  [5, [6, 10, 16]],
  [6, [16]],
  [8, [30, 32, 33]],
  [9, [33]],
  [13, [33]],
  [14, [32, 33]],
  [15, [32, 33]],
  [18, [32, 33]],
  [19, [33]],
  [20, [32, 33]],
  [22, [32, 33]],
  [23, [25, 27, 29, 32, 33]],
  [24, [25, 27, 31]],
  [25, [31]],
  [26, [29, 33]],
  [27, [33]],
  [28, [31, 33]],
  [29, [32, 33]],
  [30, [32, 33]],
  [31, [32, 33]],
  [32, [33]],
];

/** The members who stayed with the officer. */
const withOfficer: readonly number[] = [9, 14, 15, 18, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33];

/**
 * The friendships in a karate club that split in two: 34 members, 78 friendships, and the faction that each member joined. 空手道俱乐部
 *
 * Source: Zachary (1977), An Information Flow Model for Conflict and Fission in Small Groups, Journal of Anthropological Research
 * 33, 452-473. Factions are those joined after the split (member 8 went with Mr. Hi).
 *
 * @returns The graph, its features and the factions
 *
 * @example Two leaders with many friends
 * ```ts
 * import { karateClub } from "@chainrule/gnn";
 * import { assertEquals } from "@std/assert";
 *
 * const { graph, labels } = karateClub();
 * assertEquals(graph.toString(), "Graph with 34 nodes and 156 edges");
 * assertEquals(labels.sum().item(), 17);
 * assertEquals(graph.inDegrees.data[33], 17);
 * ```
 */
export function karateClub(): KarateClub {
  const pairs = friends.flatMap(([member, others]) => others.map((other) => [member, other] as const));
  const features = SparseMatrix.identity(34).toDense();
  const friendships = new Graph({
    nodeFeatures: features,
    edgeIndex: tensor([pairs.map(([a]) => a), pairs.map(([, b]) => b)], "int32"),
  });
  const labels = Array.from({ length: 34 }, (_, member) => Number(withOfficer.includes(member)));
  return {
    graph: toUndirected(friendships),
    features,
    labels: tensor(labels, "int32"),
    factions: ["Mr. Hi", "Officer"],
  };
}

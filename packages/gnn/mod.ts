/**
 * Graphs, message passing and graph convolutions.
 *
 * @example A graph convolution on the karate club
 * ```ts
 * import { GCNConv, karateClub } from "@chainrule/gnn";
 * import { assertEquals } from "@std/assert";
 *
 * const { graph, features } = karateClub();
 * assertEquals(new GCNConv(2).forward(features, graph).shape, [34, 2]);
 * ```
 *
 * @module
 */
export { karateClub } from "./data/karate_club.ts";
export type { KarateClub } from "./data/karate_club.ts";
export { addSelfLoops } from "./graph/add_self_loops.ts";
export type { SelfLoopOptions } from "./graph/add_self_loops.ts";
export { Graph } from "./graph/graph.ts";
export type { EdgeList, GraphInit } from "./graph/graph.ts";
export { normalizedAdjacency } from "./graph/normalized_adjacency.ts";
export type { AdjacencyOptions, Normalization } from "./graph/normalized_adjacency.ts";
export { removeDuplicateEdges } from "./graph/remove_duplicate_edges.ts";
export { toUndirected } from "./graph/to_undirected.ts";
export { weightedEdges } from "./graph/weighted_edges.ts";
export { GCNConv } from "./layers/gcn_conv.ts";
export type { GCNConvOptions } from "./layers/gcn_conv.ts";
export { MessageInputs, MessagePassing } from "./layers/message_passing.ts";
export type { Aggregation } from "./layers/message_passing.ts";
export { GCN } from "./models/gcn.ts";
export type { GCNOptions } from "./models/gcn.ts";
export { labelPropagation } from "./models/label_propagation.ts";
export type { LabelPropagationOptions } from "./models/label_propagation.ts";

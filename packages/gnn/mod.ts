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
export { aggregate } from "./aggregation/aggregation.ts";
export type {
  Aggregation,
  AggregationFunction,
  AggregationModule,
  AggregationName,
} from "./aggregation/aggregation.ts";
export { AttentionAggregation } from "./aggregation/attention_aggregation.ts";
export { ConcatAggregation } from "./aggregation/concat_aggregation.ts";
export { segmentStd } from "./aggregation/segment_std.ts";
export { SoftmaxAggregation } from "./aggregation/softmax_aggregation.ts";
export type { SoftmaxAggregationOptions } from "./aggregation/softmax_aggregation.ts";
export { batchGraphs } from "./batch/batch_graphs.ts";
export type { GraphBatch } from "./batch/batch_graphs.ts";
export { edgesOf } from "./batch/edges_of.ts";
export { padBatch } from "./batch/pad_batch.ts";
export type { PaddedBatch } from "./batch/pad_batch.ts";
export { bucketSize, sizesOfAnyBatch } from "./batch/padded_sizes.ts";
export type { PaddedSizes } from "./batch/padded_sizes.ts";
export { unbatchGraphs, unbatchRows } from "./batch/unbatch_graphs.ts";
export { unpadBatch } from "./batch/unpad_batch.ts";
export { karateClub } from "./data/karate_club.ts";
export type { KarateClub } from "./data/karate_club.ts";
export { moleculeGraphs } from "./data/molecule_graphs.ts";
export type { MoleculeGraphs, MoleculeGraphsOptions } from "./data/molecule_graphs.ts";
export { randomGraph } from "./data/random_graph.ts";
export type { RandomGraphOptions } from "./data/random_graph.ts";
export { addSelfLoops } from "./graph/add_self_loops.ts";
export type { SelfLoopOptions } from "./graph/add_self_loops.ts";
export { Graph } from "./graph/graph.ts";
export type { EdgeList, GraphInit } from "./graph/graph.ts";
export { largestLaplacianEigenvalue } from "./graph/largest_laplacian_eigenvalue.ts";
export type { PowerIterationOptions } from "./graph/largest_laplacian_eigenvalue.ts";
export { normalizedAdjacency } from "./graph/normalized_adjacency.ts";
export type { AdjacencyOptions, Normalization } from "./graph/normalized_adjacency.ts";
export { normalizedEdges } from "./graph/normalized_edges.ts";
export { removeDuplicateEdges } from "./graph/remove_duplicate_edges.ts";
export { toUndirected } from "./graph/to_undirected.ts";
export { weightedEdges } from "./graph/weighted_edges.ts";
export { ChebConv } from "./layers/cheb_conv.ts";
export type { ChebConvOptions } from "./layers/cheb_conv.ts";
export { EdgeConv } from "./layers/edge_conv.ts";
export type { EdgeConvOptions } from "./layers/edge_conv.ts";
export { GATConv } from "./layers/gat_conv.ts";
export type { AttentionCoefficients, GATConvOptions } from "./layers/gat_conv.ts";
export { GCNConv } from "./layers/gcn_conv.ts";
export type { GCNConvOptions } from "./layers/gcn_conv.ts";
export { GINConv } from "./layers/gin_conv.ts";
export type { GINConvOptions } from "./layers/gin_conv.ts";
export { MessageInputs, MessagePassing } from "./layers/message_passing.ts";
export { MPNNConv } from "./layers/mpnn_conv.ts";
export type { MPNNActivation, MPNNConvOptions } from "./layers/mpnn_conv.ts";
export { SAGEConv } from "./layers/sage_conv.ts";
export type { SAGEConvOptions } from "./layers/sage_conv.ts";
export { GAT } from "./models/gat.ts";
export type { GATOptions } from "./models/gat.ts";
export { GCN } from "./models/gcn.ts";
export type { GCNOptions } from "./models/gcn.ts";
export { labelPropagation } from "./models/label_propagation.ts";
export type { LabelPropagationOptions } from "./models/label_propagation.ts";
export { AttentionPool } from "./pooling/attention_pool.ts";
export type { AttentionPoolOptions } from "./pooling/attention_pool.ts";
export { globalPool } from "./pooling/global_pool.ts";
export type { GlobalPooling } from "./pooling/global_pool.ts";
export { GraphUpdate, spreadToNodes } from "./pooling/graph_update.ts";
export { TopKPooling } from "./pooling/top_k_pooling.ts";
export type { TopKPoolingOptions } from "./pooling/top_k_pooling.ts";
export { linkSplit } from "./sampling/link_split.ts";
export type { Links, LinkSplit, LinkSplitOptions } from "./sampling/link_split.ts";
export type { NeighborSample } from "./sampling/neighbor_sample.ts";
export { NeighborSampler, neighborSampler } from "./sampling/neighbor_sampler.ts";
export type { NeighborSamplerOptions, SamplerState } from "./sampling/neighbor_sampler.ts";
export { randomSplit } from "./sampling/random_split.ts";
export type { NodeSplit, RandomSplitOptions } from "./sampling/random_split.ts";
export { degreeFeatures } from "./statistics/degree_features.ts";
export type { DegreeFeatureOptions } from "./statistics/degree_features.ts";
export { degreeStatistics } from "./statistics/degree_statistics.ts";
export type { DegreeStatistics } from "./statistics/degree_statistics.ts";
export { edgeHomophily, nodeHomophily } from "./statistics/homophily.ts";
export { laplacianEigenvectors } from "./statistics/laplacian_eigenvectors.ts";
export type { LaplacianEigenvectors, LaplacianOptions } from "./statistics/laplacian_eigenvectors.ts";
export { randomWalkFeatures } from "./statistics/random_walk_features.ts";
export type { RandomWalkOptions } from "./statistics/random_walk_features.ts";

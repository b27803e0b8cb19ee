/**
 * Graphs as plain records.
 *
 * @module
 */
export type { GraphData } from "./graph_data.ts";
export * from "./read_graph_folder.ts";

/**
 * The passes that keep a graph a list of calls, in order.
 *
 * @module
 */
import { algebra } from "./algebra.ts";
import { commonSubexpressions } from "./common_subexpressions.ts";
import { deadCode } from "./dead_code.ts";
import { foldConstants } from "./fold_constants.ts";
import type { StaticGraph } from "./static_graph.ts";

const passes = [foldConstants, algebra, commonSubexpressions, deadCode] as const;

/** A graph that gives the same bits with less work. 静态图优化 */
export function optimize(graph: StaticGraph): StaticGraph {
  return passes.reduce((before, pass) => pass(before), graph);
}

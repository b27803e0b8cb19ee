/**
 * Computing once what is the same at every call.
 *
 * @module
 */
import type { AnyOp, Tensor } from "@chainrule/tensor";
import { bytesOf, evaluate, randomNormalOp, randomPermutationOp, randomUniformOp, sizeOf } from "@chainrule/tensor";
import { rewrite } from "./rewrite.ts";
import type { CallNode, StaticGraph, Value } from "./static_graph.ts";

/** A result above this many bytes is computed at each call rather than kept. */
const mostBytes = 1 << 16;

const draws: ReadonlySet<AnyOp> = new Set<AnyOp>([randomNormalOp, randomPermutationOp, randomUniformOp]);

/** Replaces nodes whose inputs are all constants by their results, unless these are large or random. 常量折叠 */
export function foldConstants(graph: StaticGraph): StaticGraph {
  return rewrite(graph, (node, { value }) => {
    const inputs = node.inputs.map(value);
    return inputs.every(isConstant) && isWorthKeeping(node, value(node.output))
      ? folded(node, inputs.map(({ tensor }) => tensor), value(node.output))
      : node;
  });
}

function isConstant(value: Value): value is Value & { kind: "constant" } {
  return value.kind === "constant";
}

/** Views take no memory. */
function isWorthKeeping({ op }: CallNode, { shape, dtype }: Value): boolean {
  return !draws.has(op) && ("view" in op || sizeOf(shape) * bytesOf(dtype) <= mostBytes);
}

/** The result; the node itself if it fails, so that the error comes when it runs. */
function folded(node: CallNode, inputs: readonly Tensor[], result: Value): Tensor | CallNode {
  try {
    return evaluate(node.op, inputs, node.attributes, result);
  } catch {
    return node;
  }
}

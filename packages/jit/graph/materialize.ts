/**
 * Copies where memory has to be dense, or one's own.
 *
 * @module
 */
import type { AnyOp, Op, Unary } from "@chainrule/tensor";
import { elementwise, matmulOp, sumOp } from "@chainrule/tensor";
import { layoutsOf } from "./layouts.ts";
import { productOp } from "./product.ts";
import type { CallNode, Value } from "./static_graph.ts";
import { mapOutputs, StaticGraph } from "./static_graph.ts";

/** The same elements in memory of their own. */
export const copyOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "copy",
  expression: (_, [x]) => x,
  partials: [() => 1],
});

/**
 * Puts a copy before each kernel that does not read strides but gets a view that has some, and after each value that leaves the graph
 * without being dense and made in it. So arguments, constants and variables are never handed out as results.
 */
export function materialize(graph: StaticGraph): StaticGraph {
  const layouts = layoutsOf(graph);
  const values: Value[] = [...graph.values];
  const nodes: CallNode[] = [];
  const copies = new Map<number, number>();
  const copyOf = (id: number): number => {
    const known = copies.get(id);
    if (known !== undefined) return known;
    const { shape, dtype } = values[id]!;
    const output = values.length;
    values.push({ kind: "result", id: output, shape, dtype });
    nodes.push({ op: copyOp, inputs: [id], attributes: undefined, output });
    copies.set(id, output);
    return output;
  };
  for (const node of graph.nodes) {
    const inputs = readsStrides(node.op)
      ? node.inputs
      : node.inputs.map((id) => layouts[id]!.isDense ? id : copyOf(id));
    nodes.push({ ...node, inputs });
  }
  const isMade = (id: number): boolean => values[layouts[id]!.base]!.kind === "result";
  const outputs = mapOutputs(graph.outputs, (id) => layouts[id]!.isDense && isMade(id) ? id : copyOf(id));
  return new StaticGraph(values, nodes, outputs);
}

const stridedKernels: ReadonlySet<AnyOp> = new Set<AnyOp>([matmulOp, productOp, sumOp]);

function readsStrides(op: AnyOp): boolean {
  return "expression" in op || "view" in op || stridedKernels.has(op);
}

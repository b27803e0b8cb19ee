/**
 * Which values are views of others.
 *
 * @module
 */
import type { Shape } from "@chainrule/tensor";
import { isContiguous, reshapeOp, Tensor } from "@chainrule/tensor";
import type { Node, StaticGraph, Value } from "./static_graph.ts";
import { isFused } from "./static_graph.ts";

/** Where a value finds its elements. */
export interface Layout {
  /** The id of the value whose memory it is: its own, or that of what it is a view of. */
  readonly base: number;
  /** Steps along each axis, in elements. */
  readonly strides: readonly number[];
  /** Where the first element is, in elements. */
  readonly offset: number;
  /** Whether the elements lie one after the other, in row-major order. */
  readonly isDense: boolean;
}

/** How each value lies, by id. Views and reshapes of dense values share memory, everything else is dense and on its own. */
export function layoutsOf({ values, nodes }: StaticGraph<Node>): Layout[] {
  const layouts = values.map((value) => layout(value.id, like(value)));
  for (const node of nodes) {
    if (isFused(node)) continue;
    const { op, attributes, output } = node;
    const view = "view" in op || op === reshapeOp ? layouts[node.inputs[0]!]! : null;
    if (view === null) continue;
    const { shape } = values[output]!;
    if ("view" in op) {
      const { strides, offset } = op.view(like(values[node.inputs[0]!]!, view), attributes, shape);
      layouts[output] = layout(view.base, like(values[output]!, { strides, offset }));
    } else if (view.isDense) {
      layouts[output] = layout(view.base, like(values[output]!, { offset: view.offset }));
    }
  }
  return layouts;
}

function layout(base: number, x: Tensor): Layout {
  return { base, strides: x.strides, offset: x.offset, isDense: isContiguous(x) };
}

/** A tensor without values that lies as `place` says. */
function like(
  { shape, dtype }: Value | { readonly shape: Shape; readonly dtype: Value["dtype"] },
  place: { readonly strides?: readonly number[]; readonly offset?: number } = {},
): Tensor {
  return new Tensor({ shape, dtype, storage: null, ...place });
}

/**
 * Row 33: the dynamic graph. It is built while ordinary code runs, so loops and branches may depend on values; each run has a graph of its own.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/dynamic_graph.ts`
 *
 * @module
 */
import { gradients, graphOf } from "@chainrule/autograd";
import type { ComputationalGraph } from "@chainrule/autograd";
import { div, tensor, Variable } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { graphPicture } from "./drawing/graph_picture.ts";
import { titled } from "./drawing/picture.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

/** The square root of a, by Newton's method: until the square is as near to a as asked. */
export function root(a: Variable, nearness = 1e-12): { value: Tensor; rounds: number } {
  let value = a.value.add(1).mul(0.5);
  let rounds = 0;
  // How often this runs is decided by values.
  while (Math.abs(value.mul(value).sub(a).item()) > nearness * a.value.item()) {
    value = value.add(div(a, value)).mul(0.5);
    rounds++;
  }
  return { value, rounds };
}

/** What a run of the loop left behind. */
export interface Run {
  readonly a: number;
  readonly rounds: number;
  readonly operations: number;
  readonly value: number;
  /** From the graph of this run: the derivative of the square root, 1 / 2√a, although nobody wrote that down. */
  readonly slope: number;
}

/** The same code for several numbers: several graphs. */
export function dynamicGraph(): Shown & { readonly runs: readonly Run[] } {
  const runs = [1.1, 2, 10, 1000, 1e6].map((number) => {
    const a = new Variable(tensor(number, "float64"), { name: "a" });
    const { value, rounds } = root(a);
    const [slope] = gradients(value, [a]);
    return {
      a: number,
      rounds,
      operations: operationsOf(graphOf(root(a).value)),
      value: value.item(),
      slope: slope!.item(),
    };
  });
  const small = new Variable(tensor(2, "float64"), { name: "a" });
  return {
    runs,
    lines: runs.map(({ a, rounds, operations, value, slope }) =>
      `√${a} = ${value}: ${rounds} rounds, ${operations} operations, slope ${slope} (1 / 2√a = ${0.5 / Math.sqrt(a)})`
    ),
    svg: titled(
      "√2 to one digit: the graph of a loop that ran once",
      graphPicture(graphOf(root(small, 0.1).value, { backward: true })),
    ).svg,
  };
}

function operationsOf({ nodes }: ComputationalGraph): number {
  return nodes.filter(({ kind }) => kind === "operation").length;
}

if (import.meta.main) await present(dynamicGraph(), import.meta);

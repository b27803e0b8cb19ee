/**
 * Row 31: reverse mode. Derivatives go back from the result to every input in one pass; where several paths lead to an input, they add up.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/reverse_mode.ts`
 *
 * @module
 */
import { graphOf } from "@chainrule/autograd";
import type { ComputationalGraph } from "@chainrule/autograd";
import { exp, mul, sin, tensor, Variable } from "@chainrule/tensor";
import { graphPicture } from "./drawing/graph_picture.ts";
import { grid, titled } from "./drawing/picture.ts";
import { figure48 } from "./figure_4_8.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

/** What one pass over each of two graphs finds. */
export interface Reverse {
  /** ∂f/∂hᵢ for i = 1 to 6, in the graph of the book. */
  readonly steps: readonly number[];
  /** ∂f/∂x, ∂f/∂w and ∂f/∂b. */
  readonly inputs: Readonly<Record<string, number>>;
  /** Where x leads to the result along two paths: what comes back along each, and their sum. */
  readonly paths: readonly number[];
  readonly sum: number;
}

/** One pass over the graph of the book, and one over a graph with two paths. */
export function reverseMode(): Shown & Reverse {
  const one = graphOf(figure48().h[5], { backward: true });
  const steps = one.nodes.filter(({ kind }) => kind === "operation").map(({ gradient }) => gradient as number);
  const inputs = Object.fromEntries(
    one.nodes.filter(({ kind }) => kind === "variable").map(({ name, gradient }) => [name, gradient as number]),
  );

  // y = sin(x) eˣ: x leads to y through both factors.
  const x = new Variable(tensor(1, "float64"), { name: "x" });
  const two = graphOf(mul(sin(x), exp(x)), { backward: true });
  const [source] = two.nodes;
  const paths = two.edges.filter(({ from }) => from === source!.id).map(({ to, local }) =>
    local! * gradientOf(two, to)
  );
  const sum = source!.gradient as number;
  return {
    steps,
    inputs,
    paths,
    sum,
    lines: [
      `∂f/∂h₆ … ∂f/∂h₁: ${steps.toReversed().map((value) => Number(value.toFixed(4))).join(", ")}`,
      `∂f/∂w = ${inputs.w}, ∂f/∂b = ${inputs.b}, ∂f/∂x = ${inputs.x}`,
      `sin(x) eˣ at 1: ${paths.map((path) => path.toFixed(4)).join(" + ")} = ${sum.toFixed(4)}`,
    ],
    svg: grid([
      titled("Reverse pass: all derivatives of f at once", graphPicture(one)),
      titled("Two paths from x add up", graphPicture(two)),
    ], 1).svg,
  };
}

function gradientOf({ nodes }: ComputationalGraph, id: string): number {
  return nodes.find((node) => node.id === id)!.gradient as number;
}

if (import.meta.main) await present(reverseMode(), import.meta);

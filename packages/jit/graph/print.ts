/**
 * A static graph as text.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { formatShape } from "@chainrule/tensor";
import type { Node, StaticGraph, Value } from "./static_graph.ts";
import { isFused, outputsOf } from "./static_graph.ts";

/** Constants up to this size are written out. */
const mostWritten = 4;

/** One line a node, an assignment, and the results. */
export function print(graph: StaticGraph<Node>): string[] {
  const name = (id: number): string => nameOf(graph.values[id]!);
  return [...body(graph), `return ${graph.outputs.results.map(name).join(", ")}`];
}

/** The lines but the last. */
export function body({ values, nodes, outputs }: StaticGraph<Node>): string[] {
  const name = (id: number | null): string => id === null ? "null" : nameOf(values[id]!);
  const names = (ids: readonly number[]): string => ids.map(name).join(", ");
  return [
    ...nodes.map((node) => {
      const made = outputsOf(node);
      return `${names(made)} = ${operation(node)}(${names(node.inputs)})${options(node)}: ${
        made.map((id) => typeOf(values[id]!)).join(", ")
      }`;
    }),
    ...outputs.writes.map(({ variable, value }) => `${variable.name} := ${name(value)}`),
    ...outputs.gradients.map(({ variable, value }) => `${variable.name}.grad := ${name(value)}`),
  ];
}

/** How a value is called: what it holds if it is a small constant. */
export function nameOf(value: Value): string {
  switch (value.kind) {
    case "argument":
      return `argument ${value.index}`;
    case "variable":
      return value.variable.name;
    case "gradient":
      return `${value.variable.name}.grad`;
    case "constant":
      return describe(value.tensor);
    case "result":
      return `%${value.id}`;
  }
}

/** JSON in which infinities and NaN can be told apart and arrays are short. */
export function json(value: unknown): string {
  return String(JSON.stringify(value, (_, part) => {
    if (typeof part === "number" && !Number.isFinite(part)) return `${part}`;
    return ArrayBuffer.isView(part) ? `${part.constructor.name} of ${part.byteLength} bytes` : part;
  }));
}

function operation(node: Node): string {
  return isFused(node) ? `fused[${node.members.map(({ op }) => op.name).join(", ")}]` : node.op.name;
}

function options(node: Node): string {
  return isFused(node) || node.attributes === undefined ? "" : ` ${json(node.attributes)}`;
}

function typeOf({ dtype, shape }: Pick<Value, "dtype" | "shape">): string {
  return `${dtype} ${formatShape(shape)}`;
}

function describe(x: Tensor): string {
  return x.size > mostWritten ? typeOf(x) : `${typeOf(x)} ${x.data.join(" ")}`;
}

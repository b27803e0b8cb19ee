/**
 * Running a graph call by call, with the bits of eager code.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { evaluate } from "@chainrule/tensor";
import { lastUses } from "./last_uses.ts";
import type { Node, StaticGraph, Value } from "./static_graph.ts";
import { callsOf } from "./static_graph.ts";

/** From arguments to what leaves the graph, by id. */
export type Run = (args: readonly Tensor[]) => (id: number) => Tensor;

/** Prepares `graph` to be run often. Variables are read at each run; each value between is let go after its last use. */
export function interpreter(graph: StaticGraph<Node>): Run {
  const { values, outputs } = graph;
  const calls = graph.nodes.flatMap(callsOf);
  const last = lastUses(values.length, calls, outputs);
  return (args) => {
    const tensors = values.map((value) => given(value, args));
    calls.forEach(({ op, inputs, attributes, output }, index) => {
      tensors[output] = evaluate(op, inputs.map((id) => tensors[id]!), attributes, values[output]!);
      for (const id of inputs) if (last[id] === index) tensors[id] = null;
    });
    return (id) => tensors[id]!;
  };
}

function given(value: Value, args: readonly Tensor[]): Tensor | null {
  switch (value.kind) {
    case "argument":
      return args[value.index]!;
    case "variable":
      return value.variable.value;
    case "gradient":
      return value.variable.grad;
    case "constant":
      return value.tensor;
    case "result":
      return null;
  }
}

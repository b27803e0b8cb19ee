/**
 * Running a graph call by call, with the bits of eager code.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { evaluate, within } from "@chainrule/tensor";
import { lastUses } from "./last_uses.ts";
import type { CallNode, Node, StaticGraph, Value } from "./static_graph.ts";
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
    calls.forEach((call, index) => {
      const { inputs, output } = call;
      tensors[output] = evaluateCall(call, inputs.map((id) => tensors[id]!), values[output]!);
      for (const id of inputs) if (last[id] === index) tensors[id] = null;
    });
    return (id) => tensors[id]!;
  };
}

/** What a call makes of tensors; its errors say where it was made. */
export function evaluateCall(
  { op, attributes, scope = "" }: CallNode,
  inputs: readonly Tensor[],
  result: Value,
): Tensor {
  return within("run", { scope }, () => evaluate(op, inputs, attributes, result));
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

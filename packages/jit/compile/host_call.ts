/**
 * Steps that TypeScript does, with the operations of eager mode.
 *
 * @module
 */
import type { EngineMemory } from "@chainrule/kernels";
import type { Operand } from "@chainrule/tensor";
import { bytesOf, Tensor } from "@chainrule/tensor";
import { evaluateCall } from "../graph/interpreter.ts";
import type { Node, StaticGraph } from "../graph/static_graph.ts";
import { callsOf, outputsOf } from "../graph/static_graph.ts";
import { viewOf } from "./cell.ts";
import type { NodeSite } from "./lowering.ts";

/** Finds the address of an operand in this call. */
export type Locate = (operand: Operand) => number;

/** Does what a node says; throws the error of the operation where it must. */
export function hostCall(site: NodeSite, { values }: StaticGraph<Node>, memory: EngineMemory, locate: Locate): void {
  const { node, inputs, outputs } = site;
  const known = new Map<number, Tensor>(node.inputs.map((id, i) => [id, tensorAt(inputs[i]!, memory, locate)]));
  const valueOf = (id: number): Tensor => known.get(id) ?? constantAt(id);
  const constantAt = (id: number): Tensor => {
    const value = values[id]!;
    if (value.kind !== "constant") throw new RangeError(`Cannot run a step as value ${id} must be known`);
    return value.tensor;
  };
  for (const call of callsOf(node)) {
    known.set(call.output, evaluateCall(call, call.inputs.map(valueOf), values[call.output]!));
  }
  outputsOf(node).forEach((id, i) => {
    const { data } = known.get(id)!;
    viewOf(memory, outputs[i]!.dtype, locate(outputs[i]!), data.length).set(data);
  });
}

/** A tensor over memory. */
function tensorAt(operand: Operand, memory: EngineMemory, locate: Locate): Tensor {
  const { shape, dtype, strides } = operand;
  const address = locate(operand);
  // Flipped axes have negative strides.
  const backwards = shape.reduce((first, length, axis) => first + Math.min(0, (length - 1) * strides[axis]!), 0);
  const start = address + backwards * bytesOf(dtype);
  const storage = viewOf(memory, dtype, start, spanOf(shape, strides));
  return new Tensor({ shape, dtype, storage, strides, offset: -backwards });
}

/** How many elements lie between the first and the last that a shape reaches. */
function spanOf(shape: readonly number[], strides: readonly number[]): number {
  if (shape.includes(0)) return 0;
  return shape.reduce((span, length, axis) => span + (length - 1) * Math.abs(strides[axis]!), 1);
}

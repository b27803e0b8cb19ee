/**
 * Which calls a loop over elements can do, and by what formula.
 *
 * @module
 */
import type { Builder, DType, Expression, Inputs } from "@chainrule/tensor";
import { castOp, commonDType } from "@chainrule/tensor";
import type { CallNode, Value } from "./static_graph.ts";

/** The formula of one call: from one element of each input to one of the output. */
export type Formula = <V>(k: Builder<V>, inputs: readonly V[]) => V;

/** The formula of a call, or null if it has none. Conversions that keep numbers, or ask for truth, have one too. */
export function formulaOf({ op, attributes, inputs, output }: CallNode, values: readonly Value[]): Formula | null {
  if ("expression" in op) {
    const expression = op.expression as Expression<Inputs, unknown>;
    return (k, given) => expression(k, given, attributes);
  }
  if (op !== castOp) return null;
  const [from, to] = [values[inputs[0]!]!.dtype, values[output]!.dtype];
  if (to === "bool") return (k, [x]) => k.not(k.not(x!));
  return to !== "int32" || from === "bool" ? (_, [x]) => x! : null;
}

/**
 * The dtype that an elementwise call computes in: that of its output, or what it compares. Truth values alone can be computed
 * in any, which is `bool`.
 */
export function laneOf({ inputs, output }: CallNode, values: readonly Value[]): DType {
  const { dtype } = values[output]!;
  return dtype === "bool" ? commonDType("compute", inputs.map((id) => values[id]!.dtype)) : dtype;
}

/** Whether the formula of a call is a few plain operations, so that computing it twice costs less than keeping it. */
export function isCheap(node: CallNode, values: readonly Value[]): boolean {
  const formula = formulaOf(node, values)!;
  let cost = 0;
  const counter = new Proxy({} as Builder<null>, {
    get: (_, name: keyof Builder<null>) => () => {
      cost += plain.has(name) ? 1 : mostCost + 1;
      return null;
    },
  });
  formula(counter, node.inputs.map(() => null));
  return cost <= mostCost;
}

const mostCost = 3;

const plain: ReadonlySet<keyof Builder<null>> = new Set<keyof Builder<null>>([
  "constant",
  "add",
  "sub",
  "mul",
  "neg",
  "abs",
  "min",
  "max",
  "less",
  "lessEqual",
  "equal",
  "and",
  "not",
  "select",
]);

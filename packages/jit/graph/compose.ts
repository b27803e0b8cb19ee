/**
 * One formula out of many.
 *
 * @module
 */
import type { Builder } from "@chainrule/tensor";
import { formulaOf } from "./elementwise.ts";
import type { CallNode, FusedNode, Value } from "./static_graph.ts";
import { uniformValue } from "./uniform_value.ts";

/**
 * The formula of all `calls` together, from `inputs` to `outputs`; all else that they read are uniform constants. A call that is not
 * elementwise (the sum at the end) hands on its input.
 */
export function compose(
  calls: readonly CallNode[],
  inputs: readonly number[],
  outputs: readonly number[],
  values: readonly Value[],
): FusedNode["expression"] {
  const formulas = calls.map((call) => formulaOf(call, values));
  return <V>(k: Builder<V>, given: readonly V[]) => {
    const known = new Map<number, V>(inputs.map((id, i) => [id, given[i]!]));
    const valueOf = (id: number): V => {
      if (!known.has(id)) known.set(id, k.constant(uniformValue(values[id]!)!));
      return known.get(id)!;
    };
    calls.forEach((call, i) => {
      const operands = call.inputs.map(valueOf);
      const formula = formulas[i]!;
      known.set(call.output, formula === null ? operands[0]! : formula(k, operands));
    });
    return outputs.map(valueOf);
  };
}

/**
 * Computing once what is written twice.
 *
 * @module
 */
import { rewrite } from "./rewrite.ts";
import type { CallNode, StaticGraph, Value } from "./static_graph.ts";

/** Constants up to this size are compared by what they hold, others by which tensor they are. */
const mostCompared = 16;

/** Merges nodes with the same operation, inputs and attributes. Two draws with one counter are the same numbers. 公共子表达式消除 */
export function commonSubexpressions(graph: StaticGraph): StaticGraph {
  const identify = identities();
  const nodes = new Map<string, number>();
  const constants = new Map<string, number>();
  return rewrite(graph, (node, { value }) => {
    const inputs = node.inputs.map((id) => firstWith(constants, keyOfValue(value(id)), id));
    const key = `${identify(node.op)}(${inputs})${keyOf(node.attributes, identify)}`;
    const first = firstWith(nodes, key, node.output);
    return first === node.output ? { ...node, inputs } satisfies CallNode : first;
  });
}

function firstWith(known: Map<string, number>, key: string, id: number): number {
  const first = known.get(key);
  if (first === undefined) known.set(key, id);
  return first ?? id;
}

function keyOfValue(value: Value): string {
  return value.kind === "constant" && value.tensor.size <= mostCompared
    ? `${value.dtype}[${value.shape}]${Array.from(value.tensor.data, keyOfNumber)}`
    : `${value.id}`;
}

/** Attributes as text: equal for equal plain data, and for other objects only if they are the same object. */
function keyOf(part: unknown, identify: (object: object) => string): string {
  if (typeof part === "number") return keyOfNumber(part);
  if (typeof part === "string") return JSON.stringify(part);
  if (Array.isArray(part)) return `[${part.map((item) => keyOf(item, identify))}]`;
  if (typeof part === "function") return identify(part);
  if (typeof part !== "object" || part === null) return String(part);
  if (Object.getPrototypeOf(part) !== Object.prototype) return identify(part);
  return `{${Object.entries(part).map(([name, item]) => `${JSON.stringify(name)}:${keyOf(item, identify)}`)}}`;
}

function keyOfNumber(value: number): string {
  return Object.is(value, -0) ? "-0" : `${value}`;
}

function identities(): (object: object) => string {
  const known = new Map<object, string>();
  return (object) => {
    const name = known.get(object) ?? `#${known.size}`;
    known.set(object, name);
    return name;
  };
}

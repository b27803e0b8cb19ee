/**
 * Reading an expression off a recorded graph.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { isTracked, ShapeError } from "@chainrule/tensor";
import { collect, isNode } from "../graph.ts";
import type { Node } from "../graph.ts";
import { call, number, power, product, sum, symbol } from "./expression.ts";
import type { Expression } from "./expression.ts";

/** Operations that are algebra rather than functions with a name. */
const algebra: Readonly<Record<string, (...args: Expression[]) => Expression>> = {
  add: sum,
  sub: (a, b) => sum(a, product(number(-1), b)),
  mul: product,
  div: (a, b) => product(a, power(b, number(-1))),
  neg: (a) => product(number(-1), a),
  pow: power,
  square: (a) => power(a, number(2)),
  reciprocal: (a) => power(a, number(-1)),
  rsqrt: (a) => power(call("sqrt", a), number(-1)),
  where: (condition, a, b) =>
    condition.kind === "number" ? (condition.value === 0 ? b : a) : call("where", condition, a, b),
};

/** Operations that do nothing to a scalar. */
const transparent = new Set(["identity", "cast", "reshape", "broadcastTo", "sum", "mean", "squeeze", "expandDims"]);

/**
 * The expression that `result` was computed by. Variables are symbols; whatever no variable is below is a constant.
 *
 * @throws {ShapeError} When something in it is not a scalar
 */
export function expressionOf(result: Tensor): Expression {
  const known = new Map<Tensor, Expression>();
  const read = (x: Tensor) => known.get(x) ?? constantOf(x);
  for (const node of collect("symbolic", [result], 0)) {
    checkSize(node);
    known.set(node, applied(node, node.origin.inputs.map(read)));
  }
  return read(result);
}

function applied({ origin: { op, variable } }: Node, args: readonly Expression[]): Expression {
  if (op === null) return symbol(variable!.name);
  if (transparent.has(op.name)) return args[0]!;
  return algebra[op.name]?.(...args) ?? call(op.name, ...args);
}

function constantOf(x: Tensor): Expression {
  checkSize(x);
  if (isNode(x) && !isTracked(x)) return symbol(x.origin.variable!.name);
  return number(x.dtype === "float32" ? shortest(x.item()) : x.item());
}

/** The number with the fewest digits that is `value` in float32, such as 0.1 for 0.10000000149011612. */
function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return value;
}

function checkSize(x: Tensor): void {
  if (x.size === 1) return;
  const name = x.origin?.op?.name ?? x.origin?.variable?.name ?? "a constant";
  throw new ShapeError(
    "symbolic",
    [x.shape],
    `Cannot take symbolic of a graph as everything in it must be a scalar, and ${name} is none`,
  );
}

/**
 * Rewrites that keep every bit.
 *
 * @module
 */
import type { AnyOp, DType } from "@chainrule/tensor";
import {
  addOp,
  broadcastToOp,
  castOp,
  divOp,
  identityOp,
  matmulOp,
  mulOp,
  negOp,
  permuteOp,
  reshapeOp,
  sameShape,
  sliceOp,
  stopGradientOp,
  subOp,
} from "@chainrule/tensor";
import type { OperandOrder } from "./product.ts";
import { productOp, swapped } from "./product.ts";
import type { Known, Rewritten } from "./rewrite.ts";
import { rewrite } from "./rewrite.ts";
import type { CallNode, StaticGraph, Value } from "./static_graph.ts";
import { uniformValue } from "./uniform_value.ts";

/** What a node may become; the node itself where nothing is gained. */
type Rule = (node: CallNode, known: Known) => Rewritten;

/** Removes operations that change nothing, and moves transposes into products. 代数化简 */
export function algebra(graph: StaticGraph): StaticGraph {
  return rewrite(graph, (node, known) => {
    const rule = rules.get(node.op) ?? ("expression" in node.op ? withoutBroadcasts : undefined);
    return rule?.(node, known) ?? node;
  });
}

const firstInput: Rule = ({ inputs }) => inputs[0]!;

/** The input of a node that may change shape or dtype, if it does not. */
const unchanged: Rule = (node, { value }) => {
  const x = node.inputs[0]!;
  return alike(value(x), value(node.output)) ? x : node;
};

const unlessReordered: Rule = (node, known) => {
  const inner = known.producer(node.inputs[0]!);
  const rank = known.value(node.output).shape.length;
  const order = orderOf(node, rank);
  if (inner?.op === permuteOp) {
    const former = orderOf(inner, rank);
    return unlessReordered(
      { ...node, inputs: inner.inputs, attributes: { order: order.map((axis) => former[axis]!) } },
      known,
    );
  }
  if (order.every((axis, i) => axis === i)) return node.inputs[0]!;
  return swapsLastAxes(order) ? transposedProduct(node, inner, known) : node;
};

/** (A B)ᵀ = Bᵀ Aᵀ: the same sums of the same products, in the order in which they are wanted. So gradients of weights lie as weights do. */
function transposedProduct(node: CallNode, inner: CallNode | undefined, { uses }: Known): CallNode {
  if ((inner?.op !== matmulOp && inner?.op !== productOp) || uses(inner.output) > 1) return node;
  const [left, right] = inner.op === productOp ? (inner.attributes as OperandOrder).transposed : [false, false];
  return { ...node, op: productOp, inputs: inner.inputs.toReversed(), attributes: { transposed: [!right, !left] } };
}

const lastReshape: Rule = (node, known) => {
  const inner = known.producer(node.inputs[0]!);
  return unchanged(inner?.op === reshapeOp ? { ...node, inputs: inner.inputs } : node, known);
};

const doubleNegation: Rule = (node, known) => {
  const inner = known.producer(node.inputs[0]!);
  if (inner?.op !== negOp) return node;
  const x = inner.inputs[0]!;
  return alike(known.value(x), known.value(node.output)) ? x : node;
};

/** A slice of the same shape that begins at the beginning takes everything, in order. */
const wholeSlice: Rule = (node, known) => {
  const { start } = node.attributes as { start: readonly number[] };
  return start.every((from) => from === 0) ? unchanged(node, known) : node;
};

/** Leaves out an operand of two that changes nothing, as `isNeutral` says of its value and place. */
function withoutNeutral(isNeutral: (value: number, place: number, dtype: DType) => boolean): Rule {
  return (node, known) => {
    const [result, ...operands] = [node.output, ...node.inputs].map(known.value);
    const place = operands.findIndex((operand, i) => {
      const value = uniformValue(operand);
      return value !== null && isNeutral(value, i, result!.dtype) && alike(operands[1 - i]!, result!);
    });
    return place < 0 ? withoutBroadcasts(node, known) : node.inputs[1 - place]!;
  };
}

/** Elementwise operations broadcast by themselves, if what is left still gives the shape. */
const withoutBroadcasts: Rule = (node, { value, producer }) => {
  const { shape } = value(node.output);
  return node.inputs.reduce((before, id, i) => {
    const inner = producer(id);
    if (inner?.op !== broadcastToOp) return before;
    const inputs = before.inputs.with(i, inner.inputs[0]!);
    const left = node.op.shape(inputs.map((input) => value(input).shape), node.attributes);
    return sameShape(left, shape) ? { ...node, inputs } : before;
  }, node);
};

const orderedProduct: Rule = (node, { value, producer }) => {
  const transposes = node.inputs.map((id) => {
    const inner = producer(id);
    return inner?.op === permuteOp && swapsLastAxes(orderOf(inner, value(id).shape.length)) ? inner : undefined;
  });
  if (transposes.every((inner) => inner === undefined)) return node;
  return {
    ...node,
    op: productOp,
    inputs: node.inputs.map((id, i) => transposes[i]?.inputs[0] ?? id),
    attributes: { transposed: transposes.map((inner) => inner !== undefined) },
  };
};

const rules: ReadonlyMap<AnyOp, Rule> = new Map<AnyOp, Rule>([
  [identityOp, firstInput],
  [stopGradientOp, firstInput],
  [castOp, unchanged],
  [broadcastToOp, unchanged],
  [sliceOp, wholeSlice],
  [permuteOp, unlessReordered],
  [reshapeOp, lastReshape],
  [negOp, doubleNegation],
  [mulOp, /* @__PURE__ */ withoutNeutral((value) => value === 1)],
  [divOp, /* @__PURE__ */ withoutNeutral((value, place) => value === 1 && place === 1)],
  // −0 + 0 is 0, so for floats only −0 is neutral.
  [
    addOp,
    /* @__PURE__ */ withoutNeutral((value, _place, dtype) =>
      value === 0 && (dtype === "int32" || Object.is(value, -0))
    ),
  ],
  [subOp, /* @__PURE__ */ withoutNeutral((value, place) => Object.is(value, 0) && place === 1)],
  [matmulOp, orderedProduct],
]);

function alike(a: Value, b: Value): boolean {
  return a.dtype === b.dtype && sameShape(a.shape, b.shape);
}

function orderOf({ attributes }: CallNode, rank: number): number[] {
  return (attributes as { order: readonly number[] }).order.map((axis) => axis < 0 ? axis + rank : axis);
}

function swapsLastAxes(order: readonly number[]): boolean {
  return swapped(order).every((axis, i) => axis === i);
}

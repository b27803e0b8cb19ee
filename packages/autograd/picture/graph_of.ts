/**
 * The computational graph as data.
 *
 * @module
 */
import type { DType, NestedArray, Shape, Tensor, Variable } from "@chainrule/tensor";
import { formatShape, isNone, vjpRule, within } from "@chainrule/tensor";
import { pushForward } from "../forward.ts";
import { collect, isVariableLeaf } from "../graph.ts";
import type { Node } from "../graph.ts";
import { onesLike } from "../operands.ts";
import { pullBack, reachOf } from "../reverse.ts";

/** One value of a graph: a variable, a constant, or the result of an operation. 结点 */
export interface GraphNode {
  /** Unique in its graph. */
  readonly id: string;
  /** What it is. */
  readonly kind: "variable" | "constant" | "operation";
  /** The name of the variable or of the operation; the shape of a constant that is not a scalar. */
  readonly name: string;
  /** The shape. */
  readonly shape: Shape;
  /** The dtype. */
  readonly dtype: DType;
  /** The composite operations during which it was computed, outermost first; empty if none. */
  readonly scope: string;
  /** The value; null while traced, and where there are more than 16 elements. */
  readonly value: NestedArray | null;
  /** The derivative of the result with respect to it; null unless asked for, and where there is none. */
  readonly gradient: NestedArray | null;
  /** Its derivative with respect to the source of forward mode; null unless asked for, and where there is none. */
  readonly tangent: NestedArray | null;
}

/** That one node is an input of another. 边 */
export interface GraphEdge {
  /** The id of the input. */
  readonly from: string;
  /** The id of what was computed from it. */
  readonly to: string;
  /** Which input it is, from 0. */
  readonly position: number;
  /** The local derivative ∂to/∂from where both are scalars; null elsewhere, and where there is none. */
  readonly local: number | null;
}

/** A computational graph: a plain record that can be drawn, stored or sent. 计算图 */
export interface ComputationalGraph {
  /** Inputs before what was computed from them. */
  readonly nodes: readonly GraphNode[];
  /** Sorted by where they lead. */
  readonly edges: readonly GraphEdge[];
  /** The id of the result. */
  readonly output: string;
}

/** What {@link graphOf} works out beside values and local derivatives. */
export interface GraphOptions {
  /** Forward mode: the variable, or the tensor of the graph, whose tangent is 1. @default none */
  readonly forward?: Variable | Tensor;
  /** Whether reverse mode runs: the derivative of the result with respect to every node. @default false */
  readonly backward?: boolean;
}

const mostShown = 16;

/**
 * The graph that a result remembers, with its values and its local derivatives, to draw or print. 计算图
 *
 * Only what was computed from a trainable variable is remembered; anything else is a constant. Call it before `backward`, which lets
 * go of the graph.
 *
 * @param result A tensor that was computed from variables
 * @param options Which mode runs through the graph
 * @returns Nodes and edges
 * @throws {TypeError} When `backward` has let go of the graph, or the source of forward mode is not in it
 *
 * @example The derivative of a product at each node
 * ```ts
 * import { graphOf } from "@chainrule/autograd";
 * import { Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const w = new Variable(3, { name: "w" });
 * const { nodes, edges } = graphOf(w.value.mul(5).add(1), { backward: true });
 * assertEquals(nodes.map(({ name, value }) => [name, value]), [["w", 3], ["5", 5], ["mul", 15], ["1", 1], ["add", 16]]);
 * assertEquals(nodes[0]!.gradient, 5);
 * assertEquals(edges[0]!.local, 5);
 * ```
 */
export function graphOf(result: Tensor, options: GraphOptions = {}): ComputationalGraph {
  return within("take graphOf", { recording: false }, () => {
    const nodes = collect("graphOf", [result], 0);
    const tangents = options.forward === undefined ? none : tangentsOf(nodes, options.forward);
    const gradients = options.backward ? gradientsOf(nodes, result) : none;
    const all = withConstants(nodes, result);
    const ids = new Map([...all].map((x, i) => [x, `n${i}`]));
    return {
      nodes: [...all].map((x) => ({
        id: ids.get(x)!,
        ...described(x),
        value: shown(x),
        gradient: shown(gradients.get(x)),
        tangent: shown(tangents.get(x)),
      })),
      edges: nodes.flatMap((node) =>
        node.origin.inputs.map((input, position) => ({
          from: ids.get(input)!,
          to: ids.get(node)!,
          position,
          local: localDerivative(node, input, position),
        }))
      ),
      output: ids.get(result)!,
    };
  });
}

const none: ReadonlyMap<Tensor, Tensor> = new Map();

function tangentsOf(nodes: readonly Node[], source: Variable | Tensor): ReadonlyMap<Tensor, Tensor> {
  const seeds = nodes.filter((node) => node === source || node.origin.variable === source);
  if (seeds.length === 0) {
    throw new TypeError(
      `Cannot take graphOf with forward as its source must be in the graph: current source is ${source}; give a trainable variable, or a tensor computed from one`,
    );
  }
  return pushForward(nodes, new Map(seeds.map((seed) => [seed, onesLike(seed)])));
}

function gradientsOf(nodes: readonly Node[], result: Tensor): ReadonlyMap<Tensor, Tensor> {
  const reach = reachOf("graphOf", result, isVariableLeaf, 0);
  return pullBack(result, onesLike(result), reach, new Set(nodes));
}

/** The nodes, each behind its inputs. */
function withConstants(nodes: readonly Node[], result: Tensor): ReadonlySet<Tensor> {
  return new Set([...nodes.flatMap((node) => [...node.origin.inputs, node]), result]);
}

function described(x: Tensor): Pick<GraphNode, "kind" | "name" | "shape" | "dtype" | "scope"> {
  const { shape, dtype, origin } = x;
  const kind = origin === null ? "constant" : origin.op === null ? "variable" : "operation";
  const name = origin?.op?.name ?? origin?.variable?.name ??
    (x.size === 1 && x.storage !== null ? `${x.item()}` : formatShape(shape));
  return { kind, name, shape, dtype, scope: origin?.scope ?? "" };
}

function shown(x: Tensor | undefined): NestedArray | null {
  return x === undefined || x.storage === null || x.size > mostShown ? null : x.toArray();
}

function localDerivative(node: Node, input: Tensor, position: number): number | null {
  const { op, inputs, attributes } = node.origin;
  const rule = vjpRule(op!, position);
  if (isNone(rule) || node.size !== 1 || input.size !== 1 || node.storage === null) return null;
  return rule(onesLike(node), inputs, node, attributes, position).item();
}

/**
 * The static graph: values, the nodes that make them, and what leaves.
 *
 * @module
 */
import type { AnyOp, Builder, Call, DType, Shape, Tensor, Variable } from "@chainrule/tensor";
import { print } from "./print.ts";

/** Where a value comes from. */
export type Source =
  | { readonly kind: "argument"; readonly index: number }
  | { readonly kind: "variable" | "gradient"; readonly variable: Variable }
  | { readonly kind: "constant"; readonly tensor: Tensor }
  | { readonly kind: "result" };

/** A tensor that is known by number. Passes keep the ids of the values that they keep. */
export type Value = Source & {
  /** Its place in `StaticGraph.values`. */
  readonly id: number;
  /** The length of each axis. */
  readonly shape: Shape;
  /** The type of the elements. */
  readonly dtype: DType;
};

/** One application of an operation. */
export interface CallNode {
  /** The operation. */
  readonly op: AnyOp;
  /** The ids of what it is applied to. */
  readonly inputs: readonly number[];
  /** What it is told beside its inputs. */
  readonly attributes: unknown;
  /** The id of what comes out. */
  readonly output: number;
  /** The composite operations that it is part of, for errors. @default none */
  readonly scope?: string;
}

/** Elementwise calls that one loop can do, perhaps with a sum at the end. 融合节点 */
export interface FusedNode {
  /** The calls, in order; the last is the sum if there is a `reduction`. */
  readonly members: readonly CallNode[];
  /** The shape that the loop runs over. */
  readonly shape: Shape;
  /** The dtype to compute in: inputs are converted when loaded, outputs when stored. */
  readonly lane: DType;
  /** The ids of what the loop reads, each once; each broadcasts to `shape`. Uniform constants are part of the formula instead. */
  readonly inputs: readonly number[];
  /** The ids of what is needed outside, in the order of the members that make them. */
  readonly outputs: readonly number[];
  /** The formula of all members: from one element of each input to one element of each output (before its reduction). */
  readonly expression: <V>(k: Builder<V>, inputs: readonly V[]) => readonly V[];
  /** Along which axes the one output is summed, or null. */
  readonly reduction: { readonly axes: readonly number[]; readonly keepDims: boolean } | null;
}

/** What a graph is made of: calls at first, fused nodes too after `fuse`. */
export type Node = CallNode | FusedNode;

/** What leaves a graph. */
export interface Outputs {
  /** The ids of the tensors among the results, in order. */
  readonly results: readonly number[];
  /** What variables hold in the end, where they were assigned. */
  readonly writes: readonly { readonly variable: Variable; readonly value: number }[];
  /** What gradient slots hold in the end, where they changed. */
  readonly gradients: readonly { readonly variable: Variable; readonly value: number | null }[];
}

/**
 * An immutable graph in an order in which it can run; `${graph}` lists it, one node a line. 静态图
 *
 * @example What is left of a function
 * ```ts
 * import { jit } from "@chainrule/jit";
 * import { tensor } from "@chainrule/tensor";
 * import type { Tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const f = jit((x: Tensor) => x.mul(1).neg());
 * f(tensor([1, 2]));
 * assertEquals(`${f.programs[0]!.graph}`, "%1 = neg(argument 0): float32 [2]\nreturn %1");
 * ```
 */
export class StaticGraph<N extends Node = CallNode> {
  /** A graph of these parts. */
  constructor(
    /** Every value; its id is its index. Those that no node and no output uses are left over from former passes. */
    readonly values: readonly Value[],
    /** The nodes, producers before consumers. */
    readonly nodes: readonly N[],
    /** What leaves. */
    readonly outputs: Outputs,
  ) {}

  /** The graph as text. */
  toString(): string {
    return print(this).join("\n");
  }
}

/** What a graph is made from; a `Recording` is one. */
export interface Recorded {
  /** Every operation, in order. */
  readonly calls: readonly Call[];
  /** The tensors that stand for what variables hold at the start. */
  readonly reads: ReadonlyMap<Variable, Tensor>;
  /** The tensors that stand for gradients that are filled at the start. */
  readonly gradientReads: ReadonlyMap<Variable, Tensor>;
  /** What variables hold at the end. */
  readonly writes: ReadonlyMap<Variable, Tensor>;
  /** What gradient slots hold at the end. */
  readonly gradientWrites: ReadonlyMap<Variable, Tensor | null>;
}

/** The graph of a recording: call `i` makes value `i`, the other values follow. */
export function graphOf(
  recorded: Recorded,
  inputs: readonly Tensor[],
  results: readonly Tensor[],
): StaticGraph {
  const values: Value[] = [];
  const ids = new Map<Tensor, number>();
  const add = (x: Tensor, source: Source): void => {
    ids.set(x, values.length);
    values.push({ ...source, id: values.length, shape: x.shape, dtype: x.dtype });
  };
  for (const { output } of recorded.calls) add(output, { kind: "result" });
  inputs.forEach((x, index) => add(x, { kind: "argument", index }));
  for (const [variable, x] of recorded.reads) add(x, { kind: "variable", variable });
  for (const [variable, x] of recorded.gradientReads) add(x, { kind: "gradient", variable });
  const idOf = (x: Tensor): number => {
    if (!ids.has(x)) add(x, { kind: "constant", tensor: x });
    return ids.get(x)!;
  };
  const nodes = recorded.calls.map(({ op, inputs, attributes, output, scope }) => ({
    op,
    inputs: inputs.map(idOf),
    attributes,
    output: idOf(output),
    scope,
  }));
  return new StaticGraph(values, nodes, {
    results: results.map(idOf),
    writes: [...recorded.writes].map(([variable, x]) => ({ variable, value: idOf(x) })),
    gradients: [...recorded.gradientWrites]
      .map(([variable, x]) => ({ variable, value: x === null ? null : idOf(x) })),
  });
}

/** The ids that leave a graph, each as often as it does. */
export function outputIds({ results, writes, gradients }: Outputs): number[] {
  return [...results, ...[...writes, ...gradients].flatMap(({ value }) => value ?? [])];
}

/** The same outputs with other ids. */
export function mapOutputs(
  { results, writes, gradients }: Outputs,
  idOf: (id: number) => number,
): Outputs {
  return {
    results: results.map(idOf),
    writes: writes.map(({ variable, value }) => ({ variable, value: idOf(value) })),
    gradients: gradients.map(({ variable, value }) => ({ variable, value: value === null ? null : idOf(value) })),
  };
}

/** Whether `node` is a fused one. */
export function isFused(node: Node): node is FusedNode {
  return "members" in node;
}

/** The calls that `node` stands for. */
export function callsOf(node: Node): readonly CallNode[] {
  return isFused(node) ? node.members : [node];
}

/** The ids of what `node` makes. */
export function outputsOf(node: Node): readonly number[] {
  return isFused(node) ? node.outputs : [node.output];
}

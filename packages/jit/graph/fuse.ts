/**
 * Joining elementwise calls into loops.
 *
 * @module
 */
import type { DType, Reduced, Shape } from "@chainrule/tensor";
import { isFloat, sameShape, sumOp } from "@chainrule/tensor";
import { compose } from "./compose.ts";
import { formulaOf, isCheap, laneOf } from "./elementwise.ts";
import type { CallNode, FusedNode, Node, Value } from "./static_graph.ts";
import { outputIds, StaticGraph } from "./static_graph.ts";
import { uniformValue } from "./uniform_value.ts";

/** One loop does at most this many calls. */
const mostMembers = 24;
/** One loop reads at most this many values. */
const mostInputs = 12;

/**
 * Joins elementwise calls of one shape and dtype into fused nodes, with the sum that follows if nothing else leaves the loop. Every
 * elementwise call and every sum of floats ends in one, if only alone. A group runs where its last member stood: a producer
 * sinks into its consumers if nobody else needs its value before that. 算子融合
 */
export function fuse(graph: StaticGraph): StaticGraph<Node> {
  return new Fusion(graph).run();
}

/** A loop being put together. */
interface Group {
  /** Where its last member stands, and where it will run. */
  readonly root: number;
  readonly shape: Shape;
  lane: DType;
  /** Positions of members, and whether each is a copy of a call that also runs elsewhere. */
  readonly members: Map<number, { readonly isCopy: boolean }>;
  /** What the loop reads. */
  inputs: Set<number>;
  readonly reduction: CallNode | null;
}

/** The state of one run of the pass, which goes from the last node to the first. */
class Fusion {
  readonly #graph: StaticGraph;
  readonly #values: readonly Value[];
  readonly #nodes: readonly CallNode[];
  readonly #isElementwise: readonly boolean[];
  /** The position of the node that makes a value. */
  readonly #producer: Int32Array;
  /** The positions of the nodes that read a value. */
  readonly #users: number[][];
  readonly #leaves: ReadonlySet<number>;
  /** Values that something after the current position reads from memory. */
  readonly #wanted: Set<number>;
  /** Positions that are members of a group for good. */
  readonly #taken = new Set<number>();

  constructor(graph: StaticGraph) {
    const { values, nodes, outputs } = graph;
    this.#graph = graph;
    this.#values = values;
    this.#nodes = nodes;
    this.#isElementwise = nodes.map((node) => formulaOf(node, values) !== null);
    this.#producer = new Int32Array(values.length).fill(-1);
    this.#users = values.map(() => []);
    nodes.forEach(({ inputs, output }, position) => {
      this.#producer[output] = position;
      for (const id of new Set(inputs)) this.#users[id]!.push(position);
    });
    this.#leaves = new Set(outputIds(outputs));
    this.#wanted = new Set(this.#leaves);
  }

  run(): StaticGraph<Node> {
    const made: Node[] = [];
    for (let position = this.#nodes.length - 1; position >= 0; position--) {
      const node = this.#nodes[position]!;
      if (this.#taken.has(position) || !this.#wanted.has(node.output)) continue;
      const next = this.#fused(position) ?? node;
      for (const id of next.inputs) this.#wanted.add(id);
      made.push(next);
    }
    const { values, outputs } = this.#graph;
    return new StaticGraph(values, made.reverse(), outputs);
  }

  #fused(root: number): FusedNode | null {
    const group = this.#isElementwise[root] ? this.#groupOf(root) : this.#sumOf(root);
    if (group === null) return null;
    this.#grow(group);
    for (const [position, { isCopy }] of group.members) if (!isCopy) this.#taken.add(position);
    return this.#nodeOf(group);
  }

  #groupOf(root: number): Group {
    const node = this.#nodes[root]!;
    return {
      root,
      shape: this.#values[node.output]!.shape,
      lane: laneOf(node, this.#values),
      members: new Map([[root, { isCopy: false }]]),
      inputs: this.#read(node.inputs),
      reduction: null,
    };
  }

  /** A group that ends in a sum of floats, if that is what stands there. */
  #sumOf(root: number): Group | null {
    const sum = this.#nodes[root]!;
    if (sum.op !== sumOp) return null;
    const { shape, dtype } = this.#values[sum.inputs[0]!]!;
    if (!isFloat(dtype)) return null;
    const members = new Map([[root, { isCopy: false }]]);
    return { root, shape, lane: dtype, members, inputs: this.#read(sum.inputs), reduction: sum };
  }

  /** Takes in producers of what the group reads, the latest first, so that all users of each were decided on before. */
  #grow(group: Group): void {
    const refused = new Set<number>();
    while (group.members.size < mostMembers) {
      let latest = -1;
      for (const id of group.inputs) {
        const position = this.#producer[id]!;
        if (position > latest && !refused.has(position)) latest = position;
      }
      if (latest < 0) return;
      if (!this.#join(group, latest)) refused.add(latest);
    }
  }

  #join(group: Group, position: number): boolean {
    const node = this.#nodes[position]!;
    const { shape } = this.#values[node.output]!;
    const lane = sharedLane(group.lane, this.#isElementwise[position] ? laneOf(node, this.#values) : null);
    if (lane === null || !sameShape(shape, group.shape)) return false;
    const inputs = new Set([...group.inputs, ...this.#read(node.inputs)]);
    inputs.delete(node.output);
    const sinks = this.#sinks(group, position);
    if (inputs.size > mostInputs || !(sinks || this.#isWorthACopy(group, position, inputs))) return false;
    group.lane = lane;
    group.inputs = inputs;
    group.members.set(position, { isCopy: !sinks });
    return true;
  }

  /** Whether a call may run as late as the group does: its users are in the group, stand after it, or sink to a later one. */
  #sinks({ root, members, reduction }: Group, position: number): boolean {
    const { output } = this.#nodes[position]!;
    if (this.#taken.has(position) || (reduction !== null && this.#wanted.has(output))) return false;
    return this.#users[output]!.every((user) =>
      user > root || this.#taken.has(user) || members.get(user)?.isCopy === false
    );
  }

  /** Whether a call costs little, makes the group read nothing more, and may come to run nowhere else. */
  #isWorthACopy({ inputs, shape }: Group, position: number, after: ReadonlySet<number>): boolean {
    const node = this.#nodes[position]!;
    const isFusible = (user: number): boolean =>
      this.#isElementwise[user]! && sameShape(this.#values[this.#nodes[user]!.output]!.shape, shape);
    return !this.#wanted.has(node.output) && [...after].every((id) => inputs.has(id)) && isCheap(node, this.#values) &&
      this.#users[node.output]!.every(isFusible);
  }

  /** What a loop has to read to know these values. */
  #read(ids: readonly number[]): Set<number> {
    return new Set(ids.filter((id) => uniformValue(this.#values[id]!) === null));
  }

  #nodeOf({ root, shape, lane, members, inputs, reduction }: Group): FusedNode {
    const positions = [...members.keys()].sort((a, b) => a - b);
    const calls = positions.map((position) => this.#nodes[position]!);
    const outputs = positions
      .filter((position) => !members.get(position)!.isCopy && this.#isRead(position, root))
      .map((position) => this.#nodes[position]!.output);
    const reads = [...inputs];
    return {
      members: calls,
      shape,
      lane: lane === "bool" ? "float32" : lane,
      inputs: reads,
      outputs,
      expression: compose(calls, reads, outputs, this.#values),
      reduction: reduction && reduction.attributes as Reduced,
    };
  }

  /** Whether a member is read outside its group, which later groups have made known. */
  #isRead(position: number, root: number): boolean {
    return position === root || this.#wanted.has(this.#nodes[position]!.output);
  }
}

/** The dtype in which a group and one more call can both be computed, or null. */
function sharedLane(group: DType, call: DType | null): DType | null {
  if (call === "bool" || call === group) return group;
  return group === "bool" ? call : null;
}

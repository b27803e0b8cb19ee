/**
 * Training on graphs that are too large to go through as a whole.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { arange, gather, Random } from "@chainrule/tensor";
import type { Graph } from "../graph/graph.ts";
import type { NeighborSample } from "./neighbor_sample.ts";
import { Neighborhoods } from "./neighbor_sample.ts";

/** How neighbours are sampled. */
export interface NeighborSamplerOptions {
  /** For each step away from the seeds, how many of the edges into a node are followed at most; as many steps as there are layers. */
  readonly fanouts: readonly number[];
  /** The nodes that an epoch goes through, int32. @default all nodes */
  readonly nodes?: Tensor;
  /** The number of seeds in a batch. @default 32 */
  readonly batchSize?: number;
  /** Whether each epoch has an order of its own. @default true */
  readonly shuffle?: boolean;
  /** What orders and choices come from. @default 0 */
  readonly seed?: number;
}

/** A place in the nodes: everything that a checkpoint needs to go on from there. */
export interface SamplerState {
  /** How many times all nodes have been gone through. */
  readonly epoch: number;
  /** How many nodes of the epoch have been given out. */
  readonly position: number;
}

/**
 * Batches of nodes with some of their neighbours, the neighbours of these, and so on. Each `for` loop goes through the rest of the current epoch; the next loop begins the next
 * one. A batch is a function of the seed, the epoch and its place in it alone. Made by `neighborSampler`.
 *
 * @example Where a loop stopped, another goes on
 * ```ts
 * import { karateClub, neighborSampler } from "@chainrule/gnn";
 * import { assertEquals } from "@std/assert";
 *
 * const samples = neighborSampler(karateClub().graph, { fanouts: [5], batchSize: 10 });
 * for (const _ of samples) break;
 * assertEquals(samples.state, { epoch: 0, position: 10 });
 * assertEquals([...samples].map(({ seeds }) => seeds.size), [10, 10, 4]);
 * ```
 */
export class NeighborSampler implements Iterable<NeighborSample> {
  readonly #neighborhoods: Neighborhoods;
  readonly #options: Required<Omit<NeighborSamplerOptions, "nodes" | "fanouts">>;
  readonly #nodes: Tensor;
  #state: SamplerState = { epoch: 0, position: 0 };

  /** Use `neighborSampler` instead. @ignore */
  constructor(graph: Graph, options: NeighborSamplerOptions) {
    const { fanouts, batchSize = 32, shuffle = true, seed = 0, nodes } = options;
    checkCounts(fanouts, batchSize);
    this.#options = { batchSize, shuffle, seed };
    this.#nodes = nodes ?? arange(graph.numberOfNodes, undefined, { dtype: "int32" });
    checkNodes(this.#nodes, graph.numberOfNodes);
    this.#neighborhoods = new Neighborhoods(graph, fanouts);
  }

  /** The number of batches in an epoch. */
  get length(): number {
    return Math.ceil(this.#nodes.size / this.#options.batchSize);
  }

  /** The place behind the batch given out last. */
  get state(): SamplerState {
    return this.#state;
  }

  /**
   * Goes to a place: the next loop begins there.
   *
   * @throws {RangeError} When there is no such place
   */
  set state({ epoch, position }: SamplerState) {
    const isWhole = (value: number) => Number.isInteger(value) && value >= 0;
    if (!isWhole(epoch) || !isWhole(position) || position >= this.#nodes.size) {
      throw new RangeError(
        `Cannot go to a place in the nodes as epoch must be a whole number from 0 and position one in [0, ${this.#nodes.size}): current epoch is ${epoch} and position is ${position}`,
      );
    }
    this.#state = { epoch, position };
  }

  /** The batches from the current place to the end of the epoch. */
  *[Symbol.iterator](): Generator<NeighborSample, void> {
    const { epoch } = this.#state;
    const { seed, shuffle, batchSize } = this.#options;
    const random = new Random(seed);
    random.counter.assign(epoch);
    const order = shuffle ? gather(this.#nodes, random.permutation(this.#nodes.size)) : this.#nodes;
    random.counter.assign(epoch);
    const choices = random.fork();
    while (this.#state.epoch === epoch) {
      const { position } = this.#state;
      const end = Math.min(position + batchSize, order.size);
      this.#state = end === order.size ? { epoch: epoch + 1, position: 0 } : { epoch, position: end };
      choices.counter.assign(position);
      yield this.#neighborhoods.around(order.slice([position], [end]), choices.fork());
    }
  }
}

/**
 * Goes through the nodes of a graph in batches, each with a sample of what lies around it, so that memory and time of a step do not depend on the size of the graph. 邻居采样
 *
 * From each seed at most `fanouts[0]` of the edges that enter it are followed back, from each node found there at most `fanouts[1]`, and so on; a node is looked at once. Where
 * fanouts are as large as degrees, the seeds get what the whole graph gives them, from layers that only hear what enters a node; otherwise sums over neighbours become
 * smaller, and means become estimates. Source: Hamilton et al. (2017), Inductive Representation Learning on Large Graphs.
 *
 * A layer may go over the whole `graph` of a sample each time, or over `layers[k]` only, which needs less work. Samples differ in size; `padBatch(batchGraphs([sample.graph]))` gives
 * few sizes, for compiled steps.
 *
 * @param graph The whole graph; of its features, those of sampled nodes and edges are copied
 * @param options Fanouts, nodes, batch size and seed
 * @returns The batches; a loop over them goes through one epoch
 * @throws {RangeError} When a count is not a positive whole number, there are no nodes, or one is not in the graph or there twice
 * @throws {TypeError} When the nodes are not int32
 *
 * @example Two steps around two members of a club
 * ```ts
 * import { karateClub, neighborSampler } from "@chainrule/gnn";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const { graph } = karateClub();
 * for (const { seeds, nodes, layers } of neighborSampler(graph, { fanouts: [3, 2], batchSize: 2 })) {
 *   assertEquals(nodes.slice([0], [2]).toArray(), seeds.toArray());
 *   assert(layers[1]!.targets.size <= 2 * 3 && layers[0]!.targets.size <= 2 * 3 + 6 * 2);
 * }
 * ```
 */
export function neighborSampler(graph: Graph, options: NeighborSamplerOptions): NeighborSampler {
  return new NeighborSampler(graph, options);
}

function checkCounts(fanouts: readonly number[], batchSize: number): void {
  if (fanouts.length === 0) {
    throw new RangeError("Cannot sample neighbors as there must be at least one fanout: current number is 0");
  }
  [...fanouts, batchSize].forEach((value, i) => {
    if (Number.isInteger(value) && value > 0) return;
    const what = i < fanouts.length ? `fanout ${i}` : "batchSize";
    throw new RangeError(
      `Cannot sample neighbors as ${what} must be a positive whole number: current ${what} is ${value}`,
    );
  });
}

function checkNodes(nodes: Tensor, count: number): void {
  if (nodes.dtype !== "int32") {
    throw new TypeError(`Cannot sample neighbors as nodes must have dtype int32: current dtype is ${nodes.dtype}`);
  }
  if (nodes.size === 0) {
    throw new RangeError("Cannot sample neighbors as there must be at least one node: current number is 0");
  }
  const seen = new Uint8Array(count);
  nodes.data.forEach((node, i) => {
    if (node >= 0 && node < count && seen[node] === 0) {
      seen[node] = 1;
      return;
    }
    throw new RangeError(
      `Cannot sample neighbors as nodes must be in [0, ${count}), each once: current node at position ${i} is ${node}`,
    );
  });
}

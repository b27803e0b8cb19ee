/**
 * What a code generator gets.
 *
 * @module
 */
import { fuse } from "./fuse.ts";
import { materialize } from "./materialize.ts";
import type { MemoryPlan } from "./plan_memory.ts";
import { planMemory } from "./plan_memory.ts";
import type { Node, StaticGraph } from "./static_graph.ts";
import { isFused } from "./static_graph.ts";

/**
 * A graph of few large steps, with a place in memory for each value; `${plan}` describes it. 执行计划
 *
 * @example Three operations in one loop
 * ```ts
 * import { jit } from "@chainrule/jit";
 * import { tensor } from "@chainrule/tensor";
 * import type { Tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const f = jit((x: Tensor) => x.mul(2).add(1).tanh());
 * f(tensor([1, 2]));
 * const { plan } = f.programs[0]!;
 * assertEquals([plan.operations, plan.fused, plan.bytes], [1, 1, 128]);
 * ```
 */
export class Plan {
  /** The nodes: fused loops, kernels, and views. */
  readonly graph: StaticGraph<Node>;
  /** Where every value is, and which nodes need code. */
  readonly memory: MemoryPlan;

  /** The plan of an optimised graph. */
  constructor(graph: StaticGraph) {
    this.graph = fuse(materialize(graph));
    this.memory = planMemory(this.graph);
  }

  /** How many steps a call runs. */
  get operations(): number {
    return this.memory.steps.length;
  }

  /** How many of these are fused loops. */
  get fused(): number {
    return this.memory.steps.filter(isFused).length;
  }

  /** How much memory a program needs: what it keeps, and what a call needs beside. */
  get bytes(): number {
    return this.memory.permanentBytes + this.memory.arenaBytes;
  }

  /** The plan in one line, and the graph. */
  toString(): string {
    const { permanentBytes, arenaBytes } = this.memory;
    return `${this.operations} operations, ${this.fused} of them fused; ${permanentBytes} bytes kept, ${arenaBytes} during a call
${this.graph}`;
  }
}

/**
 * A place in one linear memory for every value.
 *
 * @module
 */
import { bytesOf, sizeOf } from "@chainrule/tensor";
import type { Variable } from "@chainrule/tensor";
import { aligned, firstFit } from "./first_fit.ts";
import { lastUses } from "./last_uses.ts";
import type { Layout } from "./layouts.ts";
import { layoutsOf } from "./layouts.ts";
import type { Node, StaticGraph, Value } from "./static_graph.ts";
import { isFused, outputsOf } from "./static_graph.ts";

/** A piece of memory. */
export interface Slot {
  /** Permanent memory holds arguments, constants, variables and gradients from call to call; the arena holds what a call needs. */
  readonly region: "permanent" | "arena";
  /** Where it begins in its region, in bytes. */
  readonly offset: number;
  /** How long it is. */
  readonly bytes: number;
}

/** Where the elements of a value are. */
export interface Place {
  /** The memory that it is in, perhaps with others. */
  readonly slot: Slot;
  /** Where the first element is in the slot, in elements. */
  readonly offset: number;
  /** Steps along each axis, in elements. */
  readonly strides: readonly number[];
}

/** Where everything is. */
export interface MemoryPlan {
  /** The place of each value that is used, by id. */
  readonly places: readonly (Place | undefined)[];
  /** The slot of each variable that is read or assigned. */
  readonly variables: ReadonlyMap<Variable, Slot>;
  /** Assignments that are still to be done when all nodes have run, by copying; the others were computed in place. */
  readonly moves: readonly { readonly variable: Variable; readonly value: number }[];
  /** The nodes that need code, in order: all but views. */
  readonly steps: readonly Node[];
  /** The size of the permanent region. */
  readonly permanentBytes: number;
  /** The size of the arena. */
  readonly arenaBytes: number;
}

/** A slot in the making: who is in it from when to when. */
interface Stay {
  readonly bytes: number;
  readonly isPermanent: boolean;
  /** The node that first writes to it; −1 if it is filled before. */
  readonly start: number;
  /** The last node that reads or writes it; the number of nodes if it is read after. */
  last: number;
}

/**
 * Gives each value of a materialised graph a place. Views share the memory of what they are views of; a loop writes over an input that
 * nobody needs afterwards; a new value of a variable is computed right where the variable is, if its old value is needed no longer.
 * 内存规划
 */
export function planMemory(graph: StaticGraph<Node>): MemoryPlan {
  return new Planner(graph).plan();
}

/** The state of one run of the pass. */
class Planner {
  readonly #graph: StaticGraph<Node>;
  readonly #layouts: readonly Layout[];
  /** The last use of each value, and of all views of it too for those that have memory. */
  readonly #last: Int32Array;
  readonly #lastOfBase: Int32Array;
  /** By id, for values that have memory. */
  readonly #stays: (Stay | undefined)[];
  readonly #ofVariable = new Map<Variable, Stay>();
  readonly #oldValues = new Map<Variable, number>();
  /** Assignments that may be computed in place, by the value that is assigned. */
  readonly #targets = new Map<number, Variable>();
  /** Values that gradient slots hold in the end: they stay until somebody asks for them. */
  readonly #kept: ReadonlySet<number>;

  constructor(graph: StaticGraph<Node>) {
    const { values, nodes, outputs } = graph;
    this.#graph = graph;
    this.#layouts = layoutsOf(graph);
    this.#last = lastUses(values.length, nodes, outputs);
    this.#lastOfBase = this.#last.slice();
    this.#layouts.forEach(({ base }, id) => {
      this.#lastOfBase[base] = Math.max(this.#lastOfBase[base]!, this.#last[id]!);
    });
    this.#stays = values.map((value) => value.kind === "result" ? undefined : this.#permanent(value));
    for (const { variable, value } of outputs.writes) {
      if (!this.#ofVariable.has(variable)) {
        this.#ofVariable.set(variable, { bytes: bytesIn(variable), isPermanent: true, start: -1, last: nodes.length });
      }
      const { base, isDense } = this.#layouts[value]!;
      if (isDense && bytesIn(values[base]!) === bytesIn(variable)) this.#targets.set(base, variable);
    }
    this.#kept = new Set(outputs.gradients.flatMap(({ value }) => value === null ? [] : [this.#layouts[value]!.base]));
  }

  plan(): MemoryPlan {
    const { nodes, outputs } = this.#graph;
    const steps = nodes.filter((node) => outputsOf(node).every((id) => this.#layouts[id]!.base === id));
    nodes.forEach((node, index) => {
      for (const id of outputsOf(node)) {
        if (this.#layouts[id]!.base === id) this.#stays[id] = this.#stayFor(id, node, index);
      }
    });
    const slots = new Map<Stay, Slot>();
    const stays = new Set([...this.#ofVariable.values(), ...this.#stays.flatMap((stay) => stay ?? [])]);
    const permanentBytes = addPermanent([...stays].filter(({ isPermanent }) => isPermanent), slots);
    const arenaBytes = addArena([...stays].filter(({ isPermanent }) => !isPermanent), slots);
    return {
      places: this.#layouts.map(({ base, offset, strides }, id) =>
        this.#last[id]! < 0 ? undefined : { slot: slots.get(this.#stays[base]!)!, offset, strides }
      ),
      variables: new Map([...this.#ofVariable].map(([variable, stay]) => [variable, slots.get(stay)!])),
      moves: outputs.writes.filter(({ variable, value }) =>
        this.#stays[this.#layouts[value]!.base] !== this.#ofVariable.get(variable)
      ),
      steps,
      permanentBytes,
      arenaBytes,
    };
  }

  #permanent(value: Value): Stay | undefined {
    if (this.#lastOfBase[value.id]! < 0) return undefined;
    const stay = { bytes: bytesIn(value), isPermanent: true, start: -1, last: this.#graph.nodes.length };
    if (value.kind === "variable") {
      this.#ofVariable.set(value.variable, stay);
      this.#oldValues.set(value.variable, value.id);
    }
    return stay;
  }

  #stayFor(id: number, node: Node, index: number): Stay {
    const last = this.#lastOfBase[id]!;
    const bytes = bytesIn(this.#graph.values[id]!);
    if (this.#kept.has(id) && !this.#targets.has(id)) return { bytes, isPermanent: true, start: index, last };
    return this.#variableFor(id, node, index) ?? this.#inputFor(id, node, index, last) ??
      { bytes, isPermanent: false, start: index, last };
  }

  /** The variable that this value is assigned to, if its old value may be overwritten now. */
  #variableFor(id: number, node: Node, index: number): Stay | undefined {
    const variable = this.#targets.get(id);
    if (variable === undefined) return undefined;
    const old = this.#oldValues.get(variable);
    const last = old === undefined ? -1 : this.#lastOfBase[old]!;
    return last < index || (last === index && this.#canOverwrite(old!, node))
      ? this.#ofVariable.get(variable)
      : undefined;
  }

  /** An input that this loop is the last to read. */
  #inputFor(id: number, node: Node, index: number, last: number): Stay | undefined {
    const bytes = bytesIn(this.#graph.values[id]!);
    for (const input of node.inputs) {
      const { base } = this.#layouts[input]!;
      const stay = this.#stays[base]!;
      const dies = stay.last === index && stay.bytes === bytes;
      if (!dies || last <= index || !this.#canOverwrite(base, node)) continue;
      stay.last = last;
      return stay;
    }
  }

  /** Whether `node` reads each element of the memory of `base` only when it writes that element, if it writes there. */
  #canOverwrite(base: number, node: Node): boolean {
    if (!isFused(node) || node.reduction !== null) return false;
    const size = sizeOf(node.shape);
    return node.inputs.every((id) => {
      const layout = this.#layouts[id]!;
      return this.#stays[layout.base] !== this.#stays[base] ||
        (layout.isDense && sizeOf(this.#graph.values[id]!.shape) === size);
    });
  }
}

/** One after the other. */
function addPermanent(stays: readonly Stay[], slots: Map<Stay, Slot>): number {
  let offset = 0;
  for (const stay of stays) {
    slots.set(stay, { region: "permanent", offset, bytes: stay.bytes });
    offset += aligned(stay.bytes);
  }
  return offset;
}

function addArena(stays: readonly Stay[], slots: Map<Stay, Slot>): number {
  const offsets = firstFit(stays.map(({ bytes, start, last }) => ({ bytes, start, end: last + 1 })));
  stays.forEach((stay, i) => slots.set(stay, { region: "arena", offset: offsets[i]!, bytes: stay.bytes }));
  return stays.reduce((total, { bytes }, i) => Math.max(total, aligned(offsets[i]! + bytes)), 0);
}

function bytesIn({ shape, dtype }: Pick<Value, "shape" | "dtype">): number {
  return sizeOf(shape) * bytesOf(dtype);
}

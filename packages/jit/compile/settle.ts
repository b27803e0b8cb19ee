/**
 * Giving what stays in memory from call to call its place there.
 *
 * @module
 */
import type { Address } from "@chainrule/kernels";
import type { Tensor, Variable } from "@chainrule/tensor";
import { bytesOf, sizeOf } from "@chainrule/tensor";
import type { Plan } from "../graph/plan.ts";
import type { Slot } from "../graph/plan_memory.ts";
import { Cell } from "./cell.ts";
import type { Home } from "./home.ts";

/** A variable, and where it is. */
export interface Resident {
  /** The variable. */
  readonly variable: Variable;
  /** Where its value is. */
  readonly cell: Cell;
}

/** What a gradient slot holds after a call: nothing (null), what a cell holds, or the value with an id, which is copied out. */
export interface NewGradient {
  /** Whose slot it is. */
  readonly variable: Variable;
  /** What is in it. */
  readonly value: Cell | number | null;
}

/** Where the permanent values of a plan are. */
export interface Settled {
  /** The places of permanent slots. */
  readonly addresses: ReadonlyMap<Slot, Address>;
  /** By the index of the argument; none where nobody reads it. */
  readonly arguments: readonly (Cell | undefined)[];
  /** Variables whose value is read. */
  readonly read: readonly Resident[];
  /** Variables that are assigned. */
  readonly written: readonly Resident[];
  /** Gradient slots that are filled before a call. */
  readonly gradients: readonly Resident[];
  /** Gradient slots that a call changes. */
  readonly newGradients: readonly NewGradient[];
  /** Gives back what is no other program's, if the home is still there. */
  readonly leave: Leave;
}

/** What a program has in a home besides variables, as it can be given back when the program is gone. */
export interface Leave {
  /** Places of its own. */
  readonly addresses: readonly number[];
  /** Constants that it shares. */
  readonly constants: readonly Tensor[];
}

/**
 * Finds places for arguments, constants, variables and gradients of a plan.
 *
 * @throws {RangeError} When the memory has no room; it is then as it was before
 */
export function settle(plan: Plan, home: Home): Settled {
  const settling = new Settling(plan, home);
  try {
    return settling.settle();
  } catch (error) {
    leave(home, settling);
    throw error;
  }
}

/** Gives places back. */
export function leave(home: Home, { addresses, constants }: Leave): void {
  for (const address of addresses) home.memory.release(address);
  for (const constant of constants) home.releaseConstant(constant);
}

class Settling implements Leave {
  readonly addresses: number[] = [];
  readonly constants: Tensor[] = [];
  readonly #plan: Plan;
  readonly #home: Home;
  readonly #places = new Map<Slot, Address>();

  constructor(plan: Plan, home: Home) {
    this.#plan = plan;
    this.#home = home;
  }

  settle(): Settled {
    const { graph: { values, outputs }, memory: { places, variables } } = this.#plan;
    const args: (Cell | undefined)[] = [];
    const gradients: Resident[] = [];
    const read = new Set<Variable>();
    for (const value of values) {
      const place = places[value.id];
      if (place === undefined) continue;
      if (value.kind === "argument") args[value.index] = this.#own(value.id);
      else if (value.kind === "gradient") gradients.push({ variable: value.variable, cell: this.#own(value.id) });
      else if (value.kind === "variable") read.add(value.variable);
      else if (value.kind === "constant") {
        this.#place(place.slot, this.#home.constant(value.tensor).address);
        this.constants.push(value.tensor);
      }
    }
    for (const [variable, slot] of variables) this.#place(slot, this.#home.variable(variable).address);
    const resident = (variable: Variable): Resident => ({ variable, cell: this.#home.variable(variable) });
    const kept = new Set<Slot>();
    return {
      addresses: this.#places,
      arguments: args,
      read: [...read].map(resident),
      written: outputs.writes.map(({ variable }) => resident(variable)),
      gradients,
      newGradients: outputs.gradients.map(({ variable, value }) => ({
        variable,
        value: value === null ? null : this.#kept(value, kept),
      })),
      // Not this object, which holds on to the home.
      leave: { addresses: this.addresses, constants: this.constants },
    };
  }

  #place(slot: Slot, address: number): void {
    this.#places.set(slot, { region: "fixed", bytes: address });
  }

  /** A cell for a value, in a place of this program's own. */
  #own(id: number): Cell {
    const { slot, offset } = this.#plan.memory.places[id]!;
    const { dtype, shape } = this.#plan.graph.values[id]!;
    if (!this.#places.has(slot)) {
      const address = this.#home.memory.allocate(slot.bytes);
      this.addresses.push(address);
      this.#place(slot, address);
    }
    const { bytes } = this.#places.get(slot)!;
    return new Cell(this.#home.memory, bytes + offset * bytesOf(dtype), dtype, sizeOf(shape));
  }

  /** A cell for a gradient if it has a place where it can stay; its id if not. */
  #kept(id: number, kept: Set<Slot>): Cell | number {
    const { slot } = this.#plan.memory.places[id]!;
    if (slot.region === "arena" || (this.#places.has(slot) && !kept.has(slot))) return id;
    kept.add(slot);
    return this.#own(id);
  }
}

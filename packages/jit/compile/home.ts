/**
 * Where variables live while compiled programs use them.
 *
 * @module
 */
import { EngineMemory } from "@chainrule/kernels";
import type { Tensor, Variable } from "@chainrule/tensor";
import { bytesOf, sizeOf } from "@chainrule/tensor";
import { Cell } from "./cell.ts";

/** A constant that programs share. */
interface SharedConstant {
  readonly cell: Cell;
  users: number;
}

/**
 * A memory with the variables and constants of programs that share some. Dropping the programs and the variables frees it: a variable holds
 * on to it only while its newest value is there and nowhere else.
 */
export class Home {
  /** The memory. */
  readonly memory: EngineMemory = new EngineMemory();
  readonly #variables: WeakMap<Variable, Cell> = new WeakMap();
  readonly #constants: Map<Tensor, SharedConstant> = new Map();

  /** The place of a variable. */
  variable(variable: Variable): Cell {
    let cell = this.#variables.get(variable);
    if (cell === undefined) {
      cell = this.newCell(variable);
      this.#variables.set(variable, cell);
      homes.set(variable, new WeakRef(this));
    }
    return cell;
  }

  /** A new place for a value. */
  newCell({ shape, dtype }: Pick<Tensor, "shape" | "dtype">): Cell {
    const size = sizeOf(shape);
    return new Cell(this.memory, this.memory.allocate(size * bytesOf(dtype)), dtype, size);
  }

  /** The place of a constant, filled. */
  constant(tensor: Tensor): Cell {
    const known = this.#constants.get(tensor) ?? { cell: this.newCell(tensor), users: 0 };
    known.cell.hold(tensor);
    known.users++;
    this.#constants.set(tensor, known);
    return known.cell;
  }

  /** Says that a program that used a constant is gone. */
  releaseConstant(tensor: Tensor): void {
    const known = this.#constants.get(tensor);
    if (known === undefined || --known.users > 0) return;
    this.#constants.delete(tensor);
    this.memory.release(known.cell.address);
  }
}

const homes = new WeakMap<Variable, WeakRef<Home>>();

/** The home of the first of `variables` that has one, or else `otherwise`. */
export function homeOf(variables: Iterable<Variable>, otherwise: () => Home): Home {
  for (const variable of variables) {
    const home = homes.get(variable)?.deref();
    if (home !== undefined) return home;
  }
  return otherwise();
}

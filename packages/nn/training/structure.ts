/**
 * Noticing that a model was changed by hand.
 *
 * @module
 */
import { isTensor, isVariable } from "@chainrule/tensor";
import type { Module } from "../module.ts";
import { isModule } from "../module_tree.ts";

/**
 * What a model is made of: its modules, and what stands in their fields. A static graph has all that built in, so it serves only as long as the
 * structure stays. Values of variables are no part of it, and neither are private `#fields`, which nobody else can see.
 */
export class Structure {
  readonly #model: Module;
  #fields: readonly Fields[] | null = null;
  #version = 0;

  /** Watches a model. */
  constructor(model: Module) {
    this.#model = model;
  }

  /** Changes whenever the structure is another than it was when {@link settle} was last called. */
  get version(): string {
    if (this.#fields !== null && !this.#fields.every(isUnchanged)) this.#version++;
    return `${this.#version}`;
  }

  /** Takes the structure as it is now for the one of this version: layers are built, and fields set, while a graph is traced. */
  settle(): void {
    if (this.#fields === null || !this.#fields.every(isUnchanged)) this.#fields = fieldsIn(this.#model);
  }
}

/** What stood in the fields of a module, or in an array. */
interface Fields {
  readonly owner: Record<string, unknown>;
  readonly values: readonly unknown[];
}

/** Longer arrays hold data rather than layers, and looking at each element would take longer than a step. */
const longest = 1000;

/** The fields of a module, and of the modules and arrays in it. */
function fieldsIn(model: Module): Fields[] {
  const found = new Map<unknown, Fields>();
  const visit = (value: unknown): void => {
    if (found.has(value) || isTensor(value) || isVariable(value)) return;
    if (!Array.isArray(value) && !isModule(value)) return;
    if (Array.isArray(value) && value.length > longest) return;
    const values = Object.values(value);
    found.set(value, { owner: value as unknown as Record<string, unknown>, values });
    values.forEach(visit);
  };
  visit(model);
  return [...found.values()];
}

/** Asked at every batch, so it makes nothing, and trusts that classes have no fields that can be enumerated. */
function isUnchanged({ owner, values }: Fields): boolean {
  let count = 0;
  for (const name in owner) if (!Object.is(owner[name], values[count++])) return false;
  return count === values.length;
}

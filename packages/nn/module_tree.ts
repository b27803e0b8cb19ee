/**
 * What is in a module: modules, and variables with their names.
 *
 * @module
 */
import type { Random, Variable } from "@chainrule/tensor";
import { isVariable } from "@chainrule/tensor";
import type { Module } from "./module.ts";

/**
 * Whether `value` is a module, of this or another copy of the package. 是否为模块
 *
 * @param value Anything
 * @returns Whether it is one
 *
 * @example A layer and a number
 * ```ts
 * import { Flatten, isModule } from "@chainrule/nn";
 * import { assert, assertFalse } from "@std/assert";
 *
 * assert(isModule(new Flatten()));
 * assertFalse(isModule(1));
 * ```
 */
export function isModule(value: unknown): value is Module {
  return typeof value === "object" && value !== null && "namedVariables" in value && "ensureBuilt" in value;
}

/**
 * A module and all modules in its fields, arrays of fields included; each once. 子模块
 *
 * @param module The module to begin with
 * @returns It, and those in it, in the order of their fields
 *
 * @example A model and its layers
 * ```ts
 * import { Dense, Flatten, modulesOf, Sequential } from "@chainrule/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const model = new Sequential([new Flatten(), new Dense(2)]);
 * assertEquals(modulesOf(model).map((module) => module.name), ["Sequential", "Flatten", "Dense"]);
 * ```
 */
export function modulesOf(module: Module): Module[] {
  const found = new Set<Module>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isModule(value) || found.has(value)) return;
    found.add(value);
    Object.values(value).forEach(visit);
  };
  visit(module);
  return [...found];
}

/** The variables in the fields of `module`, each once, under the path of fields that leads to it first. */
export function variablesIn(module: Module): [string, Variable][] {
  const found = new Map<Variable, string>();
  const seen = new Set<Module>();
  const visit = (value: unknown, path: string): void => {
    const join = (name: string | number) => path === "" ? `${name}` : `${path}.${name}`;
    if (isVariable(value)) {
      if (!found.has(value)) found.set(value, path);
    } else if (isRandom(value)) {
      visit(value.counter, join("counter"));
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => visit(item, join(index)));
    } else if (isModule(value) && !seen.has(value)) {
      seen.add(value);
      for (const [name, field] of Object.entries(value)) visit(field, join(name));
      if (value.stochastic) visit(value.random, join("random"));
    }
  };
  visit(module, "");
  return [...found].map(([variable, name]) => [name, variable]);
}

/** Whether `value` is a generator, of this or another copy of the package. */
function isRandom(value: unknown): value is Random {
  return typeof value === "object" && value !== null && "counter" in value && "fork" in value;
}

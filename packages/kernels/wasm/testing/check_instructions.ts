/**
 * Compares instructions with functions of JavaScript.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import type { Expression } from "../expression.ts";
import { ModuleBuilder } from "../mod.ts";
import type { Vector } from "../mod.ts";
import type { Lanes, Scalar, Value } from "./run_expression.ts";
import { compute } from "./run_expression.ts";

/** Instructions with one type of operand and one of result, each with the same function in JavaScript. */
export interface Group<O extends Value> {
  /** The type of operands. */
  readonly from: Scalar;
  /** The type of results. */
  readonly to: Scalar;
  /** Operands to try. */
  readonly samples: readonly (readonly O[])[];
  /** For each instruction, what it should compute. */
  readonly references: Readonly<Record<string, (...values: O[]) => Value>>;
}

/** Checks a group of instructions; gives their names. */
export function checkScalars<O extends Value>(
  instructions: object,
  { from, to, samples, references }: Group<O>,
): string[] {
  const module = new ModuleBuilder();
  const names = Object.keys(references);
  for (const name of names) {
    const arity = references[name]!.length;
    const parameters = Object.fromEntries(["a", "b"].slice(0, arity).map((key) => [key, from]));
    const make = (instructions as Record<string, (...operands: unknown[]) => Expression<Scalar>>)[name]!;
    module.export(
      module.function(
        name,
        parameters,
        to as "i32",
        (_f, values) => make(...Object.values(values)) as Expression<"i32">,
      ),
    );
  }
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()));
  for (const name of names) {
    for (const sample of samples) {
      const reference = references[name]!;
      const values = sample.slice(0, reference.length);
      const expected = reference(...values);
      if (Number.isNaN(expected) && to.startsWith("i")) continue;
      const found = (exports[name] as (...values: Value[]) => Value)(...values);
      assert(Object.is(found, expected), `${to}.${name}(${values.join(", ")}) is ${found}, not ${expected}`);
    }
  }
  return names;
}

/** Checks instructions that do the same to each lane. */
export function checkLanes<T extends Value>(
  instructions: object,
  samples: readonly (readonly T[])[],
  toLanes: (values: readonly T[]) => Lanes,
  fromLanes: (bytes: ArrayBuffer) => Iterable<Value>,
  references: Readonly<Record<string, (...values: T[]) => Value>>,
): string[] {
  const { length } = toLanes([]);
  for (const [name, reference] of Object.entries(references)) {
    const make = (instructions as Record<string, (...vectors: Vector[]) => Vector>)[name]!;
    for (let first = 0; first < samples.length; first += length) {
      const group = Array.from({ length }, (_, i) => samples[(first + i) % samples.length]!);
      const operands = Array.from({ length: reference.length }, (_, i) => toLanes(group.map((values) => values[i]!)));
      assertEquals([...fromLanes(compute(operands, make))], group.map((values) => reference(...values)), name);
    }
  }
  return Object.keys(references);
}

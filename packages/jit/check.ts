/**
 * Finding what a function does differently from one call to the next.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { alike } from "@chainrule/tensor";
import type { Program } from "./program.ts";

/**
 * Compares two traces of one function.
 *
 * @throws {TypeError} When they differ in an operation, an assignment, a result or a constant
 */
export function checkSame(before: Program, now: Program): void {
  const [old, fresh] = [`${before}`.split("\n"), `${now}`.split("\n")];
  const line = Array.from({ length: Math.max(old.length, fresh.length) })
    .findIndex((_, i) => old[i] !== fresh[i]);
  if (line >= 0) throw differs(old[line], fresh[line]);
  const constants = constantsOf(now);
  constantsOf(before).forEach((x, i) => {
    if (!sameValues(x, constants[i]!)) {
      throw differs(`constant ${i} (${x})`, "the same with other values");
    }
  });
}

/** Every tensor with values that an operation of `program` takes, in order. */
function constantsOf(program: Program): Tensor[] {
  return program.calls.flatMap(({ inputs }) => inputs.filter((x) => x.storage !== null));
}

function sameValues(a: Tensor, b: Tensor): boolean {
  return alike(a, b) && a.data.every((value, i) => Object.is(value, b.data[i]));
}

function differs(old = "absent", fresh = "absent"): TypeError {
  return new TypeError(
    `Cannot reuse the program of a jitted function as each call must record the same operations: at first there was ${old}, and now ${fresh}; pass what changes as an argument, or hold it in a Variable`,
  );
}

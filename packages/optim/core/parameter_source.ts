/**
 * Where parameters come from.
 *
 * @module
 */
import type { Variable } from "@chainrule/tensor";
import { isVariable } from "@chainrule/tensor";

/** Variables, or a module that has some. A module is asked when the parameters are first needed. 参数来源 */
export type ParameterSource = Iterable<Variable> | {
  parameters(): Iterable<Variable>;
};

/**
 * The distinct parameters of `source`, in its order.
 *
 * @param action What they are wanted for, as errors say it: `step SGD`
 * @param source Variables or a module
 * @returns At least one variable
 * @throws {TypeError} When there are none, or something else is among them
 */
export function collectParameters(action: string, source: ParameterSource): readonly Variable[] {
  const found = [
    ...new Set("parameters" in source ? source.parameters() : source),
  ];
  const stranger = found.findIndex((parameter) => !isVariable(parameter));
  if (stranger >= 0) {
    throw new TypeError(
      `Cannot ${action} as every parameter must be a Variable: current type of parameter ${stranger} is ${typeof found[
        stranger
      ]}`,
    );
  }
  if (found.length === 0) {
    throw new TypeError(
      `Cannot ${action} as there must be at least one parameter: current count is 0; pass a module that has parameters, or its variables`,
    );
  }
  return found;
}

/**
 * A function that collects the parameters of `source` when it is first called, and remembers them.
 *
 * @throws {TypeError} When `source` is neither a module nor iterable
 */
export function lazyParameters(
  owner: string,
  source: ParameterSource,
): (action: string) => readonly Variable[] {
  checkSource(`make ${owner}`, source);
  let collected: readonly Variable[] | null = null;
  return (action) => collected ??= collectParameters(`${action} ${owner}`, source);
}

/** Throws unless `source` is a module or iterable. */
export function checkSource(action: string, source: ParameterSource): void {
  if (
    typeof source === "object" && source !== null &&
    ("parameters" in source || Symbol.iterator in source)
  ) return;
  throw new TypeError(
    `Cannot ${action} as the parameters must be a module or an iterable of variables: current type is ${typeof source}`,
  );
}

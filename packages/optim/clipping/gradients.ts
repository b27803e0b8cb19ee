/**
 * The gradients that clipping acts on.
 *
 * @module
 */
import type { Tensor, Variable } from "@chainrule/tensor";
import { checkSource, collectParameters } from "../core/parameter_source.ts";
import type { ParameterSource } from "../core/parameter_source.ts";

/** A parameter together with its gradient. */
export interface WithGradient {
  readonly parameter: Variable;
  readonly gradient: Tensor;
}

/**
 * The parameters that have a gradient.
 *
 * @throws {TypeError} When none has
 */
export function withGradients(action: string, source: ParameterSource): readonly WithGradient[] {
  checkSource(action, source);
  const parameters = collectParameters(action, source);
  const found = parameters.flatMap((parameter) =>
    parameter.grad === null ? [] : [{ parameter, gradient: parameter.grad }]
  );
  if (found.length > 0) return found;
  throw new TypeError(
    `Cannot ${action} as a parameter must have a gradient: current count is 0 of ${parameters.length}; call backward(loss) first`,
  );
}

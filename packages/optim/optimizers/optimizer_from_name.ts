/**
 * Optimizers by the names that users write.
 *
 * @module
 */
import { nearest } from "@chainrule/tensor";
import type { Optimizer } from "../core/optimizer.ts";
import type { ParameterSource } from "../core/parameter_source.ts";
import { Adadelta } from "./adadelta.ts";
import type { AdadeltaOptions } from "./adadelta.ts";
import { Adagrad } from "./adagrad.ts";
import type { AdagradOptions } from "./adagrad.ts";
import { Adam } from "./adam.ts";
import type { AdamOptions } from "./adam.ts";
import { Adamax } from "./adamax.ts";
import type { AdamaxOptions } from "./adamax.ts";
import { AdamW } from "./adamw.ts";
import type { AdamWOptions } from "./adamw.ts";
import { RMSProp } from "./rmsprop.ts";
import type { RMSPropOptions } from "./rmsprop.ts";
import { SGD } from "./sgd.ts";
import type { SGDOptions } from "./sgd.ts";

/** A name that {@link optimizerFromName} knows. 优化器名称 */
export type OptimizerName = "sgd" | "adagrad" | "adadelta" | "rmsprop" | "adam" | "adamax" | "adamw";

type OptimizerClass = new (parameters: ParameterSource, options: OptimizerOptions) => Optimizer;

const optimizers: Readonly<Record<OptimizerName, OptimizerClass>> = {
  sgd: SGD,
  adagrad: Adagrad,
  adadelta: Adadelta,
  rmsprop: RMSProp,
  adam: Adam,
  adamax: Adamax,
  adamw: AdamW,
};

/** Every name that {@link optimizerFromName} knows. */
export const optimizerNames: readonly OptimizerName[] = /* @__PURE__ */ Object.keys(optimizers) as OptimizerName[];

/** Options of any optimizer; each refuses those that it does not have. */
export type OptimizerOptions =
  & SGDOptions
  & AdagradOptions
  & AdadeltaOptions
  & RMSPropOptions
  & AdamOptions
  & AdamaxOptions
  & AdamWOptions;

/**
 * Makes the optimizer that a user named. 按名称创建优化器
 *
 * @param name `sgd`, `adagrad`, `adadelta`, `rmsprop`, `adam`, `adamax` or `adamw`
 * @param parameters A module, or variables
 * @param options Options of that optimizer
 * @returns The optimizer
 * @throws {RangeError} When there is no such optimizer, or an option is out of its range
 * @throws {TypeError} When the optimizer does not have an option
 *
 * @example A name from the command line
 * ```ts
 * import { optimizerFromName } from "@chainrule/optim";
 * import { Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const optimizer = optimizerFromName("adam", [new Variable(1)], { learningRate: 0.01 });
 * assertEquals([optimizer.name, optimizer.learningRate], ["Adam", 0.01]);
 * ```
 */
export function optimizerFromName(
  name: OptimizerName | (string & Record<never, never>),
  parameters: ParameterSource,
  options: OptimizerOptions = {},
): Optimizer {
  if (!isOptimizerName(name)) {
    throw new RangeError(
      `Cannot make an optimizer as its name must be one of ${
        optimizerNames.join(", ")
      }: current name is ${name}; did you mean ${nearest(String(name), optimizerNames)}?`,
    );
  }
  return new optimizers[name](parameters, options);
}

function isOptimizerName(name: string): name is OptimizerName {
  return Object.hasOwn(optimizers, name);
}

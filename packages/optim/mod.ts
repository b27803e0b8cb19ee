/**
 * Optimizers, learning-rate schedules, gradient clipping and weight averages.
 *
 * @example Fitting a line
 * ```ts
 * import { Adam } from "@chainrule/optim";
 * import { backward } from "@chainrule/autograd";
 * import { tensor, Variable } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const x = tensor([-1, 0, 1, 2]);
 * const y = tensor([-1, 1, 3, 5]);
 * const slope = new Variable(0);
 * const offset = new Variable(0);
 * const optimizer = new Adam([slope, offset], { learningRate: 0.1 });
 * for (let i = 0; i < 300; i++) {
 *   backward(x.mul(slope).add(offset).sub(y).pow(2).mean());
 *   optimizer.step();
 * }
 * assertAlmostEquals(slope.value.item(), 2, 1e-3);
 * ```
 *
 * @module
 */
export { ExponentialMovingAverage } from "./averaging/exponential_moving_average.ts";
export type { ExponentialMovingAverageOptions } from "./averaging/exponential_moving_average.ts";
export { clipByGlobalNorm } from "./clipping/clip_by_global_norm.ts";
export { clipByValue } from "./clipping/clip_by_value.ts";
export { Optimizer } from "./core/optimizer.ts";
export type { ParameterSource } from "./core/parameter_source.ts";
export type { StateDict } from "./core/state_dict.ts";
export { updateCount, zerosLike } from "./core/update_rule.ts";
export type { Given, Slot, Updated, UpdateRule } from "./core/update_rule.ts";
export { Adadelta } from "./optimizers/adadelta.ts";
export type { AdadeltaOptions } from "./optimizers/adadelta.ts";
export { Adagrad } from "./optimizers/adagrad.ts";
export type { AdagradOptions } from "./optimizers/adagrad.ts";
export { Adam } from "./optimizers/adam.ts";
export type { AdamOptions } from "./optimizers/adam.ts";
export { Adamax } from "./optimizers/adamax.ts";
export type { AdamaxOptions } from "./optimizers/adamax.ts";
export { AdamW } from "./optimizers/adamw.ts";
export type { AdamWOptions } from "./optimizers/adamw.ts";
export { optimizerFromName, optimizerNames } from "./optimizers/optimizer_from_name.ts";
export type { OptimizerName, OptimizerOptions } from "./optimizers/optimizer_from_name.ts";
export { RMSProp } from "./optimizers/rmsprop.ts";
export type { RMSPropOptions } from "./optimizers/rmsprop.ts";
export { SGD } from "./optimizers/sgd.ts";
export type { SGDOptions } from "./optimizers/sgd.ts";
export { cosineDecay } from "./schedules/cosine_decay.ts";
export type { CosineDecayOptions } from "./schedules/cosine_decay.ts";
export { cosineWarmRestarts } from "./schedules/cosine_warm_restarts.ts";
export type { CosineWarmRestartsOptions } from "./schedules/cosine_warm_restarts.ts";
export { exponentialDecay } from "./schedules/exponential_decay.ts";
export type { ExponentialDecayOptions } from "./schedules/exponential_decay.ts";
export { multiStepDecay } from "./schedules/multi_step_decay.ts";
export type { MultiStepDecayOptions } from "./schedules/multi_step_decay.ts";
export { oneCycle } from "./schedules/one_cycle.ts";
export type { OneCycleOptions } from "./schedules/one_cycle.ts";
export { polynomialDecay } from "./schedules/polynomial_decay.ts";
export type { PolynomialDecayOptions } from "./schedules/polynomial_decay.ts";
export { ReduceOnPlateau } from "./schedules/reduce_on_plateau.ts";
export type { ReduceOnPlateauOptions } from "./schedules/reduce_on_plateau.ts";
export type { Schedule } from "./schedules/schedule.ts";
export { stepDecay } from "./schedules/step_decay.ts";
export type { StepDecayOptions } from "./schedules/step_decay.ts";
export { warmUp } from "./schedules/warm_up.ts";
export type { WarmUpOptions } from "./schedules/warm_up.ts";

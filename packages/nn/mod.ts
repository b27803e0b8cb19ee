/**
 * Neural networks: layers, losses, metrics, and models that train themselves.
 *
 * @example Learning XOR
 * ```ts
 * import { Dense, Sequential } from "@chainrule/nn";
 * import { Adam } from "@chainrule/optim";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[0, 0], [0, 1], [1, 0], [1, 1]]);
 * const y = tensor([[0], [1], [1], [0]]);
 * const model = new Sequential([
 *   new Dense(8, { activation: "tanh" }),
 *   new Dense(1, { activation: "sigmoid" }),
 * ], { seed: 0 });
 * model.compile({
 *   loss: "binaryCrossentropy",
 *   optimizer: (parameters) => new Adam(parameters, { learningRate: 0.05 }),
 *   metrics: ["accuracy"],
 * });
 * await model.fit(x, y, { epochs: 200, batchSize: 4 });
 * assertEquals(model.evaluate(x, y).accuracy, 1);
 * ```
 *
 * @module
 */
export * from "./initializers/mod.ts";
export * from "./layers/mod.ts";
export * from "./losses/mod.ts";
export * from "./metrics/mod.ts";
export * from "./module.ts";
export { isModule, modulesOf } from "./module_tree.ts";
export * from "./sequential.ts";
export * from "./training/mod.ts";

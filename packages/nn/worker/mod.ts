/**
 * Training in a worker, so that a page stays alive: one line in the file of the worker, one on the page.
 *
 * ```ts ignore
 * // worker.ts
 * import { serveTraining } from "@chainrule/nn/worker";
 * import { makeModel } from "./model.ts"; // makes a model and compiles it
 *
 * serveTraining(makeModel);
 * ```
 *
 * ```ts ignore
 * // page.ts
 * import { fitInWorker } from "@chainrule/nn/worker";
 * import { makeModel } from "./model.ts";
 *
 * const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
 * const model = makeModel();
 * const history = await fitInWorker(worker, model, x, y, { epochs: 5, onEpochEnd: (epoch, logs) => console.log(epoch, logs) });
 * ```
 *
 * @module
 */
export * from "./fit_in_worker.ts";
export * from "./serve_training.ts";
export type { TrainingProgress } from "./messages.ts";

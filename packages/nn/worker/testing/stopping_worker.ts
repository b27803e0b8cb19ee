/**
 * The file of a worker with callbacks of its own, and a model that takes its time.
 *
 * @module
 */
import { earlyStopping } from "../../mod.ts";
import { serveTraining } from "../mod.ts";
import { makeModel } from "./make_model.ts";

serveTraining(async () => {
  await Promise.resolve();
  return makeModel();
}, { callbacks: () => [earlyStopping({ monitor: "loss", patience: 0, minDelta: 100 })] });

/**
 * The file of a worker.
 *
 * @module
 */
import { serveTraining } from "../mod.ts";
import { makeModel } from "./make_model.ts";

serveTraining(makeModel);

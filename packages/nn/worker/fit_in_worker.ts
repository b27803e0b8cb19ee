/**
 * The side of the page.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import type { Logs } from "../training/callback.ts";
import { checkSamples } from "../training/check_samples.ts";
import type { FitOptions } from "../training/fit.ts";
import { History } from "../training/history.ts";
import type { Model } from "../training/model.ts";
import type { FitRequest, PlainOptions, Report, TrainingProgress } from "./messages.ts";
import { unpackError } from "./packed_error.ts";
import { build, loadValues, packModel } from "./packed_model.ts";
import { Packing } from "./packed_tensor.ts";

/** How {@link fitInWorker} works: the options of `fit`, but callbacks, which are given to `serveTraining`. */
export interface FitInWorkerOptions extends Omit<FitOptions, "callbacks"> {
  /** Called after each epoch, with its number from 0 and its figures. */
  readonly onEpochEnd?: (epoch: number, logs: Logs) => void;
  /** Called now and then, at most twenty times a second, to show how far training is. */
  readonly onProgress?: (progress: TrainingProgress) => void;
}

/**
 * Trains a model in a worker, and gives it what was learnt: the same bits as `model.fit`, while the page stays alive. 在工作线程中训练
 *
 * Data and variables are copied to the worker. The model does not change until training is over; what is done to it meanwhile is lost.
 *
 * @param worker A module worker whose file calls `serveTraining`
 * @param model The model, compiled; the worker makes the same and goes on from the state of this one
 * @param x Inputs, shape `[N, ...]`
 * @param y Targets, shape `[N, ...]`
 * @param options Epochs, batches, weights, validation, what to call back
 * @returns The figures of every epoch
 * @throws {ShapeError} When the numbers of samples differ
 * @throws {TypeError} When the model is not compiled
 * @throws {Error} Whatever training throws in the worker, with its message
 *
 * @example On a page
 * ```ts ignore
 * import { fitInWorker } from "@chainrule/nn/worker";
 * import { makeModel } from "./model.ts";
 *
 * const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
 * const model = makeModel();
 * const history = await fitInWorker(worker, model, x, y, { epochs: 5, onEpochEnd: (epoch, logs) => console.log(epoch, logs.loss) });
 * ```
 */
export async function fitInWorker(
  worker: Worker,
  model: Model,
  x: Tensor,
  y: Tensor,
  options: FitInWorkerOptions = {},
): Promise<History> {
  checkSamples("fit", [x, y]);
  void model.compiled;
  build(model, x.shape);
  const { signal } = options;
  const { port1: port, port2 } = new MessageChannel();
  const { promise, resolve, reject } = Promise.withResolvers<Done>();
  const abort = (): void => port.postMessage("abort");
  const broken = (event: ErrorEvent): void => {
    event.preventDefault();
    reject(new Error(`Cannot train in the worker as its file must run: current error is ${event.message}`));
  };
  port.onmessage = ({ data }: MessageEvent<Report>) => {
    try {
      hear(data, options, resolve);
    } catch (error) {
      // What the page throws ends the training, as what a callback throws does.
      abort();
      reject(error);
    }
  };
  worker.addEventListener("error", broken);
  signal?.addEventListener("abort", abort);
  try {
    const packing = new Packing();
    const request = requestOf(packing, port2, model, x, y, options);
    worker.postMessage(request, [port2, ...packing.buffers]);
    const { model: learnt, history } = await promise;
    loadValues(model, learnt);
    return Object.assign(new History(), history);
  } finally {
    worker.removeEventListener("error", broken);
    signal?.removeEventListener("abort", abort);
    port.close();
  }
}

/** The last thing that a worker tells, if all went well. */
type Done = Extract<Report, { readonly kind: "done" }>;

/** Passes on what the worker tells. */
function hear(report: Report, { onEpochEnd, onProgress }: FitInWorkerOptions, done: (report: Done) => void): void {
  if (report.kind === "progress") onProgress?.(report.progress);
  else if (report.kind === "epoch") onEpochEnd?.(report.epoch, report.logs);
  else if (report.kind === "done") done(report);
  else throw unpackError(report.error);
}

function requestOf(
  packing: Packing,
  port: MessagePort,
  model: Model,
  x: Tensor,
  y: Tensor,
  options: FitInWorkerOptions,
): FitRequest {
  const { sampleWeights, validationData, signal } = options;
  return {
    "@chainrule/nn/worker": true,
    port,
    model: packModel(model, packing),
    x: packing.pack(x),
    y: packing.pack(y),
    options: plain(options),
    sampleWeights: sampleWeights === undefined ? null : packing.pack(sampleWeights),
    validationData: validationData === undefined
      ? null
      : [packing.pack(validationData[0]), packing.pack(validationData[1])],
    aborted: signal?.aborted ?? false,
  };
}

const plainNames = [
  "epochs",
  "initialEpoch",
  "batchSize",
  "shuffle",
  "seed",
  "jit",
  "classWeights",
  "validationSplit",
] as const satisfies readonly (keyof PlainOptions)[];

function plain(options: FitInWorkerOptions): PlainOptions {
  return Object.fromEntries(
    plainNames.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
  );
}

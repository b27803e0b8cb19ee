/**
 * The side of the worker.
 *
 * @module
 */
import type { Callback } from "../training/callback.ts";
import type { Model } from "../training/model.ts";
import type { FitRequest, Report } from "./messages.ts";
import { isFitRequest } from "./messages.ts";
import { packError } from "./packed_error.ts";
import { become, build, packModel } from "./packed_model.ts";
import type { PackedTensor } from "./packed_tensor.ts";
import { Packing, unpack } from "./packed_tensor.ts";

/** How {@link serveTraining} works. */
export interface ServeTrainingOptions {
  /** Makes the callbacks of a training, which run in the worker: they cannot come from the page. @default none */
  readonly callbacks?: () => readonly Callback[];
}

/**
 * Lets the worker in which it is called train what `fitInWorker` sends. Call it before the worker waits for anything, so that no
 * message is missed. 在工作线程中训练
 *
 * @param makeModel Makes the model and compiles it, exactly as on the page; called anew for each training
 * @param options Callbacks
 *
 * @example The file of a worker
 * ```ts ignore
 * import { serveTraining } from "@chainrule/nn/worker";
 * import { makeModel } from "./model.ts";
 *
 * serveTraining(makeModel);
 * ```
 */
export function serveTraining(makeModel: () => Model | Promise<Model>, options: ServeTrainingOptions = {}): void {
  globalThis.addEventListener("message", (event) => {
    const { data } = event as MessageEvent<unknown>;
    if (isFitRequest(data)) void answer(data, makeModel, options);
  });
}

async function answer(
  request: FitRequest,
  makeModel: () => Model | Promise<Model>,
  { callbacks = () => [] }: ServeTrainingOptions,
): Promise<void> {
  const { port } = request;
  const abort = new AbortController();
  const packing = new Packing();
  if (request.aborted) abort.abort();
  // The page says one thing only: that it is enough.
  port.onmessage = () => abort.abort();
  const tell = (report: Report, transfer: Transferable[] = []): void => port.postMessage(report, transfer);
  try {
    const model = await makeModel();
    const [x, y] = [unpack(request.x), unpack(request.y)];
    build(model, x.shape);
    become(model, request.model);
    const { epochs, logs, stopped } = await model.fit(x, y, {
      ...request.options,
      ...optional(request),
      callbacks: [...callbacks(), reporting(tell)],
      signal: abort.signal,
    });
    tell({ kind: "done", model: packModel(model, packing), history: { epochs, logs, stopped } }, packing.buffers);
  } catch (error) {
    tell({ kind: "failed", error: packError(error) });
  } finally {
    port.close();
  }
}

function optional({ sampleWeights, validationData }: FitRequest) {
  const pair = ([x, y]: readonly [PackedTensor, PackedTensor]) => [unpack(x), unpack(y)] as const;
  return {
    ...(sampleWeights !== null && { sampleWeights: unpack(sampleWeights) }),
    ...(validationData !== null && { validationData: pair(validationData) }),
  };
}

/** How long to keep quiet between reports on batches, in ms: a page shows no more than a few each second. */
const interval = 50;

/** Tells how training goes. */
function reporting(tell: (report: Report) => void): Callback {
  let told = -Infinity;
  return {
    onBatchEnd({ epoch, epochs, batch, batches, loss }) {
      const now = performance.now();
      if (now - told < interval) return;
      told = now;
      tell({ kind: "progress", progress: { epoch, epochs, batch, batches, loss } });
    },
    onEpochEnd({ epoch }, logs) {
      tell({ kind: "epoch", epoch, logs });
    },
  };
}

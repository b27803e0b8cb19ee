/**
 * Workers as Node.js has them, and Deno after it. They are better than a `Worker` of the web for one reason: they can be told not to keep
 * the process alive. This is the one file that asks for the process; it imports nothing, so it loads anywhere.
 *
 * @module
 */
import type { HostWorker, StartWorker } from "./host_worker.ts";

/** A worker of `node:worker_threads`, as far as it is needed here. */
interface ProcessWorker extends HostWorker {
  on(event: "error", listener: () => void): void;
  unref(): void;
}

/** What a process may offer. */
interface Process {
  getBuiltinModule?(name: "node:worker_threads"): { readonly Worker: new (address: URL) => ProcessWorker };
  getBuiltinModule?(name: "node:os"): { availableParallelism(): number };
}

/** Where the worker's messages come from. */
const port = `const port = process.getBuiltinModule("node:worker_threads").parentPort;`;

function processOf(): Process | undefined {
  return (globalThis as { readonly process?: Process }).process;
}

/** Gives the way to start a worker of the process, if it has one. */
export function processWorkers(): StartWorker | undefined {
  const threads = processOf()?.getBuiltinModule?.("node:worker_threads");
  if (threads === undefined) return undefined;
  return (source, onFailure) => {
    const worker = new threads.Worker(new URL(`data:text/javascript,${encodeURIComponent(port + source)}`));
    worker.on("error", onFailure);
    worker.unref();
    return worker;
  };
}

/** How many threads the machine can run at once, where the process knows. */
export function processParallelism(): number | undefined {
  return processOf()?.getBuiltinModule?.("node:os").availableParallelism();
}

/**
 * Workers as browsers have them.
 *
 * @module
 */
import type { HostWorker } from "./host_worker.ts";

const addresses = new Map<string, string>();

/** Starts a `Worker`. */
export function startWebWorker(source: string, onFailure: () => void): HostWorker {
  const worker = new Worker(addressOf(source), { type: "module" });
  worker.onerror = (event: ErrorEvent): void => {
    event.preventDefault();
    onFailure();
  };
  return worker;
}

/** An address for code. Browsers let a worker at a `data:` address share no memory; what is at a `blob:` address belongs to the page. */
function addressOf(source: string): string {
  let address = addresses.get(source);
  if (address === undefined) {
    address = URL.createObjectURL(new Blob(["const port = globalThis;", source], { type: "text/javascript" }));
    addresses.set(source, address);
  }
  return address;
}

/**
 * TensorFlow.js on its WebAssembly backend.
 *
 * @module
 */
import type { Peer } from "./peer.ts";

/** What the script is told to run. It cannot train a convolution, but says so itself. */
const workloads: Readonly<Record<string, readonly string[]>> = {
  W1: ["W1", "W1t"],
  W9: ["W9:scatterND:100000:1000000", "W9:scatterND:1000000:10000000"],
};
const rows = ["W1", "W2", "W3", "W4", "W5", "W6", "W7", "W8", "W9", "W10"];
const backends = ["wasm", "wasm-threads"];

/**
 * TensorFlow.js.
 *
 * @param folder Where the scripts lie and the library is installed
 * @param version Its version
 */
export function tensorFlowJs(folder: string, version: string): Peer {
  return {
    name: "TensorFlow.js",
    version: `TensorFlow.js ${version}`,
    programs: (row, threads) => {
      const backend = backends[threads - 1];
      if (backend === undefined || !rows.includes(row)) return [];
      return (workloads[row] ?? [row]).map((workload) => (
        { program: "node", args: ["bench_tfjs.cjs", backend, workload], folder }
      ));
    },
  };
}

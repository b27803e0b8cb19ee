/**
 * jax-js on its WebAssembly backend.
 *
 * @module
 */
import type { Peer } from "./peer.ts";

/** W9 is left out: its forward pass is right there, but the gradients come back as zeros. */
const rows = ["W1", "W2", "W3", "W4", "W6", "W7", "W8", "W10"];

/**
 * jax-js.
 *
 * @param folder Where the scripts lie and the library is installed
 * @param version Its version
 */
export function jaxJs(folder: string, version: string): Peer {
  return {
    name: "jax-js",
    version: `jax-js ${version}`,
    programs: (row, threads) => {
      if (threads > 2 || !rows.includes(row)) return [];
      const workloads = row === "W4" ? ["W4", "W4:no-dropout"] : [row];
      return workloads.map((workload) => ({
        program: Deno.execPath(),
        args: ["run", "--allow-all", "bench_jaxjs.mjs", workload],
        folder,
        ...(threads === 1 && { env: { JAXJS_THREADS: "1" } }),
      }));
    },
  };
}

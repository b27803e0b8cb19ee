/**
 * brain.js, ml-fnn and js-pytorch: plain JavaScript, one thread.
 *
 * @module
 */
import type { Peer } from "./peer.ts";

/**
 * The three, which one script runs.
 *
 * @param folder Where the scripts lie and the libraries are installed
 * @param versionOf The version of a library
 */
export function smallLibraries(folder: string, versionOf: (library: string) => string): Peer {
  return {
    name: "small libraries",
    version: ["brain.js", "ml-fnn", "js-pytorch"].map((library) => `${library} ${versionOf(library)}`).join(", "),
    programs: (row, threads) =>
      threads === 1 && ["W2", "W7"].includes(row) ? [{ program: "node", args: ["bench_small.cjs"], folder }] : [],
  };
}

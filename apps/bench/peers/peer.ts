/**
 * Another library, and the scripts that run our workloads on it.
 *
 * @module
 */
import type { Program } from "../run_program.ts";

/** A library in one configuration. */
export interface Peer {
  /** What it is called in the table. */
  readonly name: string;
  /** Which version of what is run. */
  readonly version: string;
  /**
   * The programs that run a row, each a process: none where it has nothing that could be compared.
   *
   * @param row The name of the row
   * @param threads The number of threads
   */
  readonly programs: (row: string, threads: number) => readonly Program[];
}

/** A library that cannot be run here. */
export interface MissingPeer {
  readonly name: string;
  readonly reason: string;
}

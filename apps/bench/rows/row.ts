/**
 * A row of the benchmark.
 *
 * @module
 */
import type { ProgramProfile } from "../measuring/program_profile.ts";
import type { Sampling } from "../measuring/steady_state.ts";
import type { Unit } from "./unit.ts";

/** A workload, and the ways in which we run it. */
export interface Row {
  /** Its name, such as `W2`. */
  readonly row: string;
  /** What is done. */
  readonly title: string;
  /** What it is measured in. */
  readonly unit: Unit;
  /** The ways. */
  readonly variants: readonly Variant[];
}

/** One way to run a workload. */
export interface Variant {
  /** Its name, of which there is one in a row. */
  readonly name: string;
  /** What is done, in the words of the peers: who has the same can be compared. */
  readonly workload: string;
  /** Whether peers are compared with this one, of those with the same workload. */
  readonly isBest: boolean;
  /** How much one repetition does, for units that ask. @default 1 */
  readonly work?: number;
  /** What it is measured in. @default that of the row */
  readonly unit?: Unit;
  /** Whether it is left out unless asked for. @default false */
  readonly slow?: boolean;
  /** Whether it has no use for more than one thread, whatever is asked for. @default false */
  readonly onOneThread?: boolean;
  /** Whether other processes do the work, so that the memory of this one says nothing. @default false */
  readonly inOtherProcesses?: boolean;
  /** Sets up, warms up, and takes samples. */
  readonly measure: (sampling: Sampling) => Promise<readonly number[]>;
  /** Where the time of its program goes, if it has one. */
  readonly profile?: () => ProgramProfile;
}

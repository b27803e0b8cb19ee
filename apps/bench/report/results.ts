/**
 * Everything that a run has found.
 *
 * @module
 */
import type { PeerFigure } from "./comparison.ts";
import type { Figure } from "./figure.ts";
import type { Machine } from "./machine.ts";

/** A row with its figures. */
export interface RowResult {
  readonly row: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  /** The names of the variants that peers are compared with. */
  readonly best: readonly string[];
  readonly peers: readonly PeerFigure[];
}

/** The whole. */
export interface Results {
  /** When, as in `2025-12-31T23:59:59.000Z`. */
  readonly date: string;
  readonly machine: Machine;
  /** What was run, with versions. */
  readonly versions: readonly string[];
  readonly rows: readonly RowResult[];
  /** What was left out, with the reason. */
  readonly leftOut: readonly string[];
  /** What went wrong. */
  readonly failures: readonly string[];
}

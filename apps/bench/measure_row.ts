/**
 * Measuring a row: ours and the peers, in turns.
 *
 * @module
 */
import type { Command } from "./cli/parse_command.ts";
import { mostThreads } from "./measuring/engine_threads.ts";
import type { Contestant } from "./our_turn.ts";
import { ourTurn } from "./our_turn.ts";
import type { Peer } from "./peers/peer.ts";
import type { PeerSample } from "./peers/peer_sample.ts";
import { PeerTurns } from "./peers/peer_turn.ts";
import type { Row, Variant } from "./rows/row.ts";

/** Everything that was measured in a row. */
export interface RowMeasured {
  readonly row: Row;
  readonly ours: readonly Contestant[];
  /** The samples of all rounds. */
  readonly theirs: readonly PeerSample[];
}

/**
 * Measures a row, round after round. What has nothing of ours to be compared with is not run.
 *
 * @param row The row
 * @param command How many rounds and threads
 * @param peers Who else takes part
 */
export async function measureRow(row: Row, command: Command, peers: readonly Peer[]): Promise<RowMeasured> {
  const ours = contestantsOf(row, command);
  const theirs: PeerSample[] = [];
  const turns = new PeerTurns(command.patience);
  for (let round = 1; round <= command.rounds && ours.length > 0; round++) {
    console.error(`${row.row}: round ${round} of ${command.rounds}`);
    await ourTurn(ours, command.repeat);
    for (const peer of peers) {
      for (const threads of command.threads) theirs.push(...await turns.take(peer, row.row, threads));
    }
  }
  return { row, ours, theirs };
}

function contestantsOf({ row, variants }: Row, { threads, slow }: Command): Contestant[] {
  const possible = threads.filter((count) => count <= mostThreads);
  // What other processes do has no threads of the engine.
  const countsFor = ({ inOtherProcesses, onOneThread }: Variant) => inOtherProcesses || onOneThread ? [1] : possible;
  return variants.filter((variant) => slow || !variant.slow).flatMap((variant) =>
    countsFor(variant).map((count) => ({ row, variant, threads: count, rounds: [], failure: null }))
  );
}

/**
 * A peer's turn at a row.
 *
 * @module
 */
import type { Program } from "../run_program.ts";
import { outputOf, ProgramError } from "../run_program.ts";
import type { Peer } from "./peer.ts";
import type { PeerSample } from "./peer_sample.ts";
import { samplesIn } from "./peer_sample.ts";

/** Takes the turns of peers, round after round. */
export class PeerTurns {
  readonly #patience: number;
  /** Programs that have failed: they would fail again, or take as long. */
  readonly #failed = new Set<string>();

  /** @param patience How many seconds a program may take */
  constructor(patience: number) {
    this.#patience = patience;
  }

  /** Runs everything that a peer has for a row. A program that fails gives a sample that says so, and has no further turns. */
  async take(peer: Peer, row: string, threads: number): Promise<PeerSample[]> {
    const samples: PeerSample[] = [];
    for (const program of peer.programs(row, threads)) {
      const key = JSON.stringify([peer.name, row, threads, program.args]);
      if (this.#failed.has(key)) continue;
      try {
        samples.push(...samplesIn(await outputOf({ ...program, patience: this.#patience }), peer.name, threads));
      } catch (error) {
        if (!(error instanceof ProgramError)) throw error;
        this.#failed.add(key);
        samples.push(...samplesIn(error.output, peer.name, threads), failed(error, program, peer, row, threads));
      }
    }
    return samples;
  }
}

function failed({ message }: Error, { args }: Program, { name }: Peer, row: string, threads: number): PeerSample {
  return { peer: name, how: args.at(-1)!, workload: row, threads, result: { error: message }, peakMiB: null };
}

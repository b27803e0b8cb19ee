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

/** Runs everything that a peer has for a row. A program that fails gives a sample that says so. */
export async function peerTurn(peer: Peer, row: string, threads: number): Promise<PeerSample[]> {
  const samples: PeerSample[] = [];
  for (const program of peer.programs(row, threads)) samples.push(...await samplesOf(program, peer, row, threads));
  return samples;
}

async function samplesOf(program: Program, peer: Peer, row: string, threads: number): Promise<PeerSample[]> {
  try {
    return samplesIn(await outputOf(program), peer.name, threads);
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    const how = program.args.at(-1)!;
    return [{ peer: peer.name, how, workload: row, threads, result: { error: error.message }, peakMiB: null }];
  }
}

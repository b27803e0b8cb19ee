/**
 * What the script of a peer prints.
 *
 * @module
 */

/** A figure of one round. */
export interface PeerSample {
  /** The library. */
  readonly peer: string;
  /** What it ran, in its own words, where it has several ways. */
  readonly how: string;
  /** What was run: those with the same can be compared. */
  readonly workload: string;
  readonly threads: number;
  /** Milliseconds for one repetition, or what went wrong. */
  readonly result: number | { readonly error: string };
  readonly peakMiB: number | null;
}

interface Line {
  readonly peer: string;
  readonly w: string;
  readonly how?: string;
  readonly ms?: number;
  readonly rss_mib?: number;
  readonly error?: string;
}

/**
 * Reads what a script printed, JSON objects on lines of their own.
 *
 * @param output What was printed
 * @param name What the peer is called; a script that runs several names them itself
 * @param threads The number of threads that it was told to use
 */
export function samplesIn(output: string, name: string, threads: number): PeerSample[] {
  const lines = output.split("\n").filter((line) => line.startsWith("{"));
  return lines.map((line) => sampleOf(JSON.parse(line), name, threads));
}

function sampleOf({ peer, w, how = "", ms, rss_mib, error }: Line, name: string, threads: number): PeerSample {
  return {
    peer: name === "small libraries" ? peer : name,
    how,
    workload: workloadOf(w, how),
    threads,
    result: ms ?? { error: error ?? "it printed no time" },
    peakMiB: rss_mib ?? null,
  };
}

/** Some say what they ran in `w`, some in `how`. */
function workloadOf(w: string, how: string): string {
  if (how.startsWith("transpose")) return `${w} ${how}`;
  const [name] = w.split(":");
  return how.endsWith("no-dropout") ? `${name} no-dropout` : name!;
}

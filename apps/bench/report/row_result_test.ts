import { assertEquals } from "@std/assert";
import type { RowMeasured } from "../measure_row.ts";
import type { Contestant } from "../our_turn.ts";
import type { PeerSample } from "../peers/peer_sample.ts";
import type { Variant } from "../rows/row.ts";
import { gigaflops } from "../rows/unit.ts";
import { ourFailures, peerFailures, rowResult } from "./row_result.ts";

function contestant(name: string, threads: number, rounds: readonly number[][], failure: string | null): Contestant {
  const isBest = name === "compiled";
  const variant: Variant = { name, workload: "W1_8", isBest, work: 2e6, measure: () => Promise.resolve([]) };
  return {
    row: "W1",
    variant,
    threads,
    rounds: rounds.map((samples, round) => ({ samples, peakMiB: 80 + round })),
    failure,
  };
}

function sample(workload: string, result: PeerSample["result"], how = ""): PeerSample {
  return { peer: "Peer", how, workload, threads: 1, result, peakMiB: 50 };
}

function measured(ours: readonly Contestant[], theirs: readonly PeerSample[]): RowMeasured {
  const variants = ours.map(({ variant }) => variant);
  return { row: { row: "W1", title: "product", unit: gigaflops, variants }, ours, theirs };
}

Deno.test("rowResult() pools the samples of all rounds and takes the largest peak", () => {
  const { figures, best } = rowResult(measured([contestant("eager", 1, [[1, 2], [8]], null)], []));
  assertEquals(best, []);
  assertEquals(figures.map(({ milliseconds, value, peakMiB }) => ({ milliseconds, value, peakMiB })), [
    { milliseconds: 2, value: 1, peakMiB: 81 },
  ]);
});

Deno.test("rowResult() compares peers with the compiled variant, for each number of threads", () => {
  const ours = [
    contestant("eager", 1, [[100], [100]], null),
    contestant("compiled", 1, [[2], [4]], null),
    contestant("compiled", 2, [[1], [2]], null),
  ];
  const { best, peers: [figure, ...others] } = rowResult(measured(ours, [sample("W1_8", 4), sample("W1_8", 8)]));
  assertEquals([best, others], [["compiled"], []]);
  assertEquals([figure!.peer, figure!.rival, figure!.milliseconds], ["Peer", "compiled", 6]);
  assertEquals(figure!.ratios.map(({ threads, ratio }) => [threads, ratio]), [[1, 2], [2, 4]]);
});

Deno.test("rowResult() leaves out peers that did something else, or failed in a round", () => {
  const ours = [contestant("compiled", 1, [[2], [2]], null)];
  const broken = sample("W1_8", { error: "out of memory" }, "dense");
  const all = measured(ours, [sample("W1_16", 1), sample("W1_8", 4, "dense"), broken, broken]);
  assertEquals(rowResult(all).peers, []);
  assertEquals(peerFailures(all), ["Peer, W1 dense, threads 1: out of memory"]);
});

Deno.test("rowResult() leaves out variants of ours that failed, and ourFailures() names them", () => {
  const all = measured([contestant("compiled", 2, [[2]], "no memory")], [sample("W1_8", 4)]);
  const { figures, peers } = rowResult(all);
  assertEquals([figures, peers], [[], []]);
  assertEquals(ourFailures(all), ["W1 compiled, threads 2: no memory"]);
});

import { assertEquals } from "@std/assert";
import { installPeers } from "./installed_peers.ts";
import { jaxJs } from "./jax_js.ts";
import type { Peer } from "./peer.ts";
import { PeerTurns } from "./peer_turn.ts";
import { smallLibraries } from "./small_libraries.ts";
import { tensorFlowJs } from "./tensorflow_js.ts";

const wordsOf = (peer: Peer, row: string, threads: number) =>
  peer.programs(row, threads).map(({ args }) => args.join(" "));

Deno.test("TensorFlow.js has a backend for one thread and one for two", () => {
  const peer = tensorFlowJs("/folder", "4");
  assertEquals(wordsOf(peer, "W1", 1), ["bench_tfjs.cjs wasm W1", "bench_tfjs.cjs wasm W1t"]);
  assertEquals(wordsOf(peer, "W2", 2), ["bench_tfjs.cjs wasm-threads W2"]);
  assertEquals([wordsOf(peer, "W2", 3), wordsOf(peer, "W11", 1)], [[], []]);
});

Deno.test("jax-js runs on one thread where it is told to, and not the row that it computes wrongly", () => {
  const peer = jaxJs("/folder", "0.1");
  assertEquals(peer.programs("W2", 1).map(({ env }) => env), [{ JAXJS_THREADS: "1" }]);
  assertEquals(peer.programs("W2", 2).map(({ env }) => env), [undefined]);
  assertEquals(peer.programs("W9", 1), []);
});

Deno.test("the small libraries have one thread and two rows", () => {
  const peer = smallLibraries("/folder", () => "1");
  const rows = ["W1", "W2", "W7", "W9"].filter((row) => peer.programs(row, 1).length > 0);
  assertEquals([rows, peer.programs("W7", 2).length], [["W2", "W7"], 0]);
});

Deno.test("a program of a peer that fails gives a sample that says so", async () => {
  const peer: Peer = { name: "Peer", version: "1", programs: () => [{ program: "no-such-program", args: ["W2"] }] };
  assertEquals(await new PeerTurns(60).take(peer, "W2", 1), [
    {
      peer: "Peer",
      how: "W2",
      workload: "W2",
      threads: 1,
      result: { error: "there is no no-such-program" },
      peakMiB: null,
    },
  ]);
});

Deno.test("a program that is stopped keeps what it has measured, says so, and has no further turns", async () => {
  const code = 'console.log(JSON.stringify({ peer: "Peer", w: "W2", ms: 3 })); setTimeout(() => {}, 60_000)';
  const peer: Peer = {
    name: "Peer",
    version: "1",
    programs: () => [{ program: Deno.execPath(), args: ["eval", code] }],
  };
  const turns = new PeerTurns(3);
  const results = (await turns.take(peer, "W2", 1)).map(({ workload, result }) => [workload, result]);
  assertEquals(results, [["W2", 3], ["W2", { error: "stopped after 3 s" }]]);
  assertEquals(await turns.take(peer, "W2", 1), []);
});

Deno.test("peers whose scripts are not there are missing, with the reason", async () => {
  await using installed = await installPeers(new URL("no-such-folder/", import.meta.url));
  assertEquals(installed.peers, []);
  assertEquals(installed.missing.map(({ name }) => name), [
    "PyTorch",
    "TensorFlow.js, jax-js, brain.js, ml-fnn, js-pytorch",
  ]);
  for (const { reason } of installed.missing) assertEquals(/no-such-folder/.test(reason), true, reason);
});

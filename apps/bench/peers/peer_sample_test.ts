import { assertEquals } from "@std/assert";
import { samplesIn } from "./peer_sample.ts";

Deno.test("samplesIn() reads the lines that are JSON and leaves out the others", () => {
  const output = [
    "starting up",
    '{"peer": "torch", "w": "W2", "ms": 0.8, "per_s": 1250.0, "threads": 2, "rss_mib": 210}',
    "",
  ].join("\n");
  assertEquals(samplesIn(output, "PyTorch, AVX2", 2), [
    { peer: "PyTorch, AVX2", how: "", workload: "W2", threads: 2, result: 0.8, peakMiB: 210 },
  ]);
});

Deno.test("samplesIn() keeps apart what is not the same workload", () => {
  const lines = [
    { peer: "torch", w: "W4", how: "dense", ms: 1 },
    { peer: "torch", w: "W4", how: "dense no-dropout", ms: 1 },
    { peer: "tfjs-wasm", w: "W1t_256", how: "transposeA", ms: 1 },
    { peer: "torch", w: "W9_100000", how: "sparse.mm", ms: 1 },
  ];
  const found = samplesIn(lines.map((line) => JSON.stringify(line)).join("\n"), "x", 1);
  assertEquals(found.map(({ workload }) => workload), ["W4", "W4 no-dropout", "W1t_256 transposeA", "W9_100000"]);
});

Deno.test("samplesIn() takes an error for what it is, and the names of several libraries from the script", () => {
  const line = '{"peer": "ml-fnn", "w": "W2", "how": "full batch", "error": "out of memory"}';
  assertEquals(samplesIn(line, "small libraries", 1), [
    {
      peer: "ml-fnn",
      how: "full batch",
      workload: "W2",
      threads: 1,
      result: { error: "out of memory" },
      peakMiB: null,
    },
  ]);
});

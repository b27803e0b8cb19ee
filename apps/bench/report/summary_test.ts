import { assertEquals } from "@std/assert";
import type { PeerFigure } from "./comparison.ts";
import type { Figure } from "./figure.ts";
import type { RowResult } from "./results.ts";
import { summaryOf } from "./summary.ts";

const figure: Figure = {
  row: "W2",
  variant: "compiled",
  threads: 1,
  value: 800,
  unit: "steps/s",
  spread: { least: 800, most: 800 },
  milliseconds: 1.25,
  peakMiB: 80,
};

function peer(name: string, how: string, threads: number, milliseconds: number): PeerFigure {
  const ratios = [1, 2].map((ours) => {
    const ratio = milliseconds / (1.25 / ours);
    return { threads: ours, ratio, spread: { least: ratio, most: ratio } };
  });
  return {
    ...figure,
    peer: name,
    variant: how,
    threads,
    milliseconds,
    value: 1000 / milliseconds,
    rival: "compiled",
    ratios,
  };
}

function linesOf(peers: readonly PeerFigure[]): { readonly headings: string[]; readonly lines: unknown } {
  const row: RowResult = {
    row: "W2",
    title: "MLP step",
    figures: [{ ...figure, variant: "eager" }, figure, { ...figure, threads: 2, value: 1600 }],
    best: ["compiled"],
    peers,
  };
  const machine = { cores: 2, cpu: "", system: "" };
  const { columns, lines } = summaryOf({ date: "", machine, versions: [], rows: [row], leftOut: [], failures: [] });
  return { headings: columns.map(({ heading }) => heading), lines };
}

Deno.test("summaryOf() has a line for each variant that peers are compared with, and no column for those who did not take part", () => {
  assertEquals(linesOf([]), {
    headings: ["row", "workload", "unit", "ours"],
    lines: [["W2", "MLP step: compiled", "steps/s", "800 (1), 1600 (2)"]],
  });
});

Deno.test("summaryOf() has the quickest of each kind, compared with ours on as many threads", () => {
  const { headings, lines } = linesOf([
    peer("PyTorch, AVX2", "", 1, 1),
    peer("PyTorch, AVX2", "", 2, 0.5),
    peer("jax-js", "jit", 1, 5),
    peer("TensorFlow.js", "core", 1, 2.5),
    peer("TensorFlow.js", "layers", 1, 10),
  ]);
  assertEquals(headings.slice(4), ["PyTorch, AVX2", "quickest in JavaScript"]);
  assertEquals((lines as string[][])[0]!.slice(4), [
    "1000 (1: ours 0.800x), 2000 (2: ours 0.800x)",
    "400 (1; TensorFlow.js, core: ours 2.00x)",
  ]);
});

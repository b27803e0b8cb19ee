import { assertEquals } from "@std/assert";
import type { PeerFigure } from "./comparison.ts";
import type { Figure } from "./figure.ts";
import type { Results } from "./results.ts";
import { tableText } from "./table.ts";

const figure: Figure = {
  row: "W2",
  variant: "compiled",
  threads: 1,
  value: 800,
  unit: "steps/s",
  spread: { least: 750, most: 812.3 },
  milliseconds: 1.25,
  peakMiB: 88.7,
};

const peer: PeerFigure = {
  ...figure,
  peer: "PyTorch",
  rival: "compiled",
  variant: "eager",
  value: 1250,
  spread: { least: 1250, most: 1250 },
  milliseconds: 0.8,
  peakMiB: null,
  ratios: [{ threads: 1, ratio: 0.64, spread: { least: 0.6, most: 0.7 } }],
};

const results: Results = {
  date: "2025-11-23T00:00:00.000Z",
  machine: { cores: 2, cpu: "Some CPU", system: "linux x86_64" },
  versions: ["Chainrule 0.1.0", "Deno 2.9.6"],
  rows: [
    { row: "W2", title: "MLP step", figures: [figure], best: ["compiled"], peers: [] },
    { row: "W3", title: "CNN step", figures: [], best: [], peers: [] },
  ],
  leftOut: [],
  failures: [],
};

Deno.test("tableText() says where, when and with what, and lists rows without figures, too", () => {
  assertEquals(tableText(results).split("\n"), [
    "Some CPU, 2 cores, linux x86_64; 2025-11-23T00:00:00.000Z",
    "Chainrule 0.1.0; Deno 2.9.6",
    "",
    "row  workload  variant   threads  value  unit     min..max    ms  MiB",
    "---  --------  --------  -------  -----  -------  --------  ----  ---",
    "W2   MLP step  compiled        1    800  steps/s  750..812  1.25   89",
    "W3   CNN step",
  ]);
});

Deno.test("tableText() puts peers under ours, with ratios", () => {
  const [first, ...others] = results.rows;
  const text = tableText({ ...results, rows: [{ ...first!, peers: [peer] }, ...others] });
  assertEquals(text.split("\n").slice(3, 7), [
    "row  workload     variant          threads  value  unit       min..max     ms  MiB  ours is",
    "---  -----------  ---------------  -------  -----  -------  ----------  -----  ---  ----------------------------",
    "W2   MLP step     compiled               1    800  steps/s    750..812   1.25   89",
    "     vs compiled  PyTorch (eager)        1   1250  steps/s  1250..1250  0.800       0.640x with 1 (0.600..0.700)",
  ]);
});

Deno.test("tableText() hides neither what was left out nor what failed", () => {
  const text = tableText({ ...results, leftOut: ["jax-js: no npm"], failures: ["W7 eager: out of memory"] });
  assertEquals(text.split("\n").slice(-3), ["", "left out: jax-js: no npm", "failed: W7 eager: out of memory"]);
});

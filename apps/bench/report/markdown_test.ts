import { assertEquals } from "@std/assert";
import type { Figure } from "./figure.ts";
import { markdownText } from "./markdown.ts";
import type { Results } from "./results.ts";

const figure: Figure = {
  row: "W2",
  variant: "compiled",
  threads: 2,
  value: 800,
  unit: "steps/s",
  spread: { least: 750, most: 812.3 },
  milliseconds: 1.25,
  peakMiB: 88.7,
};

const ratios = [{ threads: 2, ratio: 1.5, spread: { least: 1.5, most: 1.5 } }];

const results: Results = {
  date: "2025-11-23T10:20:30.000Z",
  machine: { cores: 2, cpu: "Some CPU", system: "linux x86_64" },
  versions: ["Chainrule 0.1.0", "Deno 2.9.6"],
  rows: [
    {
      row: "W2",
      title: "a|b",
      figures: [figure],
      best: ["compiled"],
      peers: [{ ...figure, peer: "PyTorch, AVX2", variant: "", rival: "compiled", ratios }],
    },
    { row: "W3", title: "CNN", figures: [], best: [], peers: [] },
  ],
  leftOut: ["jax-js: no npm"],
  failures: [],
};

Deno.test("markdownText() has a summary and the lines of the table, with machine, day and versions above", () => {
  assertEquals(markdownText(results).split("\n"), [
    "Some CPU, 2 cores, linux x86_64; 2025-11-23; Chainrule 0.1.0, Deno 2.9.6.",
    "",
    "| row | workload | unit | ours | PyTorch, AVX2 |",
    "| --- | --- | --- | --- | --- |",
    "| W2 | a\\|b: compiled | steps/s | 800 (2) | 800 (2: ours 1.50x) |",
    "",
    "Threads are in brackets.",
    "",
    "| row | workload | variant | threads | value | unit | min..max | ms | MiB | ours is |",
    "| --- | --- | --- | ---: | ---: | --- | ---: | ---: | ---: | --- |",
    "| W2 | a\\|b | compiled | 2 | 800 | steps/s | 750..812 | 1.25 | 89 |  |",
    "|  | vs compiled | PyTorch, AVX2 | 2 | 800 | steps/s | 750..812 | 1.25 | 89 | 1.50x with 2 |",
    "| W3 | CNN |  |  |  |  |  |  |  |  |",
    "",
    "ours is: the speed of ours, with so many threads, over that of the peer; above 1x ours is faster",
    "",
    "left out: jax-js: no npm",
    "",
  ]);
});

import { assertEquals } from "@std/assert";
import type { Figure } from "./figure.ts";
import { jsonLine } from "./json_line.ts";

const figure: Figure = {
  row: "W11",
  variant: "minified size",
  threads: 1,
  value: 80,
  unit: "KB gzip",
  spread: { least: 80, most: 80 },
  milliseconds: null,
  peakMiB: null,
};

Deno.test("jsonLine() is one array on one line, with our figures and nothing else", () => {
  const peer = { ...figure, peer: "Peer", rival: "compiled", ratios: [] };
  const line = jsonLine({
    date: "",
    machine: { cores: 1, cpu: "", system: "" },
    versions: [],
    rows: [{ row: "W11", title: "start", figures: [figure, figure], best: [], peers: [peer] }],
    leftOut: [],
    failures: [],
  });
  const entry =
    '{"row":"W11","variant":"minified size","threads":1,"value":80,"unit":"KB gzip","milliseconds":null,"peakMiB":null}';
  assertEquals(line, `[${entry},${entry}]`);
});

/** Data sets whose figures others have published; see the README of the folder that holds them. */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createHash } from "node:crypto";
import type { IdxArray } from "../idx/idx_array.ts";
import { StandardScaler } from "../scaling/standard_scaler.ts";
import { toFeatures } from "../table/to_features.ts";
import { loadGraphFolder } from "./load_graph_folder.ts";
import { loadIdx } from "./load_idx.ts";
import { loadTable } from "./load_table.ts";
import { streamTableFile } from "./stream_table_file.ts";

const data = new URL("../../../../shared/data/", import.meta.url);
const ignore = !isThere(data);
const condition = ignore ? " (ignored: there is no ../shared/data)" : "";

function isThere(url: URL): boolean {
  try {
    return Deno.statSync(url).isDirectory;
  } catch {
    return false;
  }
}

function counts(labels: ArrayLike<number>): number[] {
  const counts: number[] = [];
  for (const label of Array.from(labels)) if (label >= 0) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** The MD5 sum of the file without its packing. */
function md5(array: IdxArray): string {
  const header = new DataView(new ArrayBuffer(4 + 4 * array.shape.length));
  header.setUint32(0, 0x0800 + array.shape.length);
  array.shape.forEach((length, axis) => header.setUint32(4 + 4 * axis, length));
  return createHash("md5").update(new Uint8Array(header.buffer)).update(array.values as Uint8Array).digest("hex");
}

for (
  const [name, shape, sum] of [
    ["train-images-idx3", [60000, 28, 28], "6bbc9ace898e44ae57da46a324031adb"],
    ["train-labels-idx1", [60000], "a25bea736e30d166cdddb491f175f624"],
    ["t10k-images-idx3", [10000, 28, 28], "2646ac647ad5339dbf082846283269ea"],
    ["t10k-labels-idx1", [10000], "27ae3e4e09519cfbb04c329615203637"],
  ] as const
) {
  Deno.test({
    name: `MNIST has its well-known MD5 sums: ${name}${condition}`,
    ignore,
    fn: async () => {
      const array = await loadIdx(new URL(`mnist/${name}-ubyte.gz`, data));
      assertEquals(array.shape, [...shape]);
      assertEquals(md5(array), sum);
    },
  });
}

for (
  const { name, nodes, edges, features, entries, split, classes } of [
    {
      name: "cora",
      nodes: 2708,
      edges: 5278,
      features: 1433,
      entries: 49216,
      split: [140, 500, 1000],
      classes: [351, 217, 418, 818, 426, 298, 180],
    },
    {
      name: "citeseer",
      nodes: 3327,
      edges: 4552,
      features: 3703,
      entries: 105165,
      split: [120, 500, 1000],
      classes: [249, 590, 668, 701, 596, 508],
    },
    {
      name: "pubmed",
      nodes: 19717,
      edges: 44324,
      features: null,
      entries: null,
      split: [60, 500, 1000],
      classes: null,
    },
  ]
) {
  Deno.test({
    name: `${name} has as many nodes, edges, features and classes as published${condition}`,
    ignore,
    fn: async () => {
      const graph = await loadGraphFolder(new URL(`${name}/`, data));
      assertEquals(graph.nodeCount, nodes);
      assertEquals(graph.edgeIndex.shape, [2, 2 * edges]);
      assertEquals(graph.features?.shape ?? null, features === null ? null : [nodes, features]);
      assertEquals(graph.features?.values.size ?? null, entries);
      assertEquals([graph.train.size, graph.validation.size, graph.test.size], split);
      const found = counts(graph.labels.data);
      if (classes === null) assertEquals(found.length, 3);
      else assertEquals(found, classes);
    },
  });
}

Deno.test({
  name: `the karate club has 78 edges and two factions of 17${condition}`,
  ignore,
  fn: async () => {
    const graph = await loadGraphFolder(new URL("karate/", data));
    assertEquals([graph.nodeCount, graph.edgeIndex.shape], [34, [2, 156]]);
    assertEquals(counts(graph.labels.data), [17, 17]);
  },
});

for (
  const [name, shape, classes] of [
    ["iris", [150, 4], [50, 50, 50]],
    ["wine", [178, 13], [59, 71, 48]],
    ["breast-cancer", [569, 30], [212, 357]],
    ["digits-8x8", [1797, 64], [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]],
  ] as const
) {
  Deno.test({
    name: `${name} has its samples and classes, whole and streamed${condition}`,
    ignore,
    fn: async () => {
      const path = new URL(`tables/${name}.csv`, data);
      const { x, y } = toFeatures(await loadTable(path), { target: "label" });
      assertEquals(x.shape, [...shape]);
      assertEquals(counts(y.data), [...classes]);
      const streamed = [];
      for await (const table of streamTableFile(path, { batchSize: 100 })) {
        streamed.push(...toFeatures(table, { target: "label" }).x.data);
      }
      assertEquals(Float32Array.from(streamed), x.data);
    },
  });
}

Deno.test({
  name: `the pixels of MNIST have their known mean and standard deviation${condition}`,
  ignore,
  fn: async () => {
    const { values } = await loadIdx(new URL("mnist/train-images-idx3-ubyte.gz", data));
    const histogram = new Float64Array(256);
    for (const value of values) histogram[value]!++;
    const mean = histogram.reduce((sum, count, value) => sum + count * value / 255, 0) / values.length;
    const square = histogram.reduce((sum, count, value) => sum + count * (value / 255) ** 2, 0) / values.length;
    assertAlmostEquals(mean, 0.130660, 5e-7);
    assertAlmostEquals(Math.sqrt(square - mean ** 2), 0.308108, 5e-7);
  },
});

Deno.test({
  name: `scaled wine has mean 0 and variance 1 in each column${condition}`,
  ignore,
  fn: async () => {
    const { x } = toFeatures(await loadTable(new URL("tables/wine.csv", data)), { target: "label", dtype: "float64" });
    const y = new StandardScaler().fit(x).transform(x);
    // 178 roundings of numbers near 1, and of the mean of up to 1700 deviations.
    for (const mean of y.mean({ axis: 0 }).data) assertAlmostEquals(mean, 0, 1e-12);
    for (const variance of y.mul(y).mean({ axis: 0 }).data) assertAlmostEquals(variance, 1, 1e-12);
  },
});

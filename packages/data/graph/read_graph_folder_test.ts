import { assertEquals, assertThrows } from "@std/assert";
import { DataError } from "../data_error.ts";
import type { GraphFolderFiles } from "./read_graph_folder.ts";
import { readGraphFolder } from "./read_graph_folder.ts";

const files: Required<GraphFolderFiles> = {
  "edges.csv": "source,target\n0,2\n1,2\n",
  "labels.csv": "node,label\n1,0\n0,2\n2,-1\n3,1\n",
  "features.csv": "node,feature\n0,4\n2,0\n2,1\n",
  "split.csv": "node,split\n3,test\n0,train\n1,val\n",
};

Deno.test("readGraphFolder() reads edges both ways, labels by node, features and splits", () => {
  const graph = readGraphFolder(files);
  assertEquals(graph.nodeCount, 4);
  assertEquals(graph.edgeIndex.toArray(), [[0, 1, 2, 2], [2, 2, 0, 1]]);
  assertEquals(graph.edgeIndex.dtype, "int32");
  assertEquals(graph.labels.toArray(), [2, 0, -1, 1]);
  assertEquals(graph.classCount, 3);
  assertEquals(graph.features?.shape, [4, 5]);
  assertEquals(graph.features?.rows.toArray(), [0, 2, 2]);
  assertEquals(graph.features?.columns.toArray(), [4, 0, 1]);
  assertEquals(graph.features?.values.toArray(), [1, 1, 1]);
  assertEquals([graph.train, graph.validation, graph.test].map((part) => part.toArray()), [[0], [1], [3]]);
});

Deno.test("readGraphFolder() does without features and splits", () => {
  const { "edges.csv": edges, "labels.csv": labels } = files;
  const graph = readGraphFolder({ "edges.csv": edges, "labels.csv": labels });
  assertEquals(graph.features, null);
  assertEquals([graph.train, graph.validation, graph.test].map(({ shape }) => shape), [[0], [0], [0]]);
});

Deno.test("readGraphFolder() reads values of features, and passes over other columns", () => {
  const graph = readGraphFolder({
    "edges.csv": "weight,target,source\n7,1,0\n",
    "labels.csv": "node,club,label\n0,Hi,0\n1,Officer,1\n",
    "features.csv": "node,feature,value\n1,0,0.25\n",
  });
  assertEquals(graph.edgeIndex.toArray(), [[0, 1], [1, 0]]);
  assertEquals(graph.features?.values.toArray(), [0.25]);
});

Deno.test("readGraphFolder() reads a graph without edges", () => {
  const graph = readGraphFolder({ "edges.csv": "source,target\n", "labels.csv": "node,label\n0,0\n" });
  assertEquals(graph.edgeIndex.shape, [2, 0]);
});

const refusals: [string, Partial<GraphFolderFiles>, string, number | null][] = [
  [
    "a source out of range",
    { "edges.csv": "source,target\n\n0,1\n4,1\n" },
    'Cannot read edges.csv as column "source" must hold whole numbers in [0, 4): current value on line 4 is "4"',
    4,
  ],
  [
    "a target that is no whole number",
    { "edges.csv": "source,target\n0,1.5\n" },
    'Cannot read edges.csv as column "target" must hold whole numbers in [0, 4): current value on line 2 is "1.5"',
    2,
  ],
  [
    "a self-loop",
    { "edges.csv": "source,target\n0,1\n2,2\n" },
    'Cannot read edges.csv as column "target" must differ from source: current value on line 3 is 2',
    3,
  ],
  [
    "an edge in both directions",
    { "edges.csv": "source,target\n0,1\n2,3\n1,0\n" },
    'Cannot read edges.csv as column "target" must give each edge once, in one direction: current value on line 4 is 0 again',
    4,
  ],
  [
    "a node without a label",
    { "labels.csv": "node,label\n0,0\n2,1\n" },
    'Cannot read labels.csv as column "node" must hold whole numbers in [0, 2): current value on line 3 is "2"',
    3,
  ],
  [
    "a node with two labels",
    { "labels.csv": "node,label\n0,0\n1,1\n1,0\n" },
    'Cannot read labels.csv as column "node" must name each node once: current value on line 4 is 1 again',
    4,
  ],
  [
    "a label below -1",
    { "labels.csv": "node,label\n0,-2\n" },
    'Cannot read labels.csv as column "label" must hold whole numbers in [-1, 2147483648): current value on line 2 is "-2"',
    2,
  ],
  [
    "a negative feature",
    { "features.csv": "node,feature\n0,-1\n" },
    'Cannot read features.csv as column "feature" must hold whole numbers in [0, 2147483648): current value on line 2 is "-1"',
    2,
  ],
  [
    "a feature given twice",
    { "features.csv": "node,feature\n0,1\n1,1\n0,1\n" },
    'Cannot read features.csv as column "feature" must give each feature of a node once: current value on line 4 is 1 again',
    4,
  ],
  [
    "a value that is no number",
    { "features.csv": "node,feature,value\n0,1,x\n" },
    'Cannot read features.csv as column "value" must hold numbers: current value on line 2 is "x"',
    2,
  ],
  [
    "a split of another name",
    { "split.csv": "node,split\n0,train\n1,dev\n" },
    'Cannot read split.csv as column "split" must hold train, val, test: current value on line 3 is "dev"',
    3,
  ],
  [
    "a node in two splits",
    { "split.csv": "node,split\n0,train\n0,test\n" },
    'Cannot read split.csv as column "node" must name each node at most once: current value on line 3 is 0 again',
    3,
  ],
  [
    "a column that is missing",
    { "edges.csv": "from,to\n0,1\n" },
    'Cannot read edges.csv as it must have a column "source": current columns are "from", "to"',
    1,
  ],
  [
    "a ragged row",
    { "edges.csv": "source,target\n0\n" },
    'Cannot read edges.csv as every row must have 2 cells, one for each of "source", "target": current row on line 2 has 1',
    2,
  ],
  ["an empty file", { "edges.csv": "" }, "Cannot read edges.csv as it must have a header: current text is empty", null],
];

for (const [name, wrong, message, line] of refusals) {
  Deno.test(`readGraphFolder() refuses ${name}`, () => {
    const error = assertThrows(() => readGraphFolder({ ...files, ...wrong }), DataError);
    assertEquals([error.message, error.line], [message, line]);
  });
}

Deno.test("readGraphFolder() refuses a folder without labels", () => {
  const { "edges.csv": edges } = files;
  assertThrows(
    () => readGraphFolder({ "edges.csv": edges } as GraphFolderFiles),
    DataError,
    "Cannot read a graph folder as it must have labels.csv: current files are edges.csv",
  );
});

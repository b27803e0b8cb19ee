import { assertEquals, assertRejects } from "@std/assert";
import { DataError } from "../data_error.ts";
import { loadGraphFolder } from "./load_graph_folder.ts";
import { loadIdx } from "./load_idx.ts";
import { loadTable } from "./load_table.ts";
import { streamTableFile } from "./stream_table_file.ts";

/** Runs `body` with a folder of the given files. */
async function withFiles(
  files: Record<string, string | Uint8Array>,
  body: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, content] of Object.entries(files)) {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      await Deno.writeFile(`${folder}/${name}`, bytes);
    }
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function first<T>(items: AsyncIterable<T>): Promise<T | undefined> {
  for await (const item of items) return item;
}

Deno.test("loadTable() reads a file by path or URL", () =>
  withFiles({ "a.csv": "x\n1\n2\n" }, async (folder) => {
    assertEquals((await loadTable(`${folder}/a.csv`)).length, 2);
    assertEquals((await loadTable(new URL(`file://${folder}/a.csv`), { types: { x: "text" } })).length, 2);
  }));

Deno.test("streamTableFile() reads a file that is larger than its buffer", () =>
  withFiles({ "a.csv": `x,text\n${`1,${"é".repeat(50)}\n`.repeat(2000)}` }, async (folder) => {
    let sum = 0;
    for await (const { columns: [x] } of streamTableFile(`${folder}/a.csv`, { types: { text: "text" } })) {
      if (x?.type === "number") sum += x.values.reduce((a, b) => a + b);
    }
    assertEquals(sum, 2000);
  }));

Deno.test("streamTableFile() closes the file when the loop stops", () =>
  withFiles({ "a.csv": `x\n${"1\n".repeat(200_000)}` }, async (folder) => {
    assertEquals((await first(streamTableFile(`${folder}/a.csv`)))?.length, 1024);
  }));

Deno.test("loadIdx() reads a file", () =>
  withFiles({ "a": Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 5, 6) }, async (folder) => {
    assertEquals([...(await loadIdx(`${folder}/a`)).values], [5, 6]);
  }));

Deno.test("loadGraphFolder() reads a folder by path or URL, with and without features and split", () => {
  const files = { "edges.csv": "source,target\n0,1\n", "labels.csv": "node,label\n0,0\n1,1\n" };
  return withFiles(files, async (folder) => {
    const bare = await loadGraphFolder(folder);
    assertEquals([bare.nodeCount, bare.features, bare.train.size], [2, null, 0]);
    await Deno.writeTextFile(`${folder}/features.csv`, "node,feature\n1,2\n");
    await Deno.writeTextFile(`${folder}/split.csv`, "node,split\n1,train\n");
    const whole = await loadGraphFolder(new URL(`file://${folder}`));
    assertEquals([whole.features?.shape, whole.train.toArray()], [[2, 3], [1]]);
  });
});

Deno.test("loaders refuse what they cannot read, and name it", () =>
  withFiles({ "bytes": Uint8Array.of(0xFF, 0xFE), "features.csv": "node,feature\n" }, async (folder) => {
    const absent = `${folder}/absent`;
    const message = `Cannot read ${absent} as it must be a readable file: current state is "`;
    await assertRejects(() => loadTable(absent), DataError, message);
    await assertRejects(() => loadIdx(absent), DataError, message);
    await assertRejects(() => first(streamTableFile(absent)), DataError, message);
    await assertRejects(() => loadTable(folder), DataError, `Cannot read ${folder} as it must be a readable file`);
    await assertRejects(
      () => first(streamTableFile(folder)),
      DataError,
      `Cannot read ${folder} as it must be a readable file`,
    );
    await assertRejects(
      () => loadGraphFolder(folder),
      DataError,
      `Cannot read ${folder}/edges.csv as it must be a readable file`,
    );
    await assertRejects(
      () => loadTable(`${folder}/bytes`),
      DataError,
      `Cannot read ${folder}/bytes as its bytes must be text in UTF-8: current bytes are not`,
    );
  }));

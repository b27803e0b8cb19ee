import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { graphFiles, table, writeFolder } from "./testing/data.ts";
import { assertRefusal, assertRefused, filesIn, inTemporaryFolder, run, runInShell } from "./testing/trainer.ts";

const learn = ["--csv", "table.csv", "--target", "label"];

/** Tables from which nothing can be learned, and what is said. */
const tables: readonly [name: string, text: string, message: string][] = [
  ["an empty table", "", "as it must have a header and at least one row: current text has none"],
  ["a table with a header only", "a,label\n", "as it must have a header and at least one row: current text has none"],
  ["a ragged row", "a,label\n1,x\n2\n3,y\n", "current row on line 3 has 1"],
  [
    "text among numbers",
    "a,label\n1,x\n2,y\nthree,y\n4,x\n",
    'Cannot read column "a" as it must hold numbers: current value on line 4 is "three"',
  ],
  ["a missing value", "a,label\n1,x\n,y\n", 'column "a" as it must have no missing value: current value on line 3'],
  ["a quote that does not end", 'a,label\n1,"x\n', "as its text must be CSV by RFC 4180"],
  ["columns of one name", "a,a,label\n1,2,x\n", "as its columns must have names that differ"],
  [
    "a target that is not there",
    "a,lable\n1,x\n2,y\n",
    "table.csv has no column label; did you mean lable? Its columns are a, lable",
  ],
  ["no column beside the target", "label\nx\ny\n", "at least one column must be left"],
  [
    "one class only",
    "a,label\n1,x\n2,x\n3,x\n",
    "Column label of table.csv has one class only, x: there is nothing to learn",
  ],
  ["too few rows", "a,label\n1,x\n2,y\n", "table.csv has too few rows to keep some for the test: it has 2"],
];

for (const [name, text, message] of tables) {
  Deno.test(`${name} is refused`, () =>
    inTemporaryFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/table.csv`, text);
      await assertRefused(folder, 1, message, ...learn);
      assertEquals(filesIn(folder), ["table.csv"]);
    }));
}

Deno.test("a table that is not there, or is a folder, or is no text, is refused", () =>
  inTemporaryFolder(async (folder) => {
    await assertRefused(folder, 1, "Cannot read table.csv as it must be a readable file", ...learn);
    await Deno.mkdir(`${folder}/table.csv`);
    await assertRefused(folder, 1, "Cannot read table.csv as it must be a readable file", ...learn);
    await Deno.writeFile(`${folder}/bytes.csv`, Uint8Array.of(0xff, 0xfe, 0x00));
    await assertRefused(folder, 1, "must be text in UTF-8", "--csv", "bytes.csv", "--target", "label");
  }));

Deno.test("words cannot be predicted by regression", () =>
  inTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/table.csv`, table());
    await assertRefused(folder, 1, 'Cannot predict column "label" by regression', ...learn, "--task", "regress");
  }));

Deno.test("more folds than samples, and a validation split that leaves nothing, are refused", () =>
  inTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/table.csv`, table());
    await assertRefused(folder, 1, "Cannot make 41 folds of 40 samples", ...learn, "--folds", "41");
    const message = "--validation-split 0.01 leaves nothing on one side of 32 training samples";
    await assertRefused(folder, 1, message, ...learn, "--validation-split", "0.01");
    await assertRefused(folder, 1, "leaves nothing on one side", ...learn, "--validation-split", "0.99");
  }));

/** Files of a graph folder that cannot be used, null for none, and what is said. */
const folders: readonly [name: string, files: Record<string, string | null>, message: string][] = [
  ["no edges", { "edges.csv": null }, "edges.csv"],
  ["no labels", { "labels.csv": null }, "labels.csv"],
  ["no features", { "features.csv": null }, "graph has no features.csv, from which the network would learn"],
  ["no split", { "split.csv": null }, "graph/split.csv must name nodes for train, val and test"],
  [
    "an edge out of range",
    { "edges.csv": "source,target\n0,20\n" },
    'column "target" must hold whole numbers in [0, 20): current value on line 2',
  ],
  [
    "a split of a node without label",
    { "labels.csv": labelsWithUnknown() },
    "graph/split.csv names node 1, whose label is not known",
  ],
];

for (const [name, files, message] of folders) {
  Deno.test(`a graph folder with ${name} is refused`, () =>
    inTemporaryFolder(async (folder) => {
      const all = Object.entries({ ...graphFiles(), ...files });
      await writeFolder(
        `${folder}/graph`,
        Object.fromEntries(all.filter((file): file is [string, string] => file[1] !== null)),
      );
      await assertRefused(folder, 1, message, "--preset", "cora", "--data", "graph");
    }));
}

Deno.test("a graph folder that is not there is refused", () =>
  inTemporaryFolder((folder) =>
    assertRefused(folder, 1, "no/such/folder/edges.csv", "--preset", "cora", "--data", "no/such/folder")
  ));

for (const preset of ["xor", "iris", "karate"]) {
  Deno.test(`--preset ${preset} with a learning rate far too high ends with a clear line`, () =>
    inTemporaryFolder(async (folder) => {
      const wild = ["--learning-rate", "1e30", "--optimizer", "sgd", "--activation", "relu"];
      await assertRefused(folder, 1, "lower the learning rate", "--preset", preset, ...wild);
      await assertRefused(folder, 1, "lower the learning rate", "--preset", preset, ...wild, "--epochs", "1");
    }));
}

Deno.test("places that cannot be written to are refused before training", () =>
  inTemporaryFolder(async (folder) => {
    const refused = async (message: string, ...args: string[]) => {
      await assertRefused(folder, 1, message, "--preset", "xor", "--epochs", "1", ...args);
      const { stdout } = await run(folder, "--preset", "xor", "--epochs", "1", ...args);
      assert(!stdout.includes("epoch"), "nothing was trained");
    };
    await Deno.writeTextFile(`${folder}/file`, "mine");
    await Deno.mkdir(`${folder}/a.svg`);
    await refused("Cannot write no/such/a.svg as it and its folder must exist", "--plot", "no/such/a.svg");
    await refused("Cannot write a.svg as it must be a file: it is a folder", "--plot", "a.svg");
    await refused(
      "Cannot write file/a.csv as all of its path but the last name must be folders",
      "--log",
      "file/a.csv",
    );
    await refused("Cannot write to file as", "--checkpoint", "file");
    assertEquals(await Deno.readTextFile(`${folder}/file`), "mine");
  }));

Deno.test({
  name: "a folder without permission is refused (not as root, who may do everything)",
  ignore: Deno.uid() === 0,
  fn: () =>
    inTemporaryFolder(async (folder) => {
      await Deno.mkdir(`${folder}/locked`, { mode: 0o500 });
      const args = ["--preset", "xor", "--epochs", "1"];
      await assertRefused(folder, 1, "access must be allowed", ...args, "--checkpoint", "locked");
      await assertRefused(folder, 1, "access must be allowed", ...args, "--plot", "locked/a.svg");
    }),
});

Deno.test({
  name: "a disk that is full ends with a clear line, and with whole files only",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inTemporaryFolder(async (folder) => {
      const line = "deno task train --preset iris --epochs 2 --hidden 400,400";
      const ran = await runInShell(folder, line, "trap '' XFSZ\nulimit -f 100");
      assertRefusal(folder, ran, 1, "Cannot write ");
      assertEquals(filesIn(folder), []);
      assertStringIncludes(ran.stderr, "EFBIG");
    }),
});

Deno.test({
  name: "standard output on a disk that is full ends with a clear line (where there is /dev/full)",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    inTemporaryFolder(async (folder) => {
      const ran = await runInShell(folder, "deno task train --preset xor --epochs 1 > /dev/full");
      assertRefusal(folder, ran, 1, "Cannot print: No space left on device");
    }),
});

function labelsWithUnknown(): string {
  return graphFiles()["labels.csv"]!.replace("\n1,0\n", "\n1,-1\n");
}

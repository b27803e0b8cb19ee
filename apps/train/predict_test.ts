import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import { numberTable, table } from "./testing/data.ts";
import { assertRefused, inTemporaryFolder, run, runJson } from "./testing/trainer.ts";

const learn = ["--csv", "table.csv", "--target", "label", "--epochs", "60", "--predict", "new.csv"];

/** Runs `f` in a folder with a table to learn from and a table to predict. */
function withTables(rows: string, f: (folder: string) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/table.csv`, table());
    await Deno.writeTextFile(`${folder}/new.csv`, rows);
    await f(folder);
  });
}

async function predictions(folder: string): Promise<Record<string, string>[]> {
  const text = await Deno.readTextFile(`${folder}/new.predictions.csv`);
  return parse(text, { skipFirstRow: true }) as Record<string, string>[];
}

Deno.test("--predict writes the class of each row and its probability beside the table", () =>
  withTables("a,b,colour\n1.5,0.5,red\n-1.5,0.5,green\n1.2,1,blue\n", async (folder) => {
    const { stdout } = await run(folder, ...learn);
    assertStringIncludes(stdout, "\npredictions: new.predictions.csv\n");
    const rows = await predictions(folder);
    assertEquals(rows.map(({ prediction }) => prediction), ["yes", "no", "yes"]);
    for (const { probability } of rows) assert(Number(probability) > 0.8 && Number(probability) <= 1, probability);
  }));

Deno.test("--predict goes by the names of columns: their order and further ones do not matter", () =>
  withTables("a,b,colour\n1.5,0.5,red\n-0.1,0.7,green\n", async (folder) => {
    await run(folder, ...learn);
    const expected = await predictions(folder);
    const rows = "label,remark,colour,b,a\n,late,red,0.5,1.5\n,,green,0.7,-0.1\n";
    await Deno.writeTextFile(`${folder}/new.csv`, rows);
    await run(folder, ...learn);
    assertEquals(await predictions(folder), expected);
  }));

Deno.test("--predict of numbers writes numbers, on their own scale", () =>
  withTables("b,a\n0.5,-0.25\n-0.5,0.5\n", async (folder) => {
    const thousands = numberTable().replaceAll(/[^,]+$/gm, (y) => y === "y" ? y : String(100_000 + 1000 * Number(y)));
    await Deno.writeTextFile(`${folder}/table.csv`, thousands);
    await runJson(folder, "--csv", "table.csv", "--target", "y", "--epochs", "80", "--predict", "new.csv");
    const values = (await predictions(folder)).map(({ prediction }) => Number(prediction));
    const expected = [2 * -0.25 + 3 * 0.5, 2 * 0.5 + 3 * -0.5].map((y) => 100_000 + 1000 * y);
    // The targets deviate by about 2000 from their mean.
    expected.forEach((y, i) => assert(Math.abs(values[i]! - y) < 400, `${values}`));
  }));

Deno.test("--predict of a preset takes the columns in order", () =>
  withTables("x,y\n0,1\n2,0\n", async (folder) => {
    await runJson(folder, "--preset", "moons", "--epochs", "20", "--predict", "new.csv");
    assertEquals((await predictions(folder)).length, 2);
    const message = "Cannot predict table.csv as it must have 2 columns of numbers: it has 7";
    await assertPredictionRefused(folder, message, "--preset", "moons", "--predict", "table.csv");
  }));

/** Rows that cannot be predicted, and what is said before training begins. */
const refused: readonly [name: string, rows: string, message: string][] = [
  ["lacks columns", "a,c\n1,2\n", "as it must have the columns learned from: it lacks b, colour"],
  [
    "has text among numbers",
    "a,b,colour\n1,2,red\n1,two,red\n",
    'column "b" as it must hold numbers: current value on line 3 is "two"',
  ],
  [
    "has a category that was not learned",
    "a,b,colour\n1,2,pink\n",
    'column "colour" as it must hold one of "blue", "green", "red": current value on line 2 is "pink"',
  ],
  [
    "has a missing value",
    "a,b,colour\n1,,red\n",
    'column "b" as it must have no missing value: current value on line 2',
  ],
  ["has a ragged row", "a,b,colour\n1,2\n", "current row on line 2 has 2"],
  ["has no rows", "a,b,colour\n", "as it must have a header and at least one row"],
  ["is empty", "", "it lacks a, b, colour"],
  ["is no CSV", 'a,b,"colour\n', "Cannot predict new.csv as it must be CSV"],
];

for (const [name, rows, message] of refused) {
  Deno.test(`--predict refuses a table that ${name}, before training`, () =>
    withTables(rows, (folder) => assertPredictionRefused(folder, message, ...learn)));
}

Deno.test("--predict refuses a file that is not there", () =>
  withTables("", async (folder) => {
    await Deno.remove(`${folder}/new.csv`);
    await assertPredictionRefused(folder, "Cannot read new.csv as it and its folder must exist", ...learn);
  }));

async function assertPredictionRefused(folder: string, message: string, ...args: string[]): Promise<void> {
  await assertRefused(folder, 1, message, ...args);
  const { stdout } = await run(folder, ...args);
  assert(!stdout.includes("epoch"), "nothing was trained");
}

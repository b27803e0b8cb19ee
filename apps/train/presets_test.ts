import { assert, assertEquals } from "@std/assert";
import { graphFiles, numberTable, table, writeFolder } from "./testing/data.ts";
import { filesIn, inTemporaryFolder, run, runJson } from "./testing/trainer.ts";

/** Presets, settings under which they take a moment, and an accuracy that chance does not reach. */
const presets: readonly [preset: string, args: string[], accuracy: number][] = [
  ["iris", ["--epochs", "20"], 0.85],
  ["xor", ["--epochs", "10"], 0.95],
  ["moons", ["--epochs", "6"], 0.9],
  ["spirals", ["--epochs", "30"], 0.85],
  ["karate", [], 28 / 30],
];

for (const [preset, args, accuracy] of presets) {
  Deno.test(`--preset ${preset} learns`, () =>
    inTemporaryFolder(async (folder) => {
      const result = await runJson(folder, "--preset", preset, ...args);
      assert(result.testAccuracy as number >= accuracy, `accuracy ${result.testAccuracy}`);
      assertEquals([result.preset, result.seed], [preset, 0]);
      for (const figure of ["epochs", "trainLoss", "testLoss", "seconds"]) {
        assert(Number.isFinite(result[figure]), figure);
      }
      const [model, checkpoint, ...others] = filesIn(folder);
      assertEquals(model, `runs/${preset}/model.safetensors`);
      assertEquals(checkpoint, `runs/${preset}/step-${String(result.epochs).padStart(9, "0")}.safetensors`);
      assertEquals(others, []);
    }));
}

Deno.test("--csv learns classes, also from columns of words", () =>
  inTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/table.csv`, table());
    const result = await runJson(folder, "--csv", "table.csv", "--target", "label");
    assertEquals(result.preset, "csv");
    assert(result.testAccuracy as number >= 7 / 8, `accuracy ${result.testAccuracy}`);
    const colours = await runJson(folder, "--csv", "table.csv", "--target", "colour", "--epochs", "2");
    assert(colours.testLoss as number > 0.5, "a colour does not follow from the rest");
  }));

Deno.test("--csv learns numbers, and then has no accuracy", () =>
  inTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/table.csv`, numberTable());
    const { testLoss, testAccuracy } = await runJson(folder, "--csv", "table.csv", "--target", "y");
    // Targets have variance 1, so that is the loss of predicting their mean.
    assert(testLoss as number < 0.1, `loss ${testLoss}`);
    assertEquals(testAccuracy, null);
    const { stdout } = await run(folder, "--csv", "table.csv", "--target", "y", "--epochs", "2");
    assert(!stdout.includes("accuracy"), stdout);
  }));

Deno.test("--task decides whether whole numbers are classes or amounts", () =>
  inTemporaryFolder(async (folder) => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i % 3},${i % 3}`);
    await Deno.writeTextFile(`${folder}/table.csv`, `x,grade\n${rows.join("\n")}\n`);
    const accuracyWith = async (...task: string[]) =>
      (await runJson(folder, "--csv", "table.csv", "--target", "grade", "--epochs", "1", ...task)).testAccuracy;
    assertEquals(typeof await accuracyWith(), "number");
    assertEquals(typeof await accuracyWith("--task", "classify"), "number");
    assertEquals(await accuracyWith("--task", "regress"), null);
  }));

for (const preset of ["cora", "citeseer", "cora-gat", "citeseer-gat"]) {
  Deno.test(`--preset ${preset} learns from a folder, and keeps the weights of the lowest validation loss`, () =>
    inTemporaryFolder(async (folder) => {
      await writeFolder(`${folder}/graph`, graphFiles());
      const { code, stdout } = await run(folder, "--preset", preset, "--data", "graph", "--learning-rate", "0.5");
      assertEquals(code, 0);
      assert(/20 nodes, 4 of them labelled/.test(stdout), stdout);
      const [, kept] = /kept the weights of epoch (\d+),/.exec(stdout)!;
      assert(Number(kept) < 200, stdout);
    }));
}

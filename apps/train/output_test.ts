import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import { DOMParser } from "linkedom";
import { filesIn, inTemporaryFolder, run, runJson } from "./testing/trainer.ts";

const short = ["--preset", "xor", "--epochs", "3"];

Deno.test("a run says what it does, a line for each epoch, what it wrote, and the result", () =>
  inTemporaryFolder(async (folder) => {
    const { code, stdout, stderr } = await run(folder, ...short);
    assertEquals([code, stderr], [0, ""]);
    const lines = stdout.trimEnd().split("\n");
    assertEquals(lines[0], "xor: 800 training and 400 test samples; hidden 8 tanh, adam 0.02, seed 0");
    for (const epoch of [1, 2, 3]) {
      assertMatch(
        lines[epoch]!,
        new RegExp(`^epoch ${epoch}/3  loss 0\\.\\d{4}  accuracy \\d+\\.\\d{2} %  \\d+\\.\\d s$`),
      );
    }
    assertEquals(lines[4], "model: runs/xor/model.safetensors");
    assertMatch(lines[5]!, /^test: loss 0\.\d{4}, accuracy [\d.]+ % \(\d+ of 400\), \d+\.\d s$/);
    assertEquals(lines.length, 6);
  }));

Deno.test("--quiet prints the result only", () =>
  inTemporaryFolder(async (folder) => {
    const { stdout, stderr } = await run(folder, ...short, "--quiet");
    assertMatch(stdout, /^test: .*\n$/);
    assertEquals(stderr, "");
  }));

Deno.test("--json prints one object, and everything else to standard error", () =>
  inTemporaryFolder(async (folder) => {
    const { code, stdout, stderr } = await run(folder, ...short, "--json", "--plot", "x.svg");
    assertEquals(code, 0);
    const result = JSON.parse(stdout);
    assertEquals(stdout, `${JSON.stringify(result)}\n`);
    assertEquals(Object.keys(result), ["preset", "seed", "epochs", "trainLoss", "testLoss", "testAccuracy", "seconds"]);
    for (const line of ["xor: ", "epoch 3/3", "plot: x.svg", "model: ", "test: "]) assertStringIncludes(stderr, line);
  }));

Deno.test("--json of several runs has the mean and each accuracy", () =>
  inTemporaryFolder(async (folder) => {
    const { testAccuracy, testAccuracies } = await runJson(folder, ...short, "--seeds", "3");
    const values = testAccuracies as number[];
    assertEquals(values.length, 3);
    assertEquals(testAccuracy, (values[0]! + values[1]! + values[2]!) / 3);
    assertEquals(filesIn(folder), [], "several runs leave no checkpoint");
  }));

Deno.test("--seeds trains as each --seed would on the same data", () =>
  inTemporaryFolder(async (folder) => {
    const alone = await runJson(folder, "--preset", "karate", "--epochs", "9", "--seed", "1");
    const { stdout } = await run(folder, "--preset", "karate", "--epochs", "9", "--seeds", "2");
    assertStringIncludes(stdout, `seed 1  loss ${(alone.testLoss as number).toFixed(4)}`);
    assertMatch(stdout, /mean of 2: loss \d\.\d{4}, accuracy [\d.]+ % ± \d+\.\d{2}\n$/);
  }));

Deno.test("--folds measures on every sample once", () =>
  inTemporaryFolder(async (folder) => {
    const { stdout } = await run(folder, "--preset", "iris", "--epochs", "2", "--folds", "4");
    const sizes = [...stdout.matchAll(/fold \d\/4 .*of (\d+)\)/g)].map(([, size]) => Number(size));
    assertEquals(sizes, [38, 38, 37, 37]);
    assertStringIncludes(stdout, "mean of 4: ");
  }));

Deno.test("--log writes the figures of every epoch", () =>
  inTemporaryFolder(async (folder) => {
    await runJson(folder, ...short, "--log", "log.csv", "--validation-split", "0.25");
    const rows = parse(await Deno.readTextFile(`${folder}/log.csv`), { skipFirstRow: true }) as Record<
      string,
      string
    >[];
    assertEquals(rows.map(({ epoch }) => epoch), ["1", "2", "3"]);
    const columns = ["epoch", "loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds"];
    assertEquals(Object.keys(rows[0]!), columns);
    for (const row of rows) for (const column of columns) assert(Number.isFinite(Number(row[column])), column);
  }));

Deno.test("--plot draws a curve of training and of validation, for loss and for accuracy", () =>
  inTemporaryFolder(async (folder) => {
    await runJson(folder, ...short, "--plot", "plot.svg", "--validation-split", "0.25");
    const svg = await Deno.readTextFile(`${folder}/plot.svg`);
    const document = new DOMParser().parseFromString(svg, "image/svg+xml");
    assertEquals(document.documentElement!.tagName.toLowerCase(), "svg");
    const curves = document.querySelectorAll("g[aria-label=line] path");
    assertEquals(curves.length, 4);
    for (const curve of curves) {
      assertMatch(curve.getAttribute("d")!, /^M[\d.,]+L[\d.,]+L[\d.,]+$/, "a curve goes through three epochs");
    }
    for (const word of ["training", "validation", "loss", "accuracy", "epoch"]) assertStringIncludes(svg, word);
  }));

Deno.test("--help, --version and --list print and do nothing else", () =>
  inTemporaryFolder(async (folder) => {
    const help = await run(folder, "--help");
    for (const option of ["--epochs N", "--csv FILE", "--resume", "adamw", "one-cycle", "Exit codes"]) {
      assertStringIncludes(help.stdout, option);
    }
    assert(help.stdout.split("\n").every((line) => line.length <= 110), "the help fits on a screen");
    const { version } = JSON.parse(await Deno.readTextFile(new URL("deno.json", import.meta.url)));
    assertEquals(await run(folder, "--version"), { code: 0, stdout: `${version}\n`, stderr: "" });
    const list = await run(folder, "--list", "--preset", "iris");
    const names = list.stdout.trimEnd().split("\n").map((line) => line.split(" ")[0]);
    assertEquals(names, [
      "mnist",
      "mnist-cnn",
      "iris",
      "csv",
      "xor",
      "moons",
      "spirals",
      "karate",
      "cora",
      "citeseer",
      "cora-gat",
      "citeseer-gat",
      "molecules",
      "hopfield",
      "digits-rbm",
      "adding-lstm",
      "copy-ntm",
    ]);
    assertEquals(filesIn(folder), []);
  }));

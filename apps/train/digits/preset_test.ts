import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { assertRefused, filesIn, inTemporaryFolder, run, runJson } from "../testing/trainer.ts";

/** Pictures of 4 x 4 pixels: a row of them is bright, which one is the class, and one other pixel is grey. */
function stripes(): string {
  const header = [...Array.from({ length: 16 }, (_, pixel) => `p${pixel}`), "label"].join(",");
  const lines = Array.from({ length: 120 }, (_, i) => {
    const bright = i % 4;
    const valueOf = (pixel: number) => Math.floor(pixel / 4) === bright ? 16 : pixel === i * 7 % 16 ? 4 : 0;
    return [...Array.from({ length: 16 }, (_, pixel) => valueOf(pixel)), `row ${bright}`].join(",");
  });
  return `${header}\n${lines.join("\n")}\n`;
}

const base = ["--preset", "digits-rbm", "--csv", "stripes.csv"];

/** Runs `f` in a folder with a table of stripes. */
function withStripes(f: (folder: string) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/stripes.csv`, stripes());
    await f(folder);
  });
}

Deno.test("--preset digits-rbm learns features that tell classes apart, draws them, and is the same from the same seed", () =>
  withStripes(async (folder) => {
    const args = [...base, "--epochs", "30", "--hidden", "8"];
    const { seconds, ...first } = await runJson(folder, ...args, "--plot", "plot.svg", "--log", "log.csv");
    const { seconds: again, ...second } = await runJson(folder, ...args);
    assertEquals(second, first);
    assert(seconds as number > 0 && again as number > 0);
    assert(first.testAccuracy as number > 0.9, `accuracy ${first.testAccuracy}`);
    const measures = first.measures as Record<string, number>;
    assertEquals(Object.keys(measures), ["randomFeaturesAccuracy", "pixelsAccuracy", "reconstructionError"]);
    assert(measures.reconstructionError! < 0.05, `error ${measures.reconstructionError}`);
    const svg = await Deno.readTextFile(`${folder}/plot.svg`);
    for (const text of ["as the hidden units remember them", "made up from noise", "hidden units 1 to 8"]) {
      assertStringIncludes(svg, text);
    }
    const [header, ...lines] = (await Deno.readTextFile(`${folder}/log.csv`)).trim().split("\n");
    const columns = header!.trim().split(",");
    for (const name of ["pseudo_likelihood", "log_likelihood"]) {
      const values = lines.map((line) => Number(line.split(",")[columns.indexOf(name)]));
      assert(values.length === 30 && values.at(-1)! > values[0]! + 1, `${name} rises: ${values}`);
    }
    assertEquals(filesIn(folder).filter((name) => name.endsWith("model.safetensors")), [
      "runs/digits-rbm/model.safetensors",
    ]);
  }));

Deno.test("--preset digits-rbm goes on with the bits of a run that never stopped", () =>
  withStripes(async (folder) => {
    const last = ["--schedule", "constant", "--hidden", "8"];
    await runJson(folder, ...base, ...last, "--epochs", "2", "--checkpoint", "a");
    await runJson(folder, ...base, ...last, "--epochs", "4", "--checkpoint", "a", "--resume");
    await runJson(folder, ...base, ...last, "--epochs", "4", "--checkpoint", "b");
    const [a, b] = ["a", "b"].map((name) => Deno.readFileSync(`${folder}/${name}/model.safetensors`));
    assertEquals(a, b);
  }));

Deno.test("--preset digits-rbm runs operation by operation, too, and over several seeds", () =>
  withStripes(async (folder) => {
    const { stdout } = await run(folder, ...base, "--epochs", "2", "--no-jit", "--seeds", "2");
    assertStringIncludes(stdout, "mean of 2:");
    assertStringIncludes(stdout, "stripes.csv, 4 x 4 pixels; restricted Boltzmann machine, 64 hidden units, sgd 0.5");
  }));

Deno.test("--preset digits-rbm refuses layers, and what it has no use for", () =>
  withStripes(async (folder) => {
    await assertRefused(folder, 2, "one layer of hidden units", ...base, "--hidden", "20,20");
    await assertRefused(folder, 2, "no use for it", ...base, "--activation", "relu");
    await assertRefused(folder, 2, "a column of --csv FILE", "--preset", "digits-rbm", "--target", "label");
    await assertRefused(folder, 1, "column", ...base, "--target", "no-such-column");
  }));

const digits = new URL("../../../../shared/data/tables/digits-8x8.csv", import.meta.url).pathname;

Deno.test({
  name: "--preset digits-rbm finds features of 1797 digits that are better than random ones (needs ../shared)",
  ignore: !exists(digits),
  fn: () =>
    inTemporaryFolder(async (folder) => {
      const { testAccuracy, measures } = await runJson(
        folder,
        "--preset",
        "digits-rbm",
        "--csv",
        digits,
        "--epochs",
        "12",
      );
      const { randomFeaturesAccuracy } = measures as Record<string, number>;
      assert(testAccuracy as number >= 0.945, `accuracy ${testAccuracy}`);
      assert(testAccuracy as number > randomFeaturesAccuracy!, `${testAccuracy}, random ${randomFeaturesAccuracy}`);
    }),
});

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { assertRefused, filesIn, inTemporaryFolder, runJson } from "../testing/trainer.ts";

Deno.test("--preset hopfield measures errors over loads, draws them with damaged letters, and is the same from the same seed", () =>
  inTemporaryFolder(async (folder) => {
    const args = ["--preset", "hopfield", "--hidden", "40"];
    const { seconds, ...first } = await runJson(folder, ...args, "--plot", "plot.svg");
    const { seconds: again, ...second } = await runJson(folder, ...args);
    assertEquals(second, first);
    assert(seconds as number > 0 && again as number > 0);
    assertEquals([first.preset, first.epochs, first.testLoss, first.testAccuracy], ["hopfield", 0, null, null]);
    const measures = first.measures as Record<string, number>;
    assert(measures.wrongBitsAtLoad010! < 0.02, `wrong ${measures.wrongBitsAtLoad010}`);
    assert(measures.lostAtLoad018! > measures.wrongBitsAtLoad010!, `lost ${measures.lostAtLoad018}`);
    assertEquals(filesIn(folder), ["plot.svg", "runs/hopfield/model.safetensors"]);
    const svg = await Deno.readTextFile(`${folder}/plot.svg`);
    for (const text of ["wrong units", "theory for N → ∞", "five letters", "30 % of the pixels"]) {
      assertStringIncludes(svg, text);
    }
  }));

Deno.test("--preset hopfield refuses layers, and what it has no use for", () =>
  inTemporaryFolder(async (folder) => {
    await assertRefused(folder, 2, "units without layers", "--preset", "hopfield", "--hidden", "20,20");
    await assertRefused(folder, 2, "no use for it", "--preset", "hopfield", "--epochs", "2");
  }));

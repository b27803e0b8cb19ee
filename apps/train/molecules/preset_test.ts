import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { karateClub } from "@chainrule/gnn";
import { assertRefused, inTemporaryFolder, run, runJson } from "../testing/trainer.ts";
import { layOut } from "./lay_out.ts";

Deno.test("--preset molecules tells amides by messages along bonds, which counts and bare graphs do not tell, and draws some", () =>
  inTemporaryFolder(async (folder) => {
    const small = ["--hidden", "16,16", "--epochs", "5"];
    const result = await runJson(folder, "--preset", "molecules", ...small, "--plot", "plot.svg");
    const { accuracyWithoutBonds, accuracyOfCounts } = result.measures as Record<string, number>;
    assertEquals([result.preset, result.epochs], ["molecules", 5]);
    assert(result.testAccuracy as number >= 0.95, `accuracy ${result.testAccuracy}`);
    assert(accuracyOfCounts! <= 0.7 && accuracyWithoutBonds! <= 0.7, `${accuracyOfCounts}, ${accuracyWithoutBonds}`);
    const svg = await Deno.readTextFile(`${folder}/plot.svg`);
    assertEquals(svg.match(/in truth (yes|no)/g)?.length, 8);
    assertStringIncludes(svg, "accuracy (%)");
    assert(!svg.includes("NaN"), "every atom has a place");
  }));

Deno.test("--preset molecules goes on with the bits of a run that never stopped", () =>
  inTemporaryFolder(async (folder) => {
    const model = async (name: string, ...args: string[]) => {
      const small = ["--preset", "molecules", "--hidden", "3", "--batch-size", "400"];
      const { code, stderr } = await run(folder, ...small, ...args, "--checkpoint", name);
      assertEquals(code, 0, stderr);
      return await Deno.readFile(`${folder}/${name}/model.safetensors`);
    };
    const whole = await model("whole", "--epochs", "2");
    await model("parts", "--epochs", "1");
    assertEquals(await model("parts", "--epochs", "2", "--resume"), whole);
  }));

Deno.test("--preset molecules refuses no hidden layer, and what it has no use for", () =>
  inTemporaryFolder(async (folder) => {
    await assertRefused(folder, 2, "needs a hidden layer", "--preset", "molecules", "--hidden", "none");
    await assertRefused(folder, 2, "no use for it", "--preset", "molecules", "--dropout", "0.5");
  }));

Deno.test("layOut() puts nodes about as far from each other as they are in the graph", () => {
  const { graph } = karateClub();
  const places = layOut(graph);
  const lengths = Array.from(graph.sources.data, (source, edge) => {
    const [a, b] = [places[source]!, places[graph.targets.data[edge]!]!];
    return Math.hypot(a.x - b.x, a.y - b.y);
  });
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  assert(mean > 0.7 && mean < 1.5, `edges are ${mean} long`);
  assert(
    places.every(({ x, y }, i) => places.every((other, j) => i === j || Math.hypot(x - other.x, y - other.y) > 1e-3)),
  );
});

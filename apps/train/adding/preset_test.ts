import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { assertRefused, filesIn, inTemporaryFolder, run, runJson } from "../testing/trainer.ts";

const small = ["--preset", "adding-lstm", "--batch-size", "2"];

Deno.test("--preset adding-lstm trains both networks, measures them, and draws what they do", () =>
  inTemporaryFolder(async (folder) => {
    const result = await runJson(
      folder,
      ...small,
      "--hidden",
      "3,2",
      "--epochs",
      "1",
      "--plot",
      "plot.svg",
      "--log",
      "log.csv",
    );
    const { simpleRNNLoss, lossOfSayingOne } = result.measures as Record<string, number>;
    assertEquals([result.preset, result.epochs, result.testAccuracy], ["adding-lstm", 1, null]);
    // Four standard errors of the mean over 2000 sequences.
    assert(Math.abs(lossOfSayingOne! - 1 / 6) < 4 * Math.sqrt(7 / 180 / 2000), `${lossOfSayingOne}`);
    for (const loss of [result.trainLoss, result.testLoss, simpleRNNLoss]) {
      assert(loss as number > 0 && loss as number < 2, `${loss}`);
    }
    const header = (await Deno.readTextFile(`${folder}/log.csv`)).split("\n")[0]!;
    assertStringIncludes(header, "loss,simple_loss");
    const svg = await Deno.readTextFile(`${folder}/plot.svg`);
    for (const text of ["always saying 1", "two numbers marked", "moves the memory", "if the sequence ended here"]) {
      assertStringIncludes(svg, text);
    }
    assert(!svg.includes(">training<"), "its own chart of losses is enough");
  }));

Deno.test("--preset adding-lstm goes on with the bits of a run that never stopped", () =>
  inTemporaryFolder(async (folder) => {
    const constant = [...small, "--hidden", "2", "--schedule", "constant"];
    const model = async (name: string, ...args: string[]) => {
      const { code, stderr } = await run(folder, ...constant, ...args, "--checkpoint", name);
      assertEquals(code, 0, stderr);
      return await Deno.readFile(`${folder}/${name}/model.safetensors`);
    };
    const whole = await model("whole", "--epochs", "2");
    await model("parts", "--epochs", "1");
    assertEquals(await model("parts", "--epochs", "2", "--resume"), whole);
    assertEquals(filesIn(folder).filter((name) => name.endsWith("model.safetensors")).length, 2);
  }));

Deno.test("--preset adding-lstm refuses no hidden layer, and what it has no use for", () =>
  inTemporaryFolder(async (folder) => {
    await assertRefused(folder, 2, "needs a hidden layer", "--preset", "adding-lstm", "--hidden", "none");
    await assertRefused(folder, 2, "no use for it", "--preset", "adding-lstm", "--dropout", "0.5");
  }));

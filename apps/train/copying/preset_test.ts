import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { assertRefused, inTemporaryFolder, run, runJson } from "../testing/trainer.ts";

/** Operation by operation: a program for each length takes longer to make than these few steps. */
const small = ["--preset", "copy-ntm", "--hidden", "3", "--batch-size", "1", "--no-jit"];

Deno.test("--preset copy-ntm trains both networks, measures them, and draws what they do", () =>
  inTemporaryFolder(async (folder) => {
    const result = await runJson(folder, ...small, "--epochs", "1", "--plot", "plot.svg", "--log", "log.csv");
    const measures = result.measures as Record<string, number>;
    assertEquals(Object.keys(measures), ["wrongBitsAt20", "wrongAt60", "lstmWrongBitsAt20", "lstmWrongAt60"]);
    assertAlmostEquals(measures.wrongBitsAt20! / 160, 1 - (result.testAccuracy as number), 1e-12);
    for (const share of [measures.wrongAt60!, measures.lstmWrongAt60!]) assert(share > 0.4 && share < 0.6, `${share}`);
    const header = (await Deno.readTextFile(`${folder}/log.csv`)).split("\n")[0]!;
    assertStringIncludes(header, "loss,lstm_loss");
    const svg = await Deno.readTextFile(`${folder}/plot.svg`);
    for (const text of ["what is to be said", "where it writes", "where it reads", "ln 2: guessing"]) {
      assertStringIncludes(svg, text);
    }
    assert(!svg.includes(">training<"), "its own chart of losses is enough");
  }));

Deno.test("--preset copy-ntm goes on with the bits of a run that never stopped", () =>
  inTemporaryFolder(async (folder) => {
    const constant = [...small, "--schedule", "constant"];
    const model = async (name: string, ...args: string[]) => {
      const { code, stderr } = await run(folder, ...constant, ...args, "--checkpoint", name);
      assertEquals(code, 0, stderr);
      return await Deno.readFile(`${folder}/${name}/model.safetensors`);
    };
    const whole = await model("whole", "--epochs", "2");
    await model("parts", "--epochs", "1");
    assertEquals(await model("parts", "--epochs", "2", "--resume"), whole);
  }));

Deno.test("--preset copy-ntm refuses several hidden layers, and what it has no use for", () =>
  inTemporaryFolder(async (folder) => {
    await assertRefused(folder, 2, "needs one number of units", "--preset", "copy-ntm", "--hidden", "8,8");
    await assertRefused(folder, 2, "no use for it", "--preset", "copy-ntm", "--dropout", "0.5");
  }));

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { graphFiles, writeFolder } from "./testing/data.ts";
import { assertRefused, filesIn, inTemporaryFolder, run, runInShell, runJson, start } from "./testing/trainer.ts";

/** Runs that must come to the same weights whether they stop on the way or not. */
const runs: Readonly<Record<string, { readonly epochs: number; readonly args: string[] }>> = {
  "samples with dropout": { epochs: 6, args: ["--preset", "moons", "--dropout", "0.3", "--optimizer", "rmsprop"] },
  "samples with a plateau": {
    epochs: 8,
    args: ["--preset", "xor", "--schedule", "plateau", "--learning-rate", "1e-9"],
  },
  "samples whose best epoch is past": {
    epochs: 30,
    args: ["--preset", "iris", "--learning-rate", "1", "--validation-split", "0.3", "--early-stopping", "20"],
  },
  "samples, operation by operation": { epochs: 4, args: ["--preset", "xor", "--dropout", "0.3", "--no-jit"] },
  "a graph with dropout": { epochs: 6, args: ["--preset", "karate", "--dropout", "0.5", "--hidden", "8,8"] },
  "a graph whose best epoch is past": {
    epochs: 90,
    args: ["--preset", "cora", "--data", "graph", "--learning-rate", "2"],
  },
};

for (const [name, { epochs, args }] of Object.entries(runs)) {
  Deno.test(`--resume with more epochs comes to the same bits: ${name}`, () =>
    inTemporaryFolder(async (folder) => {
      await writeFolder(`${folder}/graph`, graphFiles());
      const part = (epochs: number, ...more: string[]) => runJson(folder, ...args, "--epochs", `${epochs}`, ...more);
      const whole = await part(epochs, "--checkpoint", "whole");
      await part(epochs / 2, "--checkpoint", "parts");
      const half = await modelIn(`${folder}/parts`);
      const resumed = await part(epochs, "--checkpoint", "parts", "--resume");
      assertEquals(await modelIn(`${folder}/parts`), await modelIn(`${folder}/whole`));
      assertEquals(isEqual(await modelIn(`${folder}/parts`), half), name.includes("past"));
      assertEquals({ ...resumed, seconds: 0 }, { ...whole, seconds: 0 });
    }));
}

Deno.test("--resume takes the settings of the run, and --learning-rate a new one", () =>
  inTemporaryFolder(async (folder) => {
    const begin = ["--preset", "xor", "--hidden", "5", "--dropout", "0.1", "--seed", "4", "--epochs", "2"];
    await runJson(folder, ...begin);
    const { stdout } = await run(folder, "--preset", "xor", "--resume", "--epochs", "3", "--learning-rate", "0.5");
    assertStringIncludes(stdout, "hidden 5 tanh, adam 0.5, seed 4\ngoing on after epoch 2\nepoch 3/3 ");
    const longer = await runJson(folder, "--preset", "xor", "--resume", "--epochs", "4", "--log", "log.csv");
    assertEquals(longer.epochs, 4);
    assertMatch(await Deno.readTextFile(`${folder}/log.csv`), /\n3,.*,0\.5,.*\r\n4,.*,0\.5,/);
  }));

Deno.test("--resume of a run with --no-jit goes on operation by operation", () =>
  inTemporaryFolder(async (folder) => {
    const part = (epochs: string, ...more: string[]) => runJson(folder, "--preset", "xor", "--epochs", epochs, ...more);
    await part("4", "--checkpoint", "whole", "--no-jit");
    await part("2", "--checkpoint", "parts", "--no-jit");
    await part("4", "--checkpoint", "parts", "--resume");
    assertEquals(await modelIn(`${folder}/parts`), await modelIn(`${folder}/whole`));
  }));

Deno.test("--resume of a complete run trains no more, and reports it", () =>
  inTemporaryFolder(async (folder) => {
    const first = await runJson(folder, "--preset", "karate", "--epochs", "5");
    const again = await runJson(folder, "--preset", "karate", "--resume");
    assertEquals({ ...again, seconds: 0 }, { ...first, seconds: 0 });
  }));

Deno.test("a run that begins anew takes the place of an earlier one", () =>
  inTemporaryFolder(async (folder) => {
    await runJson(folder, "--preset", "karate", "--epochs", "5");
    await runJson(folder, "--preset", "karate", "--epochs", "2");
    assertEquals(filesIn(`${folder}/runs/karate`), ["model.safetensors", "step-000000002.safetensors"]);
  }));

Deno.test("--resume refuses what it cannot go on with", () =>
  inTemporaryFolder(async (folder) => {
    const refused = (code: number, message: string, ...args: string[]) =>
      assertRefused(folder, code, message, "--resume", ...args);
    await refused(1, "Cannot resume as runs/xor has no checkpoint; leave --resume out to begin", "--preset", "xor");
    await runJson(folder, "--preset", "xor", "--epochs", "1");
    await refused(1, "must be of moons: it is of xor", "--preset", "moons", "--checkpoint", "runs/xor");
    await refused(
      2,
      "--seed cannot change with --resume: it is 3, and the run in runs/xor has 0",
      "--preset",
      "xor",
      "--seed",
      "3",
    );
    await Deno.truncate(`${folder}/runs/xor/step-000000001.safetensors`, 100);
    await refused(1, "Cannot load runs/xor/step-000000001.safetensors as", "--preset", "xor");
  }));

for (
  const [preset, ...change] of [["xor", "--hidden", "9"], ["xor", "--optimizer", "sgd"], ["karate", "--hidden", "9"]]
) {
  Deno.test(`--resume of ${preset} refuses ${change.join(" ")}`, () =>
    inTemporaryFolder(async (folder) => {
      await runJson(folder, "--preset", preset!, "--epochs", "1");
      const { code, stderr } = await run(folder, "--preset", preset!, "--resume", "--epochs", "2", ...change);
      assertEquals(code, 1);
      assertMatch(stderr, /^error: Cannot resume as the checkpoint is of another network: .*\n$/);
    }));
}

/** Starts a run, waits until it has said `moment`, and interrupts it. */
async function interrupt(folder: string, moment: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const process = start(folder, args);
  const errors = new Response(process.stderr).text();
  let said = "";
  let interrupted = false;
  for await (const text of process.stdout.pipeThrough(new TextDecoderStream())) {
    said += text;
    if (interrupted || !said.includes(moment)) continue;
    process.kill("SIGINT");
    interrupted = true;
  }
  assertEquals(await errors, "");
  assert(interrupted, `it never said ${moment}`);
  return { code: (await process.status).code, said };
}

Deno.test("Ctrl-C keeps the last checkpoint, and the command that it names goes on to the same bits", () =>
  inTemporaryFolder(async (folder) => {
    const args = "--preset xor --hidden 300,300 --epochs 100 --schedule cosine --dropout 0.1 --batch-size 16".split(
      " ",
    );
    await runJson(folder, ...args, "--checkpoint", "whole");
    const { code, said } = await interrupt(folder, "epoch   4/100", ...args, "--checkpoint", "a folder");
    assertEquals(code, 130);
    const [, line] = /\ninterrupted; go on with: (.*)\n$/.exec(said)!;
    assertEquals(line, `deno task train ${args.join(" ")} --checkpoint 'a folder' --resume`);
    const [last, ...others] = filesIn(`${folder}/a folder`);
    assertEquals(others, []);
    const epoch = Number(/step-0*(\d+)\./.exec(last!)![1]);
    const epochs = [...said.matchAll(/^epoch +(\d+)/gm)].map(([, epoch]) => Number(epoch));
    assertEquals(epoch, epochs.at(-1), "no epoch is lost");

    const resumed = await runInShell(folder, line!);
    assertEquals(resumed.code, 0);
    assertStringIncludes(resumed.stdout, `going on after epoch ${epoch}\nepoch ${String(epoch + 1).padStart(3)}/100`);
    assertEquals(await modelIn(`${folder}/a folder`), await modelIn(`${folder}/whole`));
  }));

Deno.test("Ctrl-C in the first epoch says that there is nothing to go on from", () =>
  inTemporaryFolder(async (folder) => {
    const long = ["--preset", "moons", "--hidden", "700,700", "--batch-size", "1", "--log", "x.csv", "--plot", "x.svg"];
    const { code, said } = await interrupt(folder, "seed 0", ...long);
    assertEquals(code, 130);
    assertStringIncludes(said, "interrupted; the first epoch was not over, so there is nothing to go on from\n");
    assertEquals(filesIn(folder), []);
  }));

Deno.test("Ctrl-C ends cross-validation and several seeds, too", () =>
  inTemporaryFolder(async (folder) => {
    const slow = ["--preset", "xor", "--epochs", "30", "--hidden", "300,300"];
    for (const several of [["--folds", "9"], ["--seeds", "9"]]) {
      const moment = several[0] === "--folds" ? "fold 1/9" : "seed 0  ";
      const { code, said } = await interrupt(folder, moment, ...slow, ...several);
      assertEquals(code, 130);
      assertMatch(said, / interrupted\n$/);
      assert(!said.includes("mean of"));
    }
  }));

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

async function modelIn(folder: string): Promise<Uint8Array> {
  return await Deno.readFile(`${folder}/model.safetensors`);
}

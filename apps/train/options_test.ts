import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import { loadTensors } from "@chainrule/formats/files";
import { inTemporaryFolder, run, runJson } from "./testing/trainer.ts";

/** The training loss after a few epochs with these options. */
async function lossWith(preset: string, args: readonly string[], epochs = 3): Promise<number> {
  let loss = NaN;
  await inTemporaryFolder(async (folder) => {
    loss = (await runJson(folder, "--preset", preset, "--epochs", `${epochs}`, ...args)).trainLoss as number;
  });
  return loss;
}

const variants: readonly (readonly string[])[] = [
  [],
  ["--batch-size", "20"],
  ["--learning-rate", "0.003"],
  ["--optimizer", "sgd"],
  ["--optimizer", "adagrad"],
  ["--optimizer", "adadelta"],
  ["--optimizer", "rmsprop"],
  ["--optimizer", "adamax"],
  ["--optimizer", "adamw", "--weight-decay", "0.5"],
  ["--activation", "relu"],
  ["--activation", "gelu"],
  ["--hidden", "16"],
  ["--hidden", "8,8"],
  ["--hidden", "none"],
  ["--dropout", "0.2"],
  ["--weight-decay", "0.1"],
  ["--seed", "1"],
  ["--validation-split", "0.5"],
];

Deno.test("every option of training changes the numbers of samples", async () => {
  const losses: number[] = [];
  for (const args of variants) losses.push(await lossWith("xor", args));
  const repeated = losses.findIndex((loss, i) => losses.indexOf(loss) !== i);
  assert(repeated < 0, `${variants[repeated]} changes nothing`);
});

Deno.test("every option of training changes the numbers of a graph, but those that are for samples", async () => {
  const isForGraphs = ([option]: readonly string[]) => option !== "--batch-size" && option !== "--validation-split";
  const graphVariants = variants.map((args) => args[1] === "relu" ? ["--activation", "elu"] : args).filter(isForGraphs);
  const losses: number[] = [];
  for (const args of graphVariants) losses.push(await lossWith("karate", args));
  const repeated = losses.findIndex((loss, i) => losses.indexOf(loss) !== i);
  assert(repeated < 0, `${graphVariants[repeated]} changes nothing`);
});

Deno.test("one seed, one result; another seed, another", async () => {
  const args = ["--dropout", "0.3", "--hidden", "8,8"];
  for (const preset of ["xor", "iris", "karate"]) {
    const loss = await lossWith(preset, [...args, "--seed", "5"]);
    assertEquals(await lossWith(preset, [...args, "--seed", "5"]), loss);
    assert(await lossWith(preset, [...args, "--seed", "6"]) !== loss);
  }
});

Deno.test("--no-jit gives the same numbers to rounding", async () => {
  for (const args of [["xor", "--dropout", "0.3", "--validation-split", "0.3"], ["karate", "--dropout", "0.5"]]) {
    const [preset, ...rest] = args as [string, ...string[]];
    const compiled = await lossWith(preset, rest);
    const eager = await lossWith(preset, [...rest, "--no-jit"]);
    // Float32 sums in another order, over three epochs of Adam.
    assertAlmostEquals(eager, compiled, 1e-4 * compiled);
    // On samples there are enough of them to tell the two apart.
    if (preset === "xor") assert(eager !== compiled, "--no-jit changes nothing");
  }
});

Deno.test("adamw without weight decay is adam", async () => {
  assertEquals(await lossWith("xor", ["--optimizer", "adamw"]), await lossWith("xor", ["--optimizer", "adam"]));
});

Deno.test("--hidden says the sizes of the layers", () =>
  inTemporaryFolder(async (folder) => {
    await runJson(folder, "--preset", "iris", "--epochs", "1", "--hidden", "5,7");
    const { tensors: iris } = await loadTensors(`${folder}/runs/iris/model.safetensors`);
    const shapes = Object.entries(iris).filter(([name]) => name.endsWith("weight")).map(([, { shape }]) => shape);
    assertEquals(shapes, [[5, 4], [7, 5], [3, 7]]);
    await runJson(folder, "--preset", "karate", "--epochs", "1", "--hidden", "none");
    const { tensors: karate } = await loadTensors(`${folder}/runs/karate/model.safetensors`);
    const [weight] = Object.entries(karate).filter(([name]) => name.endsWith("weight")).map(([, { shape }]) => shape);
    assertEquals(weight, [2, 34]);
  }));

/** The learning rate at the beginning of each epoch of one step. */
async function ratesOf(schedule: string, learningRate = 1, epochs = 6): Promise<number[]> {
  let rates: number[] = [];
  await inTemporaryFolder(async (folder) => {
    const args = ["--schedule", schedule, "--learning-rate", `${learningRate}`, "--epochs", `${epochs}`];
    await runJson(folder, "--preset", "karate", ...args, "--log", "log.csv");
    const rows = parse(await Deno.readTextFile(`${folder}/log.csv`), { skipFirstRow: true });
    rates = (rows as Record<string, string>[]).map((row) => Number(row.learning_rate));
  });
  return rates;
}

/** What each schedule does in six epochs of one step, by its formula. */
const schedules: Readonly<Record<string, number[]>> = {
  constant: [1, 1, 1, 1, 1, 1],
  step: [1, 1, 0.1, 0.1, 0.01, 0.01],
  exponential: [0, 1, 2, 3, 4, 5].map((epoch) => 0.01 ** (epoch / 6)),
  cosine: [0, 1, 2, 3, 4, 5].map((epoch) => (1 + Math.cos(Math.PI * epoch / 6)) / 2),
};

for (const [schedule, expected] of Object.entries(schedules)) {
  Deno.test(`--schedule ${schedule} sets the learning rate of every epoch`, async () => {
    const rates = await ratesOf(schedule);
    expected.forEach((rate, epoch) => assertAlmostEquals(rates[epoch]!, rate, 1e-12));
  });
}

Deno.test("--schedule warmup climbs in the first epoch, then falls", async () => {
  const [first, second, ...rest] = await ratesOf("warmup");
  assertEquals(first, 0);
  assert(second! > 0.9 && rest.every((rate, i) => rate < [second!, ...rest][i]!));
});

Deno.test("--schedule one-cycle climbs to the learning rate, then falls", async () => {
  const rates = await ratesOf("one-cycle");
  const top = rates.indexOf(Math.max(...rates));
  assert(top > 0 && top < 4 && rates[5]! < rates[0]!, `${rates}`);
});

Deno.test("--schedule plateau halves the learning rate when the loss no longer falls", async () => {
  const rates = await ratesOf("plateau", 1e-9, 8);
  assertEquals(rates, [1e-9, 1e-9, 1e-9, 1e-9, 1e-9, 1e-9, 1e-9, 5e-10]);
});

Deno.test("every schedule works for a single step", async () => {
  for (const schedule of [...Object.keys(schedules), "warmup", "one-cycle", "plateau"]) {
    assert(Number.isFinite(await lossWith("karate", ["--schedule", schedule], 1)), schedule);
  }
});

Deno.test("--early-stopping ends the run and keeps the weights of the best epoch", () =>
  inTemporaryFolder(async (folder) => {
    const args = ["--preset", "iris", "--learning-rate", "0.3", "--validation-split", "0.3"];
    const { stdout } = await run(folder, ...args, "--epochs", "200", "--early-stopping", "4", "--log", "log.csv");
    const rows = parse(await Deno.readTextFile(`${folder}/log.csv`), { skipFirstRow: true }) as Record<
      string,
      string
    >[];
    const losses = rows.map(({ val_loss }) => Number(val_loss));
    const best = losses.indexOf(Math.min(...losses)) + 1;
    assertEquals(rows.length, best + 4);
    assertStringIncludes(stdout, "stopped early: the loss has not fallen below");
    assertStringIncludes(stdout, `kept the weights of epoch ${best},`);

    const kept = await Deno.readFile(`${folder}/runs/iris/model.safetensors`);
    await runJson(folder, ...args, "--epochs", String(best));
    assertEquals(await Deno.readFile(`${folder}/runs/iris/model.safetensors`), kept);
  }));

Deno.test("--early-stopping goes by the training loss where there is no validation", () =>
  inTemporaryFolder(async (folder) => {
    for (const preset of ["iris", "karate"]) {
      const args = ["--preset", preset, "--learning-rate", "1e-12", "--optimizer", "sgd", "--epochs", "60"];
      const { epochs } = await runJson(folder, ...args, "--early-stopping", "3");
      assert(epochs as number < 60, `${preset} stopped after ${epochs}`);
    }
  }));

import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("main.ts", import.meta.url));

async function bench(...words: string[]) {
  const permissions = ["read", "write", "env", "run", "sys"].map((name) => `--allow-${name}`);
  const args = ["run", ...permissions, main, ...words];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes).trimEnd().split("\n"));
  return { code, out: out!, err: err! };
}

Deno.test("a row is measured eagerly and compiled; the last line is JSON, and files have everything and the table", async () => {
  const [file, page] = [await Deno.makeTempFile({ suffix: ".json" }), await Deno.makeTempFile({ suffix: ".md" })];
  try {
    const { code, out, err } = await bench(
      "--only",
      "W7",
      "--json",
      "--repeat",
      "1",
      "--out",
      file,
      "--markdown",
      page,
    );
    assertEquals(code, 0, err.join("\n"));
    const figures = JSON.parse(out.at(-1)!);
    const keys = ["row", "variant", "threads", "value", "unit", "milliseconds", "peakMiB"];
    for (const figure of figures) {
      assertEquals(Object.keys(figure), keys);
      assertEquals([figure.row, figure.threads, figure.unit], ["W7", 1, "steps/s"]);
      assert(figure.milliseconds > 0 && figure.peakMiB > 10, JSON.stringify(figure));
      assertEquals(figure.value, 1000 / figure.milliseconds);
    }
    assertEquals(figures.map(({ variant }: { variant: string }) => variant), ["eager", "compiled"]);
    assert(out.some((line) => /^W7 +XOR step .* eager +1 +\d/.test(line)), out.join("\n"));
    const { date, machine, rows } = JSON.parse(await Deno.readTextFile(file));
    assert(!Number.isNaN(Date.parse(date)) && machine.cores >= 1);
    assertEquals(rows[0].figures[1].value, figures[1].value);
    // One sample has no spread.
    for (const { value, spread } of rows[0].figures) assertEquals(spread, { least: value, most: value });
    const { value } = rows[0].figures[1];
    assert((await Deno.readTextFile(page)).includes(`| compiled | 1 | ${Math.round(value)} | steps/s |`));
  } finally {
    await Deno.remove(file);
    await Deno.remove(page);
  }
});

Deno.test("a profile says where the time of a compiled program goes", async () => {
  const { code, out, err } = await bench("--profile", "W7");
  assertEquals(code, 0, err.join("\n"));
  assert(/^W7 compiled: [\d.]+ ms a run on one thread, in \d+ steps$/.test(out[0]!), out[0]);
  assert(out.some((line) => / % .*matmul/.test(line)) && out.some((line) => line.startsWith("without kernel: ")));
});

Deno.test("files that cannot be written are refused before anything is measured, and others are left as they are", async () => {
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(file, "results of yesterday");
    for (const option of ["--out", "--markdown"]) {
      const other = option === "--out" ? "--markdown" : "--out";
      const { code, err } = await bench("--only", "W7", other, file, option, `${file}.no/folder`);
      assertEquals([code, err.length], [2, 1], err.join("\n"));
      assert(
        err[0]!.startsWith(`error: ${option} must name a file that can be written: ${file}.no/folder cannot, `),
        err[0],
      );
    }
    assertEquals(await Deno.readTextFile(file), "results of yesterday");
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("files are there after each row, if a run is broken off", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = `${folder}/out.json`;
    const permissions = ["read", "write", "env", "run", "sys"].map((name) => `--allow-${name}`);
    const args = ["run", ...permissions, main, "--only", "W7,W9", "--repeat", "1", "--out", file];
    const process = new Deno.Command(Deno.execPath(), { args, stdout: "null", stderr: "piped" }).spawn();
    let said = "";
    for await (const text of process.stderr.pipeThrough(new TextDecoderStream())) {
      said += text;
      if (said.includes("W9: round 1")) break;
    }
    process.kill("SIGKILL");
    await process.status;
    const { rows } = JSON.parse(await Deno.readTextFile(file));
    assertEquals(rows.map(({ row }: { row: string }) => row), ["W7"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a command that cannot be understood ends with exit code 2 and one line", async () => {
  const { code, err } = await bench("--only", "W12");
  assertEquals([code, err.length], [2, 1]);
  assert(err[0]!.startsWith("error: --only must name rows among W1, W2, "), err[0]);
});

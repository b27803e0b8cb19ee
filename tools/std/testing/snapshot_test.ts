import { assertEquals, AssertionError, assertRejects, assertStringIncludes } from "@std/assert";
import { assertSnapshot, createAssertSnapshot, serialize } from "./snapshot.ts";

Deno.test("serialize() puts keys in order and one part on a line, all of them", () => {
  assertEquals(
    serialize({ b: [1, "x"], a: new Map([["k", null]]) }),
    '{\n  a: Map(1) {\n    "k" => null,\n  },\n  b: [\n    1,\n    "x",\n  ],\n}',
  );
  assertEquals(serialize(Array(150).fill(0)).split("\n").length, 152);
});

const stored = await Deno.makeTempFile({ suffix: ".snap" });
await Deno.writeTextFile(
  stored,
  "export const snapshot = {};\n\n" +
    "snapshot[`list 1`] = `\n[\n  1,\n]\n`;\n\n" +
    "snapshot[`text 1`] = `a \\`\\${b}\\` \\\\\\\\ c`;\n\n" +
    "snapshot[`text 2`] = `second`;\n",
);

const fromStored = createAssertSnapshot<unknown>({
  path: stored,
  mode: "assert",
});
const fromText = createAssertSnapshot<unknown>(
  { serializer: String },
  fromStored,
);

Deno.test("assertSnapshot() passes on equal texts, numbering those of one name", async (t) => {
  await fromStored(t, [1], { name: "list" });
  await fromText(t, "a `${b}` \\\\ c", { name: "text" });
  await fromText(t, "second", { name: "text" });
});

Deno.test("assertSnapshot() shows the lines that differ, and the cure", async (t) => {
  const file = await Deno.makeTempFile({ suffix: ".snap" });
  await Deno.copyFile(stored, file);
  const error = await assertRejects(
    () => assertSnapshot(t, [2], { path: file, name: "list" }),
    AssertionError,
    "Snapshot does not match:",
  );
  assertStringIncludes(error.message, "  2,");
  assertStringIncludes(error.message, "  1,");
  assertStringIncludes(error.message, "-- --update");
  await Deno.remove(file);
});

Deno.test("assertSnapshot() says how to write a missing snapshot", async (t) => {
  await assertRejects(
    () => fromStored(t, 1, { name: "none" }),
    AssertionError,
    "Missing snapshot: none 1\nTo update snapshots, run\n    deno test --allow-read --allow-write [files]... -- --update",
  );
  await assertRejects(
    () => assertSnapshot(t, 1, { dir: "no_such_folder", mode: "assert" }),
    AssertionError,
    "Missing snapshot file.",
  );
  await assertRejects(
    () => fromStored(t, 1, "My own message"),
    AssertionError,
    "My own message",
  );
});

Deno.test("assertSnapshot() writes what the tests took, in their order, and drops the rest", async () => {
  const folder = await Deno.makeTempDir();
  const snap = `${folder}/__snapshots__/a_test.ts.snap`;
  const url = (path: string) => import.meta.resolve(path);
  await Deno.writeTextFile(
    `${folder}/deno.json`,
    JSON.stringify({
      imports: {
        "@std/assert/assertion-error": url("../assert/assertion_error.ts"),
        "@std/assert/equals": url("../assert/equals.ts"),
      },
    }),
  );
  const run = async (body: string, ...args: string[]) => {
    await Deno.writeTextFile(
      `${folder}/a_test.ts`,
      `import { assertSnapshot } from ${JSON.stringify(url("./snapshot.ts"))};\n${body}`,
    );
    const { success } = await new Deno.Command(Deno.execPath(), {
      args: [
        "test",
        "-A",
        "--no-check",
        "--no-lock",
        `--config=${folder}/deno.json`,
        `${folder}/a_test.ts`,
        ...args,
      ],
    }).output();
    return success;
  };
  const both = `
    Deno.test("b", async (t) => {
      await assertSnapshot(t, "\`$\\\\");
      await t.step("step", async (t) => { await assertSnapshot(t, [1]); });
    });
    Deno.test("a", async (t) => { await assertSnapshot(t, 1); });
  `;
  const one = `Deno.test("a", async (t) => { await assertSnapshot(t, 2); });`;

  assertEquals(await run(both), false, "nothing written yet");
  assertEquals(await run(both, "--", "--update"), true);
  assertEquals(
    await Deno.readTextFile(snap),
    "export const snapshot = {};\n\n" +
      'snapshot[`b 1`] = `"\\`\\$\\\\\\\\"`;\n\n' +
      "snapshot[`b > step 1`] = `\n[\n  1,\n]\n`;\n\n" +
      "snapshot[`a 1`] = `1`;\n",
  );
  assertEquals(await run(both), true, "what was written is read back");
  assertEquals(await run(one), false, "1 is not 2");
  assertEquals(await run(one, "--", "-u"), true);
  assertEquals(
    await Deno.readTextFile(snap),
    "export const snapshot = {};\n\nsnapshot[`a 1`] = `2`;\n",
  );
  await Deno.remove(folder, { recursive: true });
});

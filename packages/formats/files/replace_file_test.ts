import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { FileError } from "./file_error.ts";
import { replaceFile } from "./replace_file.ts";
import { inTemporaryFolder, namesIn } from "./temporary_folder_test.ts";

const large = 24_000_000;

/** Lets another process write `large` bytes to `<folder>/out/a`; gives what it prints. */
async function writeElsewhere(folder: string, permissions: readonly string[], limits = ""): Promise<string> {
  const program = `${folder}/program.ts`;
  Deno.writeTextFileSync(
    program,
    `import { replaceFile } from "${new URL("replace_file.ts", import.meta.url)}";
     console.log(await replaceFile("${folder}/out/a", new Uint8Array(${large})).then(() => "written", (error) => error.message));`,
  );
  const command = [Deno.execPath(), "run", "--quiet", "--no-prompt", ...permissions, program];
  const { stdout, stderr } = await new Deno.Command("sh", { args: ["-c", `${limits} exec "$@"`, "sh", ...command] })
    .output();
  assertEquals(new TextDecoder().decode(stderr), "");
  return new TextDecoder().decode(stdout).trim();
}

/** A folder with an earlier file in it. */
function withEarlier(f: (folder: string) => Promise<void>): Promise<void> {
  return inTemporaryFolder((folder) => {
    Deno.mkdirSync(`${folder}/out`);
    Deno.writeTextFileSync(`${folder}/out/a`, "earlier");
    return f(folder);
  });
}

function assertEarlier(folder: string): void {
  assertEquals(Deno.readTextFileSync(`${folder}/out/a`), "earlier");
  assertEquals(namesIn(`${folder}/out`), ["a"]);
}

Deno.test("replaceFile() writes bytes and text, and takes the place of what was there", () =>
  inTemporaryFolder(async (folder) => {
    const path = `${folder}/a`;
    await replaceFile(path, "longer than what follows");
    await replaceFile(path, Uint8Array.of(1, 2));
    assertEquals([...Deno.readFileSync(path)], [1, 2]);
    await replaceFile(path, "é");
    assertEquals(Deno.readTextFileSync(path), "é");
    assertEquals(namesIn(folder), ["a"]);
  }));

Deno.test("a reader never sees half a file, and writers at once do not mix", () =>
  inTemporaryFolder(async (folder) => {
    const path = `${folder}/a`;
    const contents = [1, 2, 3, 4].map((value) => new Uint8Array(1_000_000 * value).fill(value));
    await replaceFile(path, contents[0]!);
    let writing = true;
    const seen = new Set<number>();
    const reader = (async () => {
      while (writing) {
        const bytes = await Deno.readFile(path);
        assertEquals(bytes.length, 1_000_000 * bytes[0]!);
        assert(bytes.every((byte) => byte === bytes[0]));
        seen.add(bytes[0]!);
      }
    })();
    for (let round = 0; round < 3; round++) await Promise.all(contents.map((content) => replaceFile(path, content)));
    writing = false;
    await reader;
    assert(seen.size > 0);
    assertEquals(namesIn(folder), ["a"]);
  }));

Deno.test("replaceFile() into a folder that is missing, or in the place of one, says so and leaves nothing", () =>
  inTemporaryFolder(async (folder) => {
    Deno.mkdirSync(`${folder}/sub`);
    await assertRejects(
      () => replaceFile(`${folder}/none/a`, "x"),
      FileError,
      `Cannot write ${folder}/none/a as it and its folder must exist: current error is ENOENT`,
    );
    await assertRejects(
      () => replaceFile(`${folder}/sub`, "x"),
      FileError,
      `Cannot write ${folder}/sub as it must be a file and not a folder: current error is EISDIR`,
    );
    assertEquals(namesIn(folder), ["sub"]);
  }));

Deno.test({
  name: "a disk that gives out half way is one clear error; the earlier file is as it was and no half is left",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withEarlier(async (folder) => {
      // No file may grow beyond 16384 blocks, 8 or 16 MB: the first part is written, the rest is not.
      const message = await writeElsewhere(folder, ["--allow-read", "--allow-write"], 'trap "" XFSZ; ulimit -f 16384;');
      assertStringIncludes(
        message,
        `Cannot write ${folder}/out/a as files of that size must be allowed: current error is EFBIG`,
      );
      assertEarlier(folder);
    }),
});

Deno.test("without permission nothing is written and the error says which is wanted", () =>
  withEarlier(async (folder) => {
    const message = await writeElsewhere(folder, ["--allow-read"]);
    assertStringIncludes(
      message,
      `Cannot write ${folder}/out/a as access must be allowed: currently it requires write access to "${folder}/out/a.`,
    );
    assertEarlier(folder);
  }));

Deno.test("permission for the folder is all that it needs", () =>
  withEarlier(async (folder) => {
    const permissions = [`--allow-read=${folder}/out`, `--allow-write=${folder}/out`];
    assertEquals(await writeElsewhere(folder, permissions), "written");
    assertEquals(Deno.statSync(`${folder}/out/a`).size, large);
  }));

Deno.test({
  name: "a folder that may not be written to is one clear error (not as root, who may write anywhere)",
  ignore: Deno.build.os === "windows" || Deno.uid() === 0,
  fn: () =>
    inTemporaryFolder(async (folder) => {
      Deno.chmodSync(folder, 0o500);
      await assertRejects(
        () => replaceFile(`${folder}/a`, "x"),
        FileError,
        "access must be allowed: current error is EACCES",
      );
      Deno.chmodSync(folder, 0o700);
      assertEquals(namesIn(folder), []);
    }),
});

import { assertEquals } from "@std/assert";

/** Runs `f` with the path of a new folder, and removes it afterwards. */
export async function inTemporaryFolder(f: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await f(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The names in a folder. */
export function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

Deno.test("inTemporaryFolder() leaves nothing", async () => {
  let path = "";
  await inTemporaryFolder((folder) => {
    path = folder;
    Deno.writeTextFileSync(`${folder}/a`, "");
    assertEquals(namesIn(folder), ["a"]);
    return Promise.resolve();
  });
  assertEquals(await Deno.stat(path).catch((error) => error.name), "NotFound");
});

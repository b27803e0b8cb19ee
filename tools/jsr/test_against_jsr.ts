/**
 * Runs the tests against the real standard library instead of the stand-ins, in a copy of the workspace without links.
 *
 * @module
 */

const root = new URL("../../", import.meta.url);
const listing = await run(["git", "ls-files"], root);
const copy = new URL(`file://${await Deno.makeTempDir()}/`);

try {
  for (const path of listing.trim().split("\n")) {
    if (path === "deno.lock" || path.startsWith("docs/") || path.startsWith("tools/std/")) continue;
    const target = new URL(path, copy);
    await Deno.mkdir(new URL(".", target), { recursive: true });
    await Deno.copyFile(new URL(path, root), target);
  }
  const { links: _, ...config } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  await Deno.writeTextFile(new URL("deno.json", copy), JSON.stringify(config));
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "--parallel", "-A", "packages", "apps"],
    cwd: copy,
  }).spawn().status;
  if (code !== 0) {
    console.error("The tests did not pass against the real standard library (or JSR could not be reached)");
  }
  Deno.exitCode = code;
} finally {
  await Deno.remove(copy, { recursive: true });
}

async function run([command = "", ...args]: string[], cwd: URL): Promise<string> {
  const { stdout } = await new Deno.Command(command, { args, cwd }).output();
  return new TextDecoder().decode(stdout);
}

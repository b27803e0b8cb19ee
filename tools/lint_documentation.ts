/**
 * Checks that every public symbol of every published package is documented, and that no public type is private.
 *
 * @module
 */
import { published } from "./jsr/publish_to_folder.ts";

const root = new URL("../", import.meta.url);
const entries: string[] = [];

for (const name of published) {
  const folder = `packages/${name}`;
  const text = await Deno.readTextFile(new URL(`${folder}/deno.json`, root));
  const { exports } = JSON.parse(text) as { exports: Record<string, string> };
  for (const path of Object.values(exports)) entries.push(`${folder}/${path.replace("./", "")}`);
}

// In one call, so that a type of another package counts as public.
const { code, stderr } = await new Deno.Command(Deno.execPath(), { args: ["doc", "--lint", ...entries], cwd: root })
  .output();
if (code !== 0) console.error(new TextDecoder().decode(stderr));
console.log(`${entries.length} entry points: ${code === 0 ? "everything public is documented" : "see above"}`);
Deno.exit(code);

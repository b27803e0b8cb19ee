import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Manifest {
  name: string;
  exports: string | Record<string, string>;
}

interface Alias {
  find: RegExp;
  replacement: string;
}

/** Where packages are: our own, and the stand-ins for those of the standard library that ours import. */
const folders = ["packages", "tools/std"];

/** One alias for every entry point that a package of the workspace exports. */
export function packageAliases(root: string): Alias[] {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)))
    .filter((folder) => existsSync(join(folder, "deno.json")))
    .flatMap(entryPoints);
}

function entryPoints(folder: string): Alias[] {
  const { name, exports }: Manifest = JSON.parse(readFileSync(join(folder, "deno.json"), "utf8"));
  const entries = typeof exports === "string" ? { ".": exports } : exports;
  return Object.entries(entries).map(([path, file]) => ({
    find: new RegExp(`^${name}${path.slice(1)}$`),
    replacement: join(folder, file),
  }));
}

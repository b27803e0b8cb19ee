/**
 * How long importing takes in a process that has imported nothing.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { outputOf } from "../run_program.ts";

const timeImport = fileURLToPath(new URL("time_import.ts", import.meta.url));

/** Milliseconds, one for each of `count` processes. A first one, not counted, fills the caches of the disk. */
export async function coldImports(entry: URL, count: number): Promise<number[]> {
  const once = () => outputOf({ program: Deno.execPath(), args: ["run", "-A", timeImport, entry.href] });
  await once();
  const samples: number[] = [];
  while (samples.length < count) samples.push(Number(await once()));
  return samples;
}

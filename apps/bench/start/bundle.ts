/**
 * Modules as one minified file, as a page would load them.
 *
 * @module
 */
import { pathToFileURL } from "node:url";
import { outputOf } from "../run_program.ts";

/** Bundles what `entry` exports, hands the file to `use`, and removes it. */
export async function inBundle<Result>(entry: URL, use: (bundle: URL) => Promise<Result>): Promise<Result> {
  const folder = await Deno.makeTempDir({ prefix: "chainrule-bench-" });
  try {
    const file = `${folder}/bundle.js`;
    const args = ["bundle", "--quiet", "--minify", "--platform", "browser", "--output", file, entry.href];
    await outputOf({ program: Deno.execPath(), args });
    return await use(pathToFileURL(file));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** How many bytes gzip makes of a file. */
export async function compressedBytes(file: URL): Promise<number> {
  const { readable } = await Deno.open(file);
  let bytes = 0;
  for await (const chunk of readable.pipeThrough(new CompressionStream("gzip"))) bytes += chunk.length;
  return bytes;
}

/**
 * Showing what an example has found.
 *
 * @module
 */

/** What every example gives: what it found, in words, and drawn. */
export interface Shown {
  /** What is printed. */
  readonly lines: readonly string[];
  /** A picture. */
  readonly svg: string;
}

/** Prints the result, and writes the picture to the file that the command names, or to one that is named like the program. */
export async function present({ lines, svg }: Shown, { url }: Pick<ImportMeta, "url">): Promise<void> {
  const [path = new URL(url).pathname.split("/").at(-1)!.replace(/\.ts$/, ".svg")] = Deno.args;
  await Deno.writeTextFile(path, svg);
  for (const line of [...lines, `picture: ${path}`]) console.log(line);
}

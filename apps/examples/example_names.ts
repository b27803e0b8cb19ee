/**
 * Which examples there are.
 *
 * @module
 */

const here = new URL("./", import.meta.url);

/** Files that are not examples. */
const others = ["main.ts", "present.ts", "example_names.ts", "figure_4_8.ts"];

/** The names of all examples. */
export function exampleNames(): string[] {
  return [...Deno.readDirSync(here)]
    .map(({ name }) => name)
    .filter((name) => name.endsWith(".ts") && !name.endsWith("_test.ts") && !others.includes(name))
    .map((name) => name.replace(/\.ts$/, ""))
    .sort();
}

/** The first sentence of an example's comment. */
export function rowOf(name: string): string {
  const text = Deno.readTextFileSync(new URL(`${name}.ts`, here));
  return /^\/\*\*\n \* (.+?)(?:\. |\.?\n)/.exec(text)?.[1] ?? "";
}

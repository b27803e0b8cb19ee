/**
 * Runs an example: `deno task example NAME [FILE.svg]`; without a name it lists them.
 *
 * @module
 */
import { nearest } from "@chainrule/tensor";
import { exampleNames, rowOf } from "./example_names.ts";

const [name, ...rest] = Deno.args;
const names = exampleNames();

if (name === undefined) {
  const width = Math.max(...names.map((each) => each.length));
  for (const each of names) console.log(`${each.padEnd(width)}  ${rowOf(each)}`);
} else if (names.includes(name)) {
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--allow-read",
      "--allow-write",
      "--allow-env",
      new URL(`${name}.ts`, import.meta.url).href,
      ...rest,
    ],
  }).spawn().status;
  Deno.exit(code);
} else {
  console.error(
    `error: There is no example ${name}; did you mean ${nearest(name, names)}? deno task example lists all`,
  );
  Deno.exit(2);
}

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { exampleNames, rowOf } from "./example_names.ts";

const here = new URL("./", import.meta.url);
const read = (name: string) => Deno.readTextFileSync(new URL(name, here));
const readme = read("README.md");

Deno.test("every row from 24 to 38 has an example", () => {
  const rows = new Set(exampleNames().map((name) => Number(/^Row (\d+)/.exec(rowOf(name))?.[1])));
  for (let row = 24; row <= 38; row++) assert(rows.has(row), `row ${row}`);
});

for (const name of exampleNames()) {
  Deno.test(`${name} says what it shows and how to run it, is in the README, and has a test`, () => {
    const text = read(`${name}.ts`);
    assert(rowOf(name).length > 10, rowOf(name));
    assertStringIncludes(text, `\`deno run --allow-read --allow-write --allow-env apps/examples/${name}.ts\``);
    assertStringIncludes(text, "if (import.meta.main) await present(");
    assertStringIncludes(readme, `[${name}](${name}.ts)`);
    assertStringIncludes(read(`${name}_test.ts`), `from "./${name}.ts"`);
  });

  Deno.test(`${name} runs with the permissions that it names, prints, and writes a picture without NaN`, async () => {
    const folder = await Deno.makeTempDir();
    try {
      const file = `${folder}/picture.svg`;
      const permissions = ["--allow-read", "--allow-write", "--allow-env"];
      const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-check", ...permissions, new URL(`${name}.ts`, here).href, file],
      }).output();
      const decoder = new TextDecoder();
      assert(success, decoder.decode(stderr));
      assertEquals(decoder.decode(stdout).trim().split("\n").at(-1), `picture: ${file}`);
      const svg = await Deno.readTextFile(file);
      assert(/^<svg [^]*<\/svg>\s*$/.test(svg), svg.slice(0, 100));
      for (const wrong of ["NaN", "undefined", "Infinity"]) assert(!svg.includes(wrong), wrong);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

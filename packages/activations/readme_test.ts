import { assert, assertEquals } from "@std/assert";
import { describeActivations } from "./mod.ts";

Deno.test("the table of the README says what the facts say", async () => {
  const readme = await Deno.readTextFile(new URL("./README.md", import.meta.url));
  const rows = readme.split("\n").filter((line) => line.startsWith("| `")).map((line) =>
    line.split("|").slice(1, -1).map((cell) => cell.trim())
  );
  for (const { name, section, range, zeroCentred, saturation, monotonic, kinks } of describeActivations()) {
    const row = rows.find(([call]) => call!.startsWith(`\`${name}(`));
    assert(row !== undefined, `${name} is missing`);
    const [, inSection, , ...facts] = row;
    assertEquals(inSection, section, name);
    assertEquals(
      facts,
      [range.replaceAll("\\infty", "∞"), zeroCentred, saturation, monotonic, kinks || "none"],
      name,
    );
  }
});

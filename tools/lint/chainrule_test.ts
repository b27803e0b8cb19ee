import { assertEquals } from "@std/assert";
import plugin from "./chainrule.ts";

function messages(file: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, file, source).map(({ message }) => message);
}

Deno.test("Math.random and Date are refused in packages", () => {
  assertEquals(messages("/x/packages/nn/a.ts", "const a = Math.random(); const b = new Date();"), [
    "Math.random cannot be seeded",
    "A result must not depend on the date",
  ]);
});

Deno.test("Math.random and Date are allowed in apps and in tests", () => {
  assertEquals(messages("/x/apps/train/a.ts", "const b = Date.now();"), []);
  assertEquals(messages("/x/packages/nn/a_test.ts", "const a = Math.random();"), []);
});

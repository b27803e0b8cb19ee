import { assert, assertEquals } from "@std/assert";
import { compressedBytes, inBundle } from "./bundle.ts";
import { coldImports } from "./cold_imports.ts";

const modules = new URL("nn_and_jit.ts", import.meta.url);

Deno.test("the bundle has nn and jit in one file, which is gone afterwards", async () => {
  const bundle = await inBundle(modules, async (bundle) => {
    const { Sequential, Dense, jit } = await import(bundle.href);
    assertEquals([typeof Sequential, typeof Dense, typeof jit.jit], ["function", "function", "function"]);
    const text = await Deno.readTextFile(bundle);
    assert(!/\bfrom ?"@/.test(text), "the bundle imports a package");
    const bytes = await compressedBytes(bundle);
    assert(bytes > text.length / 20 && bytes < text.length, `${bytes} of ${text.length} bytes`);
    return bundle;
  });
  assert(!await Deno.stat(bundle).then(() => true, () => false));
});

Deno.test("compressedBytes() counts what gzip leaves", async () => {
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(file, "a".repeat(1_000_000));
    const bytes = await compressedBytes(new URL(`file://${file}`));
    // A copy is of at most 258 bytes and takes two bits or more: 969 bytes at best.
    assert(bytes >= 969 && bytes < 2 * 969, `${bytes} bytes`);
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("coldImports() takes a sample in each process", async () => {
  const samples = await coldImports(modules, 2);
  assertEquals(samples.length, 2);
  assert(samples.every((sample) => sample > 0), `${samples}`);
});

import { assertEquals } from "@std/assert";
import { ModuleBuilder } from "../wasm/mod.ts";
import { emitElementwise } from "./emit_elementwise.ts";
import type { Formula } from "./vocabulary.ts";
import { binaryWords, unaryWords } from "./vocabulary.ts";

const numbers = Array.from({ length: 203 }, (_, i) => Math.fround(10 ** (i / 10 - 10) * (i % 3 === 0 ? -1 : 1)));

/** What runs a module there: it reads bytes and numbers, and writes the bits of the results. */
const script = `
  let text = "";
  process.stdin.on("data", (part) => text += part).on("end", async () => {
    const { bytes, numbers } = JSON.parse(text);
    const memory = new WebAssembly.Memory({ initial: 1 });
    new Float32Array(memory.buffer).set(numbers);
    const { instance } = await WebAssembly.instantiate(Uint8Array.from(bytes), { host: { memory } });
    const size = numbers.length;
    console.log(JSON.stringify(Object.entries(instance.exports).map(([name, run]) => {
      run(1, size, 4 * size, 0, 400);
      return [name, [...new Uint32Array(memory.buffer, 4 * size, size)]];
    })));
  });`;

/** A module with a function for every word; the second operand is the first one some places on. */
function everyWord(): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", { initial: 1 });
  const inputs = ["each", "scalar"] as const;
  for (const word of unaryWords) {
    const formula: Formula = (k, [x]) => [k[word](x!)];
    module.export(emitElementwise(module, word, { formula, inputs }, "simd"));
  }
  for (const word of binaryWords) {
    const formula: Formula = (k, [x, y]) => [k[word](x!, y!)];
    module.export(emitElementwise(module, word, { formula, inputs }, "simd"));
  }
  return module.toBytes();
}

async function run(command: string, args: string[], input: string): Promise<string> {
  const child = new Deno.Command(command, { args, stdin: "piped", stdout: "piped" }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  return new TextDecoder().decode((await child.output()).stdout);
}

async function hasNode(): Promise<boolean> {
  try {
    return (await new Deno.Command("node", { args: ["--version"] }).output()).success;
  } catch {
    return false;
  }
}

Deno.test({
  name: "every word gives the same bits in Node as in Deno (skipped where Node is missing)",
  ignore: !await hasNode(),
  fn: async () => {
    const input = JSON.stringify({ bytes: [...everyWord()], numbers });
    const here = await run(Deno.execPath(), [
      "run",
      "--no-config",
      `data:text/javascript,${encodeURIComponent(script)}`,
    ], input);
    const there = JSON.parse(await run("node", ["-e", script], input)) as [string, number[]][];
    assertEquals(there.map(([name]) => name), [...unaryWords, ...binaryWords]);
    const isNaN = (bits: number) => (bits & 0x7fffffff) > 0x7f800000;
    const known = (lists: [string, number[]][]) =>
      lists.map(([name, bits]) => [name, bits.map((x) => isNaN(x) ? NaN : x)]);
    assertEquals(known(there), known(JSON.parse(here)));
  },
});

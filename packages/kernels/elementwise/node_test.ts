import { assertEquals, unreachable } from "@std/assert";
import { ModuleBuilder } from "../wasm/mod.ts";
import { elementwiseKernel } from "./elementwise_kernel.ts";
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
      run(0, Math.ceil(size / 64), size, 4 * size, 0, 400);
      return [name, [...new Uint32Array(memory.buffer, 4 * size, size)]];
    })));
  });`;

/** A module with a function for every word; the second operand is the number some places on, for all. */
function everyWord(): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", { initial: 1 });
  const add = (name: string, formula: Formula): void => {
    const kernel = elementwiseKernel({
      formula,
      lane: "float32",
      rank: 1,
      inputs: [{ type: "float32", spread: "contiguous" }, { type: "float32", spread: "repeated" }],
      outputs: [{ type: "float32", spread: "contiguous" }],
    });
    const parameters = Object.fromEntries(["first", "last", ...kernel.parameters].map((p) => [p, "i32" as const]));
    module.export(module.function(name, parameters, "none", (f, p) => {
      kernel.write(f, p, { module, level: "simd", math: unreachable });
    }));
  };
  for (const word of unaryWords) add(word, (k, [x]) => [k[word](x!)]);
  for (const word of binaryWords) add(word, (k, [x, y]) => [k[word](x!, y!)]);
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

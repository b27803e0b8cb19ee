import { assertEquals } from "@std/assert";
import { ModuleBuilder } from "../wasm/mod.ts";
import { copyBytes } from "./copy_bytes.ts";

Deno.test("copyBytes() copies as many bytes as it is told, and no others", () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const bytes = new Uint8Array(memory.buffer, 0, 4096);
  for (const length of [...Array(150).keys(), 191, 192, 193, 207, 1000]) {
    const module = new ModuleBuilder();
    module.importMemory("host", "memory", { initial: 0 });
    module.export(module.function("copy", { to: "i32", from: "i32" }, "none", (f, { to, from }) => {
      copyBytes(f, to, from, length);
    }));
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), { host: { memory } });
    bytes.forEach((_, i) => bytes[i] = i % 251);
    bytes.fill(255, 1201, 4001);
    const expected = bytes.slice();
    expected.set(bytes.subarray(7, 7 + length), 2001);
    (exports.copy as (to: number, from: number) => void)(2001, 7);
    assertEquals(bytes.findIndex((byte, i) => byte !== expected[i]), -1, `${length} bytes`);
  }
});

import { assert, assertEquals, assertThrows } from "@std/assert";
import { f64, i32, KernelModule, memorySize, ModuleBuilder, supports, v128 } from "./mod.ts";

Deno.test("functions call imports and each other, with arguments by name", () => {
  const module = new ModuleBuilder();
  const power = module.importFunction("math", "pow", { base: "f64", exponent: "f64" }, "f64");
  const square = module.function("square", { x: "f64" }, "f64", (_f, { x }) => power.call({ exponent: 2, base: x }));
  module.export(module.function("norm", { x: "f64", y: "f64" }, "f64", (_f, { x, y }) => {
    return f64.sqrt(f64.add(square.call({ x }), square.call({ x: y })));
  }));
  const compiled = new WebAssembly.Module(module.toBytes());
  assertEquals(WebAssembly.Module.exports(compiled), [{ name: "norm", kind: "function" }]);
  const { exports } = new WebAssembly.Instance(compiled, { math: { pow: Math.pow } });
  assertEquals((exports.norm as (x: number, y: number) => number)(3, 4), 5);
});

Deno.test("equal signatures are written once", () => {
  const size = (results: readonly ("i32" | "none")[]): number => {
    const module = new ModuleBuilder();
    for (const [index, result] of results.entries()) {
      module.function(`f${index}`, { a: "i32" }, result, (_f, { a }) => a as never);
    }
    return module.toBytes().length;
  };
  // Another signature takes its own 4 bytes (form, one parameter, no result); the code is shorter by `local.get 0`.
  assertEquals(size(["i32", "none"]), size(["i32", "i32"]) + 4 - 2);
});

Deno.test("function names are in the module, for profiles", () => {
  const module = new ModuleBuilder();
  module.importFunction("math", "sin", { x: "f64" }, "f64");
  module.function("twice", { x: "i32" }, "i32", (_f, { x }) => i32.add(x, x));
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(module.toBytes()), "name");
  const text = new TextDecoder().decode(section);
  assert(text.includes("math.sin") && text.includes("twice"), text);
});

Deno.test("imports after functions are an error", () => {
  const module = new ModuleBuilder();
  module.function("f", {}, "none", () => {});
  assertThrows(
    () => module.importFunction("math", "exp", { x: "f64" }, "f64"),
    RangeError,
    "Cannot import math.exp as imports must come before functions: current functions are 1",
  );
});

Deno.test("an invalid body is refused by WebAssembly, not repaired", () => {
  const module = new ModuleBuilder();
  module.function("f", {}, "i32", () => v128.load(0) as never);
  assertEquals(WebAssembly.validate(module.toBytes()), false);
});

Deno.test("memory can be limited and shared", () => {
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", { initial: 2, maximum: 3, shared: true });
  module.export(module.function("size", {}, "i32", () => memorySize()));
  const compiled = new WebAssembly.Module(module.toBytes());
  const run = (memory: WebAssembly.Memory): unknown =>
    (new WebAssembly.Instance(compiled, { host: { memory } }).exports.size as () => number)();
  if (supports("threads")) assertEquals(run(new WebAssembly.Memory({ initial: 2, maximum: 3, shared: true })), 2);
  assertThrows(() => run(new WebAssembly.Memory({ initial: 2, maximum: 3 })), WebAssembly.LinkError);
});

Deno.test("a kernel module is emitted when first used, and instantiated once for each memory", () => {
  let emitted = 0;
  const kernel = new KernelModule<{ size: () => number }>(() => {
    emitted++;
    const module = new ModuleBuilder();
    module.importMemory("host", "memory", { initial: 1 });
    module.export(module.function("size", {}, "i32", () => memorySize()));
    return module.toBytes();
  });
  assertEquals(emitted, 0);
  const [one, two] = [1, 2].map((initial) => new WebAssembly.Memory({ initial }));
  assertEquals([kernel.in(one!).size(), kernel.in(two!).size(), kernel.in(one!).size()], [1, 2, 1]);
  assert(kernel.in(one!) === kernel.in(one!));
  assertEquals(emitted, 1);
});

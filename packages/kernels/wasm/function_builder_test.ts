import { assertEquals, assertThrows } from "@std/assert";
import type { FunctionBuilder, Label, Local } from "./function_builder.ts";
import { f32, i32, ModuleBuilder } from "./mod.ts";

/** Compiles a function of whole numbers. */
function compile(
  body: (f: FunctionBuilder<"i32">, a: Local<"i32">, b: Local<"i32">) => Local<"i32"> | number,
): (a: number, b?: number) => number {
  const module = new ModuleBuilder();
  module.export(module.function("test", { a: "i32", b: "i32" }, "i32", (f, { a, b }) => body(f, a, b)));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()));
  return exports.test as (a: number, b?: number) => number;
}

Deno.test("let() keeps a value while what it came from changes; an expression is read again", () => {
  const test = compile((f, a) => {
    const sum = i32.add(a, 1);
    const kept = f.let(sum);
    f.set(a, 10);
    return f.let(i32.add(i32.mul(kept, 100), sum));
  });
  assertEquals(test(4), 511);
});

Deno.test("variables of several types start at zero", () => {
  const test = compile((f) => {
    const locals = [f.local("f32"), f.local("f32"), f.local("i32"), f.local("f64"), f.local("v128"), f.local("i32")];
    assertEquals(locals.map(({ index }) => index), [2, 3, 4, 5, 6, 7]);
    f.set(locals[0] as Local<"f32">, f32.add(locals[1] as Local<"f32">, 7));
    return f.let(i32.add(i32.truncF32S(locals[0] as Local<"f32">), locals[5] as Local<"i32">));
  });
  assertEquals(test(0), 7);
});

Deno.test("if() runs one side", () => {
  const test = compile((f, a) => {
    const result = f.let(i32.const(1));
    f.if(i32.gtS(a, 3), () => f.set(result, 2), () => f.set(result, 3));
    f.if(i32.eq(a, 5), () => f.set(result, 4));
    return result;
  });
  assertEquals([3, 4, 5].map((a) => test(a)), [3, 2, 4]);
});

Deno.test("while() checks before each time", () => {
  const test = compile((f, a) => {
    const steps = f.local("i32");
    f.while(i32.gtS(a, 0), () => {
      f.set(a, i32.sub(a, 2));
      f.set(steps, i32.add(steps, 1));
    });
    return steps;
  });
  assertEquals([-1, 0, 1, 2, 7].map((a) => test(a)), [0, 0, 1, 1, 4]);
});

Deno.test("for() goes from start by step while below end, which is computed once", () => {
  const test = compile((f, a, b) => {
    const digits = f.local("i32");
    f.for(a, i32.add(b, 0), 2, (i) => {
      f.set(b, 0);
      f.set(digits, i32.add(i32.mul(digits, 10), i));
    });
    return digits;
  });
  assertEquals([test(1, 6), test(1, 7), test(1, 1), test(3, 2)], [135, 135, 0, 0]);
});

Deno.test("branch() leaves blocks and repeats loops, also from deep inside", () => {
  const test = compile((f, a) => {
    const steps = f.local("i32");
    f.block((exit) => {
      f.loop((again) => {
        f.set(steps, i32.add(steps, 1));
        f.if(i32.eq(steps, a), () => f.block(() => f.branch(exit)));
        f.branch(again, i32.ltS(steps, 50));
        f.set(steps, 99);
      });
    });
    return steps;
  });
  assertEquals([test(1), test(7), test(70)], [1, 7, 99]);
});

Deno.test("branch() to a block that has ended is an error", () => {
  compile((f) => {
    const ended: Label[] = [];
    f.block((exit) => ended.push(exit));
    assertThrows(
      () => f.branch(ended[0]!),
      RangeError,
      "Cannot branch to a label as it must be open: current block has ended",
    );
    return 0;
  });
});

Deno.test("return() ends the function with a value; do() drops one", () => {
  const test = compile((f, a) => {
    f.do(i32.add(a, 1));
    f.if(i32.eq(a, 1), () => f.return(77));
    return a;
  });
  assertEquals([test(1), test(2)], [77, 2]);
});

import { matmul, ones, tanh, Variable } from "@chainrule/tensor";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { profileOf } from "./program_profile.ts";

Deno.test("profileOf() puts steps of one name together, and lists what has no kernel once", () => {
  const x = new Variable(ones([8, 8]), { trainable: false });
  const { steps, milliseconds, uncompiled } = profileOf((compile) => {
    const squared = compile(() => tanh(matmul(matmul(x.value, x.value), x.value)));
    return () => squared();
  });
  const product = steps.find(({ name }) => name === "matmul")!;
  assertEquals([product.count, steps.find(({ name }) => name === "tanh")?.count], [2, 1]);
  assertEquals(
    steps.map((step) => step.milliseconds),
    steps.map((step) => step.milliseconds).toSorted((a, b) => b - a),
  );
  assertAlmostEquals(steps.reduce((total, step) => total + step.milliseconds, 0), milliseconds, 1e-12);
  assert(milliseconds > 0);
  assertEquals(uncompiled, product.isCompiled ? [] : ["matmul"]);
});

import { assertEquals, assertThrows } from "@std/assert";
import * as ops from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";

const comparisons = {
  equal: ops.equal,
  greater: ops.greater,
  greaterEqual: ops.greaterEqual,
  less: ops.less,
  lessEqual: ops.lessEqual,
  notEqual: ops.notEqual,
};

for (const [name, f] of Object.entries(comparisons)) {
  Deno.test(`${name}() gives truth values for every mixture but float32 with float64`, () => {
    const [truths, integers, floats, doubles] = [
      tensor([true, false]),
      tensor([1, 2], "int32"),
      tensor([1, 2]),
      tensor([1, 2], "float64"),
    ];
    assertEquals(f(truths, truths).dtype, "bool");
    assertEquals(f(integers, floats).dtype, "bool");
    assertEquals(f(integers, doubles).dtype, "bool");
    assertEquals(f(doubles, 1.5).dtype, "bool");
    assertThrows(
      () => f(floats, doubles),
      TypeError,
      `Cannot ${name} float32 with float64 as both must have one float dtype: current dtypes are float32 and float64; convert one with cast`,
    );
  });

  Deno.test(`${name}() compares integers with a fraction exactly`, () => {
    const expected = [1, 2, 3].map((x) => f(tensor(x), 1.5).item() === 1);
    assertEquals(f(tensor([1, 2, 3], "int32"), 1.5).toArray(), expected);
  });
}

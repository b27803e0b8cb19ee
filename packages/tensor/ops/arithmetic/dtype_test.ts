import { assertEquals, assertThrows } from "@std/assert";
import * as ops from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";

const numeric = {
  add: ops.add,
  maximum: ops.maximum,
  minimum: ops.minimum,
  mul: ops.mul,
  sub: ops.sub,
};
const real = { div: ops.div, pow: ops.pow };
const integers = tensor([2, 4], "int32");
const truths = tensor([true, true]);
const floats = tensor([2, 4]);
const doubles = tensor([2, 4], "float64");

for (const [name, f] of Object.entries({ ...numeric, ...real })) {
  Deno.test(`${name}() gives the float where integers or truth values meet floats`, () => {
    assertEquals(f(integers, floats).dtype, "float32");
    assertEquals(f(doubles, integers).dtype, "float64");
    assertEquals(f(truths, doubles).dtype, "float64");
  });

  Deno.test(`${name}() lets numbers take the dtype of the tensor`, () => {
    assertEquals(f(floats, 2).dtype, "float32");
    assertEquals(f(0.5, doubles).dtype, "float64");
    assertEquals(f(integers, 0.5).dtype, "float32");
    assertEquals(f(1, 2.5).dtype, "float32");
  });

  Deno.test(`${name}() refuses float32 with float64 and names cast`, () => {
    assertThrows(
      () => f(floats, doubles),
      TypeError,
      `Cannot ${name} float32 with float64 as both must have one float dtype: current dtypes are float32 and float64; convert one with cast`,
    );
  });
}

for (const [name, f] of Object.entries(numeric)) {
  Deno.test(`${name}() keeps integers, and counts truth values as integers`, () => {
    assertEquals(f(integers, integers).dtype, "int32");
    assertEquals(f(integers, 3).dtype, "int32");
    assertEquals(f(integers, truths).dtype, "int32");
    assertEquals(f(truths, truths).dtype, "int32");
  });
}

for (const [name, f] of Object.entries(real)) {
  Deno.test(`${name}() gives float32 for integers`, () => {
    assertEquals(f(integers, integers).dtype, "float32");
    assertEquals(f(integers, 3).dtype, "float32");
    assertEquals(f(truths, truths).dtype, "float32");
  });
}

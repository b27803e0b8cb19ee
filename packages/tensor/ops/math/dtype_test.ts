import { assertEquals } from "@std/assert";
import * as ops from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";

const real = {
  cos: ops.cos,
  erf: ops.erf,
  erfc: ops.erfc,
  exp: ops.exp,
  expm1: ops.expm1,
  log: ops.log,
  log1p: ops.log1p,
  reciprocal: ops.reciprocal,
  rsqrt: ops.rsqrt,
  sigmoid: ops.sigmoid,
  sin: ops.sin,
  softplus: ops.softplus,
  sqrt: ops.sqrt,
  tan: ops.tan,
  tanh: ops.tanh,
};
const numeric = {
  abs: ops.abs,
  ceil: ops.ceil,
  floor: ops.floor,
  round: ops.round,
  sign: ops.sign,
  square: ops.square,
};

for (const [name, f] of Object.entries(real)) {
  Deno.test(`${name}() gives float32 for integers and truth values, and keeps floats`, () => {
    assertEquals(f(tensor([1, 2], "int32")).dtype, "float32");
    assertEquals(f(tensor([true])).dtype, "float32");
    assertEquals(f(tensor([1])).dtype, "float32");
    assertEquals(f(tensor([1], "float64")).dtype, "float64");
    assertEquals(f(1).dtype, "float32");
  });
}

for (const [name, f] of Object.entries(numeric)) {
  Deno.test(`${name}() keeps integers, counts truth values as integers, and keeps floats`, () => {
    const y = f(tensor([3, 1], "int32"));
    assertEquals(y.dtype, "int32");
    assertEquals(f(tensor([true, false])).dtype, "int32");
    assertEquals(f(tensor([true, false])).toArray(), [1, 0]);
    assertEquals(f(tensor([1])).dtype, "float32");
    assertEquals(f(tensor([1], "float64")).dtype, "float64");
    assertEquals(f(1.5).dtype, "float32");
  });
}

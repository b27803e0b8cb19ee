import { assert } from "@std/assert";
import {
  ceil,
  erf,
  expm1,
  floor,
  log1p,
  reciprocal,
  round,
  sign,
  sin,
  sqrt,
  tan,
  tanh,
  tensor,
} from "@chainrule/tensor";

const odd = { erf, expm1, floor, log1p, round, sign, sin, sqrt, tan, tanh };

for (const [name, f] of Object.entries(odd)) {
  Deno.test(`${name}() keeps the sign of zero`, () => {
    const [plus, minus] = f(tensor([0, -0], "float64")).data;
    assert(Object.is(plus, 0) && Object.is(minus, -0));
  });
}

Deno.test("ceil() and round() of −0.25 are −0, as in IEEE 754", () => {
  assert(Object.is(ceil(tensor(-0.25)).item(), -0));
  assert(Object.is(round(tensor(-0.25)).item(), -0));
});

Deno.test("reciprocal() of −0 is −Infinity", () => {
  assert(reciprocal(tensor(-0)).item() === -Infinity);
});

/** A graph of 100 000 operations one below the other: no walk may use the call stack. */
import { tensor, Variable } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { backward, grad, graphOf, hvp, jvp } from "./mod.ts";

const depth = 100_000;
const factor = 1 + 1e-5;

/** x·(1 + 1e-5)ⁿ with n = depth: about e·x. */
function deep(x: Tensor): Tensor {
  let y = x;
  for (let i = 0; i < depth; i++) y = y.mul(factor);
  return y;
}

/** x² through the deep chain: its second derivative is twice the square of its slope. */
function deepSquare(x: Tensor): Tensor {
  const y = deep(x);
  return y.mul(y);
}

// Rounding 100 000 products, each to 1.1e-16, leaves about 1e-11.
const slope = factor ** depth;
const at = tensor(2, "float64");

Deno.test("backward() goes 100 000 operations deep and lets go of them", () => {
  const w = new Variable(at);
  const loss = deep(w.value);
  backward(loss);
  assertAlmostEquals(w.grad!.item(), slope, 1e-9);
  assertEquals(loss.origin!.inputs, []);
});

Deno.test("grad() and jvp() go 100 000 operations deep", () => {
  assertAlmostEquals(grad(deep)(at).item(), slope, 1e-9);
  assertAlmostEquals(jvp(deep, [at], [1]).tangent.item(), slope, 1e-9);
});

Deno.test("hvp() goes 100 000 operations deep", () => {
  assertAlmostEquals(hvp(deepSquare, [at], [1])[0]!.item(), 2 * slope * slope, 1e-8);
});

Deno.test("graphOf() goes 100 000 operations deep", () => {
  const { nodes } = graphOf(deep(new Variable(at).value), { backward: true });
  assertEquals(nodes.length, 2 * depth + 1);
  assertAlmostEquals(nodes[0]!.gradient as number, slope, 1e-9);
});

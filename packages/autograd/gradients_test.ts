import { mul, tensor, Variable } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { gradients } from "./mod.ts";

Deno.test("gradients() fills no slots and can be asked again", () => {
  const [w, b] = [new Variable(3), new Variable(4)];
  const y = mul(w, b);
  for (let i = 0; i < 2; i++) assertEquals(gradients(y, [w, b]).map((g) => g.item()), [4, 3]);
  assertEquals([w.grad, b.grad], [null, null]);
});

Deno.test("gradients() takes tensors in the middle of the graph, also one below another", () => {
  const w = new Variable(2);
  const h = w.value.mul(w);
  const k = h.mul(3);
  const y = k.mul(h);
  // y = 3h² with h = w² = 4 and k = 3h = 12.
  assertEquals(gradients(y, [k, h, w, y]).map((g) => g.item()), [4, 24, 96, 1]);
});

Deno.test("gradients() can be differentiated again", () => {
  const w = new Variable(2);
  const [slope] = gradients(w.value.mul(w).mul(w), [w]);
  assertEquals(slope!.item(), 12);
  assertEquals(gradients(slope!, [w])[0]!.item(), 12);
});

Deno.test("gradients() gives zeros, in shape and dtype, for what the output does not depend on", () => {
  const w = new Variable(tensor([1, 2]));
  const other = new Variable(tensor([[1, 2, 3]], "float64"));
  const [g] = gradients(w.value.sum(), [other]);
  assertEquals([g!.toArray(), g!.dtype], [[[0, 0, 0]], "float64"]);
});

Deno.test("gradients() adds up over the values that a variable had, and tells them apart when asked", () => {
  const w = new Variable(3);
  const before = w.value;
  w.assign(5);
  const after = w.value;
  const y = before.mul(before).add(after.mul(7));
  assertEquals(gradients(y, [w, before, after]).map((g) => g.item()), [13, 6, 7]);
});

Deno.test("gradients() takes a cotangent for an output that is not a scalar", () => {
  const w = new Variable(tensor([1, 2]));
  const [g] = gradients(w.value.mul(w), [w], { gradient: tensor([1, 10]) });
  assertEquals(g!.toArray(), [2, 40]);
});

Deno.test("gradients() refuses what it cannot differentiate, by exact message", () => {
  const w = new Variable(tensor([1, 2]), { name: "w" });
  const frozen = new Variable(1, { name: "frozen", trainable: false });
  const messageOf = (f: () => unknown) => (assertThrows(f, TypeError) as Error).message;
  assertEquals(
    messageOf(() => gradients(w.value, [w])),
    "Cannot take gradients of output as it must be a scalar: current shape is [2]; reduce it with sum or mean, or pass gradient",
  );
  assertEquals(
    messageOf(() => gradients(w.value.sum(), [w, tensor([1])])),
    "Cannot take gradients with respect to source 1 as it must be recorded: current source is a constant of shape [1]; make it a Variable, or use grad",
  );
  assertEquals(
    messageOf(() => gradients(w.value.sum(), [frozen])),
    "Cannot take gradients with respect to source 0 as it must be recorded: current source is the variable frozen, which is not trainable",
  );
  assertEquals(
    messageOf(() => gradients("loss" as never, [w])),
    "Cannot take gradients of output as it must be a tensor: current type is string",
  );
});

import { matmul, ShapeError, tensor, Variable } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { backward, grad, gradients, noGrad, vjp } from "./mod.ts";

Deno.test("backward() adds to the gradients that are there", () => {
  const w = new Variable(tensor([1, 2]));
  backward(w.value.mul(3).sum());
  backward(w.value.mul(w).sum());
  assertEquals(w.grad?.toArray(), [3 + 2, 3 + 4]);
  Object.assign(w, { grad: null });
  backward(w.value.sum());
  assertEquals(w.grad?.toArray(), [1, 1]);
});

Deno.test("backward() adds up over the paths of a variable that is used several times", () => {
  const w = new Variable(3);
  const square = w.value.mul(w);
  backward(square.mul(w).add(square));
  // d/dw (w³ + w²) = 3w² + 2w.
  assertEquals(w.grad?.item(), 33);
});

Deno.test("backward() gives the error terms of a layer by hand", () => {
  // Formula (§4.4): ∂L/∂W = δ aᵀ, ∂L/∂b = δ, with δ = y − t for L = ½|W a + b − t|².
  const weight = new Variable(tensor([[1, 2], [3, 4]]));
  const bias = new Variable(tensor([[1], [-1]]));
  const [a, t] = [tensor([[5], [6]]), tensor([[10], [20]])];
  const error = matmul(weight, a).add(bias).sub(t);
  backward(error.mul(error).sum().mul(0.5));
  const delta = [5 + 12 + 1 - 10, 15 + 24 - 1 - 20];
  assertEquals(bias.grad?.toArray(), delta.map((d) => [d]));
  assertEquals(weight.grad?.toArray(), delta.map((d) => [5 * d, 6 * d]));
});

Deno.test("backward() leaves frozen variables alone", () => {
  const [w, v] = [new Variable(2), new Variable(3)];
  w.trainable = false;
  backward(w.value.mul(v));
  assertEquals([w.grad, v.grad?.item()], [null, 2]);
});

Deno.test("backward() takes a gradient for a loss that is not a scalar, and a number for one that is", () => {
  const w = new Variable(tensor([1, 2, 3]));
  backward(w.value.mul(w), { gradient: tensor([1, 0, 10]) });
  assertEquals(w.grad?.toArray(), [2, 0, 60]);
  const v = new Variable(tensor(2, "float64"));
  backward(v.value.mul(v), { gradient: 0.5 });
  assertEquals(v.grad?.item(), 2);
});

Deno.test("backward() with retainGraph can be called again", () => {
  const w = new Variable(3);
  const loss = w.value.mul(w);
  backward(loss, { retainGraph: true });
  backward(loss, { retainGraph: true });
  assertEquals(w.grad?.item(), 12);
});

Deno.test("backward() records nothing", () => {
  const w = new Variable(3);
  backward(w.value.mul(w).mul(w));
  assertEquals(w.grad?.origin, null);
});

Deno.test("backward() inside grad leaves the graph of the outer derivative alone", () => {
  const w = new Variable(5);
  const f = grad((x) => {
    const loss = x.mul(x).mul(w);
    backward(loss);
    return loss;
  });
  assertEquals([f(3).item(), w.grad?.item()], [30, 9]);
});

const released =
  "as its graph must still be there: an earlier backward released it; pass { retainGraph: true } to that call";

Deno.test("a second backward() through one graph is an error that names retainGraph", () => {
  const w = new Variable(3);
  const hidden = w.value.mul(w);
  const loss = hidden.neg();
  backward(loss);
  assertThrows(() => backward(loss), TypeError, `Cannot take backward through neg ${released}`);
  assertThrows(() => backward(hidden.add(1)), TypeError, `Cannot take backward through mul ${released}`);
  assertThrows(() => gradients(hidden.add(1), [w]), TypeError, `Cannot take gradients through mul ${released}`);
  assertEquals(w.grad?.item(), -6);
});

Deno.test("a pullback whose graph was released says so", () => {
  const w = new Variable(3);
  const { value, pullback } = vjp((x) => x.mul(w), 2);
  backward(value);
  assertThrows(() => pullback(1), TypeError, `Cannot take vjp through mul ${released}`);
});

const failures: Record<string, [loss: () => Tensor, message: string]> = {
  "a constant": [
    () => tensor(1),
    "Cannot take backward of loss as it must be computed from a trainable variable: current loss is a constant; check for noGrad, detach, or frozen variables",
  ],
  "the result of noGrad": [
    () => noGrad(() => new Variable(1).value.mul(2)),
    "Cannot take backward of loss as it must be computed from a trainable variable: current loss is a constant; check for noGrad, detach, or frozen variables",
  ],
  "a loss whose variable was frozen afterwards": [
    () => {
      const w = new Variable(1);
      const loss = w.value.mul(2);
      w.trainable = false;
      return loss;
    },
    "Cannot take backward of loss as it must be computed from a trainable variable: current loss is computed from none; check for noGrad, detach, or frozen variables",
  ],
  "integers": [
    () => new Variable(tensor(1, "int32")).value.mul(2),
    "Cannot take backward of loss as it must be computed from a trainable variable: current loss is a constant; check for noGrad, detach, or frozen variables",
  ],
  "a vector": [
    () => new Variable(tensor([1, 2, 3])).value.mul(2),
    "Cannot take backward of loss as it must be a scalar: current shape is [3]; reduce it with sum or mean, or pass gradient",
  ],
  "a variable": [
    () => 3 as unknown as Tensor,
    "Cannot take backward of loss as it must be a tensor: current type is number",
  ],
};

for (const [what, [loss, message]] of Object.entries(failures)) {
  Deno.test(`backward() of ${what} is an error`, () => {
    const error = assertThrows(() => backward(loss()), TypeError) as Error;
    assertEquals(error.message, message);
  });
}

Deno.test("backward() refuses a gradient of another shape or dtype", () => {
  const w = new Variable(tensor([1, 2, 3]));
  const shape = assertThrows(() => backward(w.value.mul(2), { gradient: tensor([1, 2]) }), ShapeError) as ShapeError;
  assertEquals(
    shape.message,
    "Cannot take backward as the gradient must have shape [3]: current shape is [2]",
  );
  assertEquals([shape.op, shape.shapes], ["backward", [[2]]]);
  const dtype = assertThrows(
    () => backward(w.value.mul(2), { gradient: tensor([1, 2, 3], "float64") }),
    TypeError,
  ) as TypeError;
  assertEquals(
    dtype.message,
    "Cannot take backward as the gradient must have dtype float32: current dtype is float64; convert it with cast",
  );
});

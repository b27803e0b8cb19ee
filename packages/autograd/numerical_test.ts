/** numericalGradient and checkGradients: what they accept and what they catch. */
import { apply, elementwise, matmul, tensor, Variable } from "@chainrule/tensor";
import type { Op, Tensor, Unary } from "@chainrule/tensor";
import { assertTensorsClose } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { checkGradients, numericalGradient } from "./mod.ts";

Deno.test("numericalGradient() is right to nine digits in float64 and to three in float32", () => {
  const f = (x: Tensor, y: Tensor) => x.mul(x).mul(y).sum();
  // The gradient of x²y is (2xy, x²). Rounding errs by about ε |f| / h, with |f| = 17 and h = ∛ε: 6e-10 and 4e-4.
  for (const [dtype, rtol] of [["float64", 1e-9], ["float32", 1e-3]] as const) {
    const x = tensor([1, -2, 3], dtype);
    const y = tensor([0.5, 2, 1], dtype);
    const [dx, dy] = numericalGradient(f, x, y);
    assertTensorsClose(dx!, tensor([1, -8, 6], dtype), { rtol, atol: 0 });
    assertTensorsClose(dy!, tensor([1, 4, 9], dtype), { rtol, atol: 0 });
    assertEquals([dx!.dtype, dy!.dtype], [dtype, dtype]);
  }
});

Deno.test("numericalGradient() fills no gradients and records nothing", () => {
  const w = new Variable(tensor(3, "float64"));
  const [slope] = numericalGradient((x) => x.mul(w), tensor(2, "float64"));
  assertEquals([w.grad, slope!.origin], [null, null]);
});

const x = tensor([[0.5, -1], [2, 0.25]], "float64");
const y = tensor([[1, 2], [3, -1]], "float64");

Deno.test("checkGradients() accepts right derivatives of any shape, and takes options", () => {
  checkGradients((a, b) => matmul(a, b).tanh(), [x, y]);
  checkGradients((a) => a.mul(a).sum(), [x]);
  checkGradients((a) => a.exp(), [0.5], { seed: 4 });
  checkGradients((a) => a.abs(), [x], { secondOrder: false, tolerance: 1e-8 });
});

/** The cube, with one thing wrong. */
function wrongCube(change: Partial<Op<Unary>>): (x: Tensor) => Tensor {
  const cube = elementwise<Unary>({
    name: "cube",
    expression: (k, [a]) => k.mul(a, k.mul(a, a)),
    partials: [([a]) => a.mul(a).mul(3)],
  });
  const op = { ...cube, ...change } as Op<Unary>;
  return (a) => apply(op, [a]);
}

Deno.test("checkGradients() names argument and element of a wrong gradient", () => {
  // Wrong in one element only: where x is 2.
  const wrong = wrongCube({ vjp: [(g, [a]) => g.mul(a.mul(a).mul(3)).add(a.equal(2).cast("float64"))] });
  const error = assertThrows(() => checkGradients((a, b) => a.mul(wrong(b)), [y, x]), RangeError) as Error;
  assertEquals(
    error.message.replace(/(is|differences|v⟩) -?\d+\.\d+/g, "$1 …"),
    "Cannot confirm the gradient of f as it must agree with central differences to 0.000001: current value at element [1, 0] of argument 1 is …, by differences …",
  );
});

Deno.test("checkGradients() tells a wrong forward rule by the adjoint law", () => {
  const wrong = wrongCube({ jvp: ([da], [a]) => da!.mul(a!).mul(3) });
  const error = assertThrows(() => checkGradients(wrong, [x]), RangeError) as Error;
  assertEquals(
    error.message.replace(/(is|differences|v⟩) -?\d+\.\d+/g, "$1 …"),
    "Cannot confirm the gradient of f as forward and reverse mode must agree to 0.000001: current value of ⟨u, J v⟩ is …, of ⟨Jᵀu, v⟩ …; the jvp rule of an operation is not the transpose of its vjp rule",
  );
});

Deno.test("checkGradients() finds a rule that loses its second derivative", () => {
  const raw = (a: Tensor) => tensor(a.data.map((value) => 3 * value * value), a.shape);
  const wrong = wrongCube({ vjp: [(g, [a]) => g.mul(raw(a))], jvp: ([da], [a]) => da!.mul(raw(a!)) });
  const error = assertThrows(() => checkGradients(wrong, [x]), RangeError) as Error;
  assertEquals(error.message.split(" as ")[0], "Cannot confirm the second derivative of f");
  checkGradients(wrong, [x], { secondOrder: false });
});

Deno.test("checkGradients() refuses an infinite derivative", () => {
  assertThrows(() => checkGradients((a) => a.sqrt(), [tensor([0], "float64")]), RangeError);
});

Deno.test("checkGradients() refuses async functions and integers, by exact message", () => {
  const messageOf = (f: () => unknown) => (assertThrows(f, TypeError) as Error).message;
  assertEquals(
    // deno-lint-ignore require-await
    messageOf(() => checkGradients((async (a: Tensor) => a) as never, [x])),
    "Cannot check the gradients of f as it must be synchronous: current f returns a promise; await its inputs first",
  );
  assertEquals(
    messageOf(() => checkGradients((a) => a, [tensor([1], "int32")])),
    "Cannot take vjp of f as only floats have derivatives: current dtype of argument 0 is int32; convert it with cast",
  );
});

/** grad, valueAndGrad, vjp, jvp, hvp, jacobian, hessian and noGrad: values, edges and refusals. */
import { apply, cast, concat, identityOp, mul, tensor, Variable, zeros } from "@chainrule/tensor";
import type { Op, Tensor, Unary } from "@chainrule/tensor";
import { assertBits } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { backward, grad, hessian, hvp, jacobian, jvp, noGrad, numericalGradient, valueAndGrad, vjp } from "./mod.ts";

const square = (x: Tensor) => x.mul(x);

Deno.test("grad() differentiates with respect to the argument asked for", () => {
  const f = (x: Tensor, y: Tensor) => x.mul(x).mul(y);
  assertEquals(grad(f)(2, 3).item(), 12);
  assertEquals(grad(f, { argument: 1 })(2, 3).item(), 4);
});

Deno.test("grad() takes tensors, variables and numbers, which take the float64 of a tensor beside them", () => {
  const w = new Variable(tensor([1, 2], "float64"));
  const g = grad((x, y) => x.mul(y).sum())(w, 0.1);
  assertEquals([g.toArray(), g.dtype], [[0.1, 0.1], "float64"]);
  assertEquals(w.grad, null);
});

Deno.test("an argument that f does not use has zeros, in its shape and dtype", () => {
  const x = tensor([[1, 2]], "float64");
  const constant = () => tensor(1);
  assertEquals(grad(constant)(x).toArray(), [[0, 0]]);
  assertEquals(grad(constant)(x).dtype, "float64");
  assertEquals(vjp(constant, x, 1).pullback(1).map((g) => g.toArray()), [[[0, 0]], 0]);
  assertEquals(jvp(constant, [x], [x]).tangent.item(), 0);
  assertEquals(hvp(constant, [x], [x])[0]!.toArray(), [[0, 0]]);
  assertEquals(jacobian(() => tensor([1, 2, 3]))(x).toArray(), Array(3).fill([[0, 0]]));
});

Deno.test("what only goes through integers and comparisons is a constant", () => {
  const f = (x: Tensor) => cast(cast(x, "int32"), "float32").add(cast(x.greater(0), "float32"));
  assertEquals(grad(f)(2.5).item(), 0);
  assertEquals(jvp(f, [2.5], [1]).tangent.item(), 0);
});

Deno.test("a derivative reaches variables around it only through backward", () => {
  const w = new Variable(3);
  const { value, gradient } = valueAndGrad((x) => x.mul(w))(2);
  assertEquals([value.item(), gradient.item(), w.grad], [6, 3, null]);
});

Deno.test("results forget the graph unless something older wants its gradient", () => {
  assertEquals(grad(square)(3).origin, null);
  assertEquals(valueAndGrad(square)(3).value.origin, null);
  assertEquals(jvp(square, [3], [1]).tangent.origin, null);
  const w = new Variable(3);
  assertEquals(grad(square)(w).origin === null, false);
  assertEquals(noGrad(() => grad(square)(w)).origin, null);
});

Deno.test("grad() does not ask for graphs that are older than itself", () => {
  const w = new Variable(3);
  const square = w.value.mul(w);
  backward(square);
  assertEquals(grad((x) => x.mul(square))(2).item(), 9);
});

Deno.test("a pullback may be called again and again", () => {
  const { pullback } = vjp((x, y) => x.mul(y), tensor([1, 2]), tensor([3, 4]));
  const rows = [[1, 0], [0, 1]].map((u) => pullback(tensor(u)).map((g) => g.toArray()));
  assertEquals(rows, [[[3, 0], [1, 0]], [[0, 4], [0, 2]]]);
});

Deno.test("the identity and a repeated argument have their derivatives", () => {
  assertEquals(grad((x) => x)(3).item(), 1);
  assertEquals(jvp((x) => x, [3], [5]).tangent.item(), 5);
  const x = tensor(3);
  assertEquals(vjp((a, b) => a.mul(b).mul(b), x, x).pullback(1).map((g) => g.item()), [9, 18]);
});

Deno.test("hvp() is the Hessian times the direction, over all arguments together", () => {
  // f = x²y has the Hessian [[2y, 2x], [2x, 0]].
  const products = hvp((x, y) => x.mul(x).mul(y), [3, 5], [1, 10]);
  assertEquals(products.map((h) => h.item()), [10 + 60, 6]);
});

Deno.test("jacobian() gives the same in both modes, with the shape of value and argument", () => {
  const f = (x: Tensor, y: Tensor) => x.reshape([3, 2]).matmul(y);
  const [x, y] = [tensor([[1, 2, 3], [4, 5, 6]], "float64"), tensor([[1], [2]], "float64")];
  for (const argument of [0, 1]) {
    const [forward, reverse, chosen] = (["forward", "reverse", undefined] as const).map((mode) =>
      jacobian(f, mode === undefined ? { argument } : { argument, mode })(x, y)
    );
    assertEquals(forward!.shape, [3, 1, ...[x, y][argument]!.shape]);
    assertBits(reverse!, forward!);
    assertBits(chosen!, forward!);
  }
  assertEquals(jacobian(f, { argument: 1 })(x, y).toArray(), [[[[1], [2]]], [[[3], [4]]], [[[5], [6]]]]);
});

Deno.test("jacobian() makes one run of f, whatever the mode", () => {
  for (const mode of ["forward", "reverse"] as const) {
    let runs = 0;
    jacobian((x) => {
      runs++;
      return square(x);
    }, { mode })(tensor([1, 2, 3]));
    assertEquals(runs, 1);
  }
});

Deno.test("jacobian() chooses the mode that takes fewer passes", () => {
  let [forward, reverse] = [0, 0];
  const op: Op<Unary> = {
    ...identityOp,
    jvp: ([dx]) => (forward++, dx!),
    vjp: [(g) => (reverse++, g)],
  };
  jacobian((x) => concat([apply(op, [x]), x]))(tensor([1, 2]));
  assertEquals([forward, reverse], [2, 0]);
  jacobian((x) => apply(op, [x]).sum())(tensor([1, 2]));
  assertEquals([forward, reverse], [2, 1]);
});

Deno.test("jacobian() of nothing is empty", () => {
  assertEquals(jacobian(square)(zeros([0])).shape, [0, 0]);
});

Deno.test("jacobian() nests: the derivative of a Jacobian", () => {
  const x = tensor([1, 2], "float64");
  const third = jacobian(jacobian(jacobian((y) => y.mul(y).mul(y).sum())))(x);
  assertEquals(third.toArray(), [[[6, 0], [0, 0]], [[0, 0], [0, 6]]]);
});

Deno.test("hessian() is symmetric, with the second derivatives of a polynomial", () => {
  const f = (x: Tensor) => {
    const [a, b] = [x.slice([0], [1]), x.slice([1], [2])];
    return a.mul(a).mul(b).add(b.mul(b).mul(b)).sum();
  };
  assertEquals(hessian(f)(tensor([2, 3])).toArray(), [[6, 4], [4, 18]]);
  assertEquals(hessian((_, x) => f(x), { argument: 1 })(0, tensor([2, 3])).toArray(), [[6, 4], [4, 18]]);
});

Deno.test("noGrad() gives what f gives, and records again after an error", () => {
  assertEquals(noGrad(() => "result"), "result");
  assertThrows(
    () =>
      noGrad(() => {
        throw new Error("stop");
      }),
    Error,
    "stop",
  );
  assertEquals(new Variable(1).value.mul(2).origin === null, false);
});

// Names as users call them, each given f and one argument.
const transforms: Record<string, (f: (x: Tensor) => Tensor, x: Tensor) => unknown> = {
  grad: (f, x) => grad(f)(x),
  valueAndGrad: (f, x) => valueAndGrad(f)(x),
  vjp: (f, x) => vjp(f, x),
  jvp: (f, x) => jvp(f, [x], [x]),
  jacobian: (f, x) => jacobian(f)(x),
  hessian: (f, x) => hessian(f)(x),
  numericalGradient: (f, x) => numericalGradient(f, x),
};

function messageOf(f: () => unknown): string {
  return (assertThrows(f, Error) as Error).message;
}

for (const [name, run] of Object.entries(transforms)) {
  Deno.test(`${name}() refuses async functions, integers and what is no function`, () => {
    const late = (x: Tensor) => Promise.resolve(x) as unknown as Tensor;
    // deno-lint-ignore require-await
    const asynchronous = async (x: Tensor) => x;
    const asyncMessage =
      `Cannot take ${name} of f as it must be synchronous: current f returns a promise; await its inputs first`;
    assertEquals(messageOf(() => run(asynchronous as never, tensor(1))), asyncMessage);
    if (name !== "numericalGradient") {
      assertEquals(
        messageOf(() => run(late, tensor(1))).endsWith("as it must return a tensor: current value is of type object"),
        true,
      );
    }
    assertEquals(
      messageOf(() => run(square, tensor(1, "int32"))),
      `Cannot take ${name} of f as only floats have derivatives: current dtype of argument 0 is int32; convert it with cast`,
    );
    assertEquals(
      messageOf(() => run(3 as never, tensor(1))),
      `Cannot take ${name} of f as it must be a function: current type is number`,
    );
  });
}

for (const name of ["grad", "valueAndGrad", "hessian", "numericalGradient", "hvp"]) {
  Deno.test(`${name}() needs a scalar`, () => {
    const run = transforms[name] ?? ((f: (x: Tensor) => Tensor, x: Tensor) => hvp(f, [x], [x]));
    assertEquals(
      messageOf(() => run(square, tensor([1, 2, 3]))),
      `Cannot take ${name} of f as its value must be a scalar: current shape is [3]; reduce it with sum or mean`,
    );
  });
}

Deno.test("refusals name the argument, the count or the type that is wrong", () => {
  assertEquals(
    messageOf(() => grad(square, { argument: 1 })(1)),
    "Cannot take grad of f as it must get the argument to differentiate: current argument 1 is missing",
  );
  assertEquals(
    messageOf(() => jvp(mul, [1, 2], [1])),
    "Cannot take jvp of f as there must be one tangent for each argument: current counts are 1 and 2",
  );
  assertEquals(
    messageOf(() => hvp(square, [1], [])),
    "Cannot take hvp of f as there must be one tangent for each argument: current counts are 0 and 1",
  );
  assertEquals(
    messageOf(() => jvp(square, [tensor([1, 2])], [tensor([1])])),
    "Cannot take jvp as the tangent of argument 0 must have shape [2]: current shape is [1]",
  );
  assertEquals(
    messageOf(() => vjp(square, tensor([1, 2])).pullback(tensor([1, 2], "float64"))),
    "Cannot take vjp as the cotangent must have dtype float32: current dtype is float64; convert it with cast",
  );
  assertEquals(
    messageOf(() => grad(() => null as never)(1)),
    "Cannot take grad of f as it must return a tensor: current value is null",
  );
  assertEquals(
    messageOf(() => grad(() => [] as never)(1)),
    "Cannot take grad of f as it must return a tensor: current value is an array",
  );
  assertEquals(
    messageOf(() => noGrad(() => Promise.resolve(1))),
    "Cannot noGrad f as it must be synchronous: current f returns a promise; await its inputs first",
  );
});

/** Derivatives inside, around and across a static graph: each law holds eagerly and compiled. */
import { backward, grad, gradients, hessian, hvp, jacobian, jvp, noGrad, valueAndGrad, vjp } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { mul, stopGradient, tensor, Variable } from "@chainrule/tensor";
import { assertBits } from "@chainrule/testing";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { jit } from "./mod.ts";

type Scalar = (x: Tensor) => Tensor;

/** Runs `f` as it is and through `jit`; both must give `expected`. */
function inBothModes(f: Scalar, at: number, expected: number): void {
  const x = tensor(at, "float64");
  const eager = f(x);
  assertAlmostEquals(eager.item(), expected, 1e-12);
  assertBits(jit(f)(x), eager, "compiled");
}

const derivatives: Record<string, (f: Scalar) => Scalar> = {
  grad: (f) => (x) => grad(f)(x),
  jvp: (f) => (x) => jvp(f, [x], [1]).tangent,
  vjp: (f) => (x) => vjp(f, x).pullback(1)[0]!,
};

for (const [outer, differentiateOuter] of Object.entries(derivatives)) {
  for (const [inner, differentiateInner] of Object.entries(derivatives)) {
    Deno.test(`${outer} of ${inner} of x⁴ is 12x², also in a trace`, () => {
      const quartic: Scalar = (x) => x.mul(x).mul(x).mul(x);
      inBothModes(differentiateOuter(differentiateInner(quartic)), 2, 48);
    });

    Deno.test(`${inner} of y ↦ x·y inside ${outer} of x·(…) does not confuse x with y, also in a trace`, () => {
      // d/dy (x·y) is x at any y, so x · d/dy (x·y) is x² and its derivative is 2x.
      const f: Scalar = (x) => x.mul(differentiateInner((y) => mul(x, y))(tensor(5, "float64")));
      inBothModes(differentiateOuter(f), 3, 6);
      // The inner derivative at y = x: d/dy (x·y) at x is x, and the outer derivative of x is 1.
      inBothModes(
        differentiateOuter((x) => differentiateInner((y) => mul(x, y))(x)),
        3,
        1,
      );
    });
  }
}

Deno.test("grad(y => x·y)(x) is x", () => {
  inBothModes((x) => grad((y) => mul(x, y))(x), 7, 7);
});

Deno.test("three derivatives of x⁵ nest", () => {
  const quintic: Scalar = (x) => x.mul(x).mul(x).mul(x).mul(x);
  const third = grad((x) => jvp(grad(quintic), [x], [1]).tangent);
  inBothModes((x) => third(x), 2, 240);
});

Deno.test("hvp, hessian and jacobian give the same bits in a trace", () => {
  const f: Scalar = (x) => x.mul(x).mul(x.tanh()).sum();
  const x = tensor([0.5, -1, 2], "float64");
  const v = tensor([1, 2, 3], "float64");
  assertBits(jit((x: Tensor) => hvp(f, [x], [v])[0]!)(x), hvp(f, [x], [v])[0]!);
  assertBits(jit((x: Tensor) => hessian(f)(x))(x), hessian(f)(x));
  assertBits(
    jit((x: Tensor) => jacobian((y) => y.mul(y.sum()))(x))(x),
    jacobian((y) => y.mul(y.sum()))(x),
  );
});

Deno.test("two values of one variable in one graph both give it their gradient", () => {
  const run = (step: (f: () => void) => () => void) => {
    const w = new Variable(tensor(3, "float64"));
    step(() => {
      const before = w.value;
      w.assign(w.value.mul(2));
      backward(before.mul(before).add(w.value.mul(10)));
    })();
    return [w.value.item(), w.grad!.item()];
  };
  // d/dw (w² + 10 w) with each read as a value of its own: 2·3 + 10.
  assertEquals(run((f) => f), [6, 16]);
  assertEquals(run(jit), [6, 16]);
});

const cuts: Record<string, (x: Variable) => Tensor> = {
  noGrad: (w) => noGrad(() => w.value.mul(2)),
  detach: (w) => w.value.mul(2).detach(),
  stopGradient: (w) => stopGradient(w.value.mul(2)),
  assign: (w) => {
    const box = new Variable(0, { trainable: false });
    box.assign(w.value.mul(2));
    return box.value;
  },
};

for (const [name, target] of Object.entries(cuts)) {
  Deno.test(`${name} cuts the gradient eagerly and compiled`, () => {
    const run = (mode: (f: () => void) => () => void) => {
      const w = new Variable(3);
      const v = new Variable(5);
      mode(() => backward(target(w).mul(v)))();
      return [w.grad, v.grad!.item()];
    };
    assertEquals(run((f) => f), [null, 6]);
    assertEquals(run(jit), [null, 6]);
  });
}

Deno.test("grad of a jitted function runs it inline", () => {
  const square = jit((x: Tensor) => x.mul(x));
  assertEquals(grad((x) => square(x))(tensor(3)).item(), 6);
  assertEquals(grad(grad((x) => square(x)))(tensor(3)).item(), 2);
  assertEquals(jvp((x) => square(x), [tensor(3)], [1]).tangent.item(), 6);
  assertEquals(square.programs.length, 0);
});

Deno.test("a jitted call on something that is not differentiated stays compiled inside grad", () => {
  const square = jit((x: Tensor) => x.mul(x));
  const f = grad((x) => x.mul(square(tensor(3))));
  assertEquals(f(tensor(2)).item(), 9);
  assertEquals(square.programs.length, 1);
});

const refusal =
  "Cannot differentiate the result of a compiled call as its graph was not recorded: current origin is jit; move backward (or grad) inside the function that jit gets";

Deno.test("differentiating the result of a compiled call is an error that says to move backward inside", () => {
  const w = new Variable(tensor([1, 2]));
  const lossOf = jit((x: Tensor) => x.mul(w).sum());
  const loss = lossOf(tensor([3, 4]));
  assertThrows(() => backward(loss), TypeError, refusal);
  assertThrows(() => gradients(loss.mul(2), [w]), TypeError, refusal);
});

Deno.test("differentiating through a tensor that a jitted function captured is the same error", () => {
  const through: (x: Tensor) => Tensor = (x) => jit((y: Tensor) => x.mul(y))(tensor(2));
  assertThrows(() => grad(through)(3), TypeError, refusal);
  assertThrows(() => jvp(through, [3], [1]), TypeError, refusal);
});

Deno.test("a compiled result that no gradient could reach is a constant", () => {
  const w = new Variable(2);
  const teacher = jit((x: Tensor) => noGrad(() => x.mul(w)));
  const v = new Variable(5);
  backward(teacher(tensor(3)).mul(v));
  assertEquals([w.grad, v.grad!.item()], [null, 6]);
});

Deno.test("the same function compiled under noGrad and outside does not mix its programs up", () => {
  const w = new Variable(2);
  const f = jit((x: Tensor) => x.mul(w));
  assertEquals(noGrad(() => f(tensor(3))).origin, null);
  assertThrows(() => backward(f(tensor(3))), TypeError, refusal);
  assertEquals(f.programs.length, 2);
});

Deno.test("valueAndGrad inside jit gives the gradient of a variable read by the caller", () => {
  const w = new Variable(tensor([1, -2, 3]));
  const step = jit((x: Tensor) => {
    const { value, gradient } = valueAndGrad((v) => v.mul(v).mul(x).sum())(w);
    w.assign(w.value.sub(gradient.mul(0.5)));
    return value;
  });
  assertEquals(step(tensor([1, 1, 1])).item(), 14);
  assertEquals(w.value.toArray(), [0, 0, 0]);
});

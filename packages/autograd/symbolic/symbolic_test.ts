import { div, erf, log, ShapeError, sigmoid, sin, sqrt, tensor, Variable, where } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { symbolic } from "./symbolic.ts";

/** The book's example: f(x; w, b) = 1/(exp(−(wx + b)) + 1). */
const book = (x: Tensor, w: Tensor, b: Tensor) => div(1, w.mul(x).add(b).neg().exp().add(1));

Deno.test("symbolic() prints the derivatives of the book's example", () => {
  const [byX, byW, byB] = ["x", "w", "b"].map((withRespectTo) => symbolic(book, ["x", "w", "b"], { withRespectTo }));
  assertEquals(byW!.value, {
    text: "1 / (exp(-(w*x + b)) + 1)",
    latex: "\\frac{1}{e^{-\\left(w x + b\\right)} + 1}",
  });
  assertEquals(byW!.derivative, {
    text: "exp(-(w*x + b))*x / (exp(-(w*x + b)) + 1)^2",
    latex: "\\frac{e^{-\\left(w x + b\\right)} x}{\\left(e^{-\\left(w x + b\\right)} + 1\\right)^{2}}",
  });
  assertEquals(byX!.derivative.text, "exp(-(w*x + b))*w / (exp(-(w*x + b)) + 1)^2");
  assertEquals(byB!.derivative.text, "exp(-(w*x + b)) / (exp(-(w*x + b)) + 1)^2");
});

const known: readonly [what: string, f: (x: Tensor) => Tensor, text: string, latex: string][] = [
  ["a power", (x) => x.pow(3), "3*x^2", "3 x^{2}"],
  ["an inverse", (x) => div(1, x), "-1 / x^2", "-\\frac{1}{x^{2}}"],
  ["a root", (x) => sqrt(x), "1 / (2*sqrt(x))", "\\frac{1}{2 \\sqrt{x}}"],
  ["a product", (x) => sin(x).mul(x), "sin(x) + x*cos(x)", "\\sin\\left(x\\right) + x \\cos\\left(x\\right)"],
  [
    "a quotient",
    (x) => log(x).div(x),
    "1 / x^2 - log(x) / x^2",
    "\\frac{1}{x^{2}} - \\frac{\\ln\\left(x\\right)}{x^{2}}",
  ],
  ["tanh", (x) => x.tanh(), "1 - tanh(x)^2", "1 - \\tanh\\left(x\\right)^{2}"],
  [
    "the logistic function",
    sigmoid,
    "sigmoid(x)*(1 - sigmoid(x))",
    "\\sigma\\left(x\\right) \\left(1 - \\sigma\\left(x\\right)\\right)",
  ],
  ["an absolute value", (x) => x.abs().mul(-2), "-2*sign(x)", "-2 \\operatorname{sign}\\left(x\\right)"],
  ["nested exponentials", (x) => x.exp().exp(), "exp(exp(x))*exp(x)", "e^{e^{x}} e^{x}"],
  ["a difference that vanishes", (x) => x.sub(x), "0", "0"],
  ["a constant", () => tensor(3, "float64"), "0", "0"],
  ["the identity", (x) => x, "1", "1"],
  ["the branch taken", (x) => where(x.greater(0), x.mul(x), 3), "2*x", "2 x"],
];

for (const [what, f, text, latex] of known) {
  Deno.test(`symbolic() differentiates ${what}`, () => {
    assertEquals(symbolic(f, ["x"]).derivative, { text, latex });
  });
}

/** Evaluates a printed formula as JavaScript, which asks for parentheses around a sign before a power: `0 -` does as well. */
function evaluate(text: string, x: number, y: number): number {
  const source = text.replaceAll("^", "**").replaceAll(/(^|\()-/g, "$10 - ");
  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
  return Function("x", "y", "sigmoid", `with (Math) { return ${source}; }`)(x, y, sigmoid);
}

const composite: readonly ((x: Tensor, y: Tensor) => Tensor)[] = [
  (x, y) => book(x, y, x.mul(y)),
  (x, y) => x.pow(y).mul(log(x)).add(sqrt(x).div(y)),
  (x, y) => sin(x.mul(y)).sub(x.tanh().pow(3)).div(y.exp().add(x.mul(x)).neg()),
  (x, y) => sigmoid(x.mul(-3).add(y)).mul(x.sub(y.mul(2)).mul(x.neg().exp())).mul(0.125).sub(x.mul(4)).neg(),
];

for (const [i, f] of composite.entries()) {
  Deno.test(`formula ${i}, evaluated as printed, has the value and slope of the function`, () => {
    const at = (x: number, y: number) => f(tensor(x, "float64"), tensor(y, "float64")).item();
    for (const [withRespectTo, dx, dy] of [["x", 1e-5, 0], ["y", 0, 1e-5]] as const) {
      const { value, derivative } = symbolic(f, ["x", "y"], { withRespectTo });
      for (const [x, y] of [[0.7, 1.3], [2.1, 0.4]] as const) {
        const slope = (at(x + dx, y + dy) - at(x - dx, y - dy)) / 2e-5;
        assertAlmostEquals(evaluate(value.text, x, y), at(x, y), 1e-12);
        // Central differences with h = 1e-5 err by about h² = 1e-10.
        assertAlmostEquals(evaluate(derivative.text, x, y), slope, 1e-7);
      }
    }
  });
}

Deno.test("symbolic() of a recorded scalar names its variables and writes float32 constants short", () => {
  const [w, rate, beta] = [1, 2, 3].map((value, i) => new Variable(value, { name: ["w_1", "rate", "beta"][i]! }));
  const result = w!.value.mul(w!).mul(rate!).add(w!.value.mul(beta!)).mul(0.1);
  const { value, derivative } = symbolic(result, w!);
  assertEquals(value.text, "0.1*(w_1^2*rate + w_1*beta)");
  assertEquals(derivative, {
    text: "0.1*beta + 0.2*rate*w_1",
    latex: "0.1 \\beta + 0.2 \\mathrm{rate} w_{1}",
  });
  beta!.trainable = false;
  assertEquals(symbolic(w!.value.mul(beta!), w!).derivative.text, "3", "what is frozen is a constant");
});

Deno.test("symbolic() writes an operation that it does not know as a function", () => {
  const { value, derivative } = symbolic((x) => erf(x).mul(2), ["x"]);
  assertEquals([value.text, value.latex], ["2*erf(x)", "2 \\operatorname{erf}\\left(x\\right)"]);
  assertAlmostEquals(Number(derivative.text.split("*")[0]), 4 / Math.sqrt(Math.PI), 1e-15);
  assertEquals(derivative.text.split("*").slice(1).join("*"), "exp(-x^2)");
});

Deno.test("symbolic() takes the branch at the point asked for", () => {
  const f = (x: Tensor) => where(x.greater(0), x.mul(x), x.mul(-3));
  assertEquals(symbolic(f, ["x"], { at: [-1] }).derivative.text, "-3");
});

Deno.test("symbolic() refuses what is not a scalar function of the names, by exact message", () => {
  const messageOf = (f: () => unknown) => (assertThrows(f, Error) as Error).message;
  assertEquals(
    messageOf(() => symbolic((x) => x, ["x"], { withRespectTo: "y" })),
    "Cannot take symbolic of f as withRespectTo must be one of its names x: current name is y",
  );
  assertEquals(
    messageOf(() => symbolic((x) => x, ["x"], { at: [1, 2] })),
    "Cannot take symbolic of f as there must be one value in at for each name: current counts are 2 and 1",
  );
  assertEquals(
    messageOf(() => symbolic((x) => x.mul(tensor([1, 2], "float64")), ["x"])),
    "Cannot take symbolic of f as its value must be a scalar: current shape is [2]; reduce it with sum or mean",
  );
  assertEquals(
    messageOf(() => symbolic((() => 3) as never, ["x"])),
    "Cannot take symbolic of f as it must return a tensor: current value is of type number",
  );
  const vector = new Variable(tensor([1, 2]), { name: "v" });
  const error = assertThrows(() => symbolic(vector.value.sum(), vector), ShapeError) as ShapeError;
  assertEquals(
    error.message,
    "Cannot take symbolic of a graph as everything in it must be a scalar, and v is none: current shape is [2]",
  );
});

/** Values and derivatives at 53 points and more, ±1000 among them, against 60-digit arithmetic. */
import { grad } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { clip, einsum, full, tensor } from "@chainrule/tensor";
import type { Golden, Tolerance } from "@chainrule/testing";
import { assertTensorsClose, goldenTensor, goldenTolerances } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import golden from "./golden/activations.json" with { type: "json" };
import * as library from "./mod.ts";
import type { ActivationFacts } from "./mod.ts";
import { activationFacts, logSoftmax, maxout, prelu, softmax, swish } from "./mod.ts";

interface Case {
  readonly name: string;
  readonly params: { readonly gamma?: number; readonly beta?: number };
  readonly x: Golden & object;
  readonly y: Golden;
  readonly dydx: Golden & object;
  readonly dgamma?: Golden;
  readonly dbeta?: Golden;
}

interface SoftmaxCase {
  readonly logits: Golden;
  readonly softmax: Golden;
  readonly log_softmax: Golden;
  readonly upstream: Golden;
  readonly grad_softmax: Golden;
  readonly grad_log_softmax: Golden;
}

const cases = golden.activations as unknown as readonly Case[];
const softmaxCases = golden.softmax as unknown as readonly SoftmaxCase[];

/** Our function for each name in the golden file. */
const functions: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  logistic: library.sigmoid,
  tanh: library.tanh,
  hard_logistic: library.hardLogistic,
  hard_tanh: library.hardTanh,
  // Another function than the book's, which a user who needs it writes like this.
  hardsigmoid_torch: (x) => clip(x.div(6).add(0.5), 0, 1),
  relu: library.relu,
  leaky_relu: (x) => library.leakyRelu(x),
  prelu: (x) => prelu(x, 0.25),
  elu: (x) => library.elu(x),
  softplus: library.softplus,
  "swish_beta_0": (x) => swish(x, 0),
  "swish_beta_0.5": (x) => swish(x, 0.5),
  "swish_beta_1": (x) => swish(x),
  "swish_beta_2": (x) => swish(x, 2),
  "swish_beta_100": (x) => swish(x, 100),
  gelu_erf: (x) => library.gelu(x),
  gelu_tanh: (x) => library.gelu(x, { approximate: "tanh" }),
  gelu_sigmoid: (x) => library.gelu(x, { approximate: "sigmoid" }),
};

/** The facts for those names that have any, with parameters. */
const facts: Readonly<Record<string, keyof typeof activationFacts>> = {
  logistic: "sigmoid",
  tanh: "tanh",
  hard_logistic: "hardLogistic",
  hard_tanh: "hardTanh",
  relu: "relu",
  leaky_relu: "leakyRelu",
  prelu: "prelu",
  elu: "elu",
  softplus: "softplus",
  "swish_beta_0": "swish",
  "swish_beta_0.5": "swish",
  "swish_beta_1": "swish",
  "swish_beta_2": "swish",
  "swish_beta_100": "swish",
  gelu_erf: "gelu",
};

/** float64 is held to more than the file asks for: to almost all of its 15 digits, also where values are tiny; what is below
 * 1e-300 may be lost on the way. */
const fifteenDigits: Tolerance = { rtol: 1e-13, atol: 1e-300 };
/** The derivatives of the logistic function and tanh come from their values, and are exact to the rounding of 1. */
const ofRounding: Tolerance = { rtol: 1e-13, atol: 3e-16 };

Deno.test("the golden file has a function here for each of its names", () => {
  assertEquals(cases.map(({ name }) => name), Object.keys(functions));
});

for (const { name, params, x, y, dydx, dbeta, dgamma } of cases) {
  const f = functions[name]!;

  for (const dtype of ["float64", "float32"] as const) {
    const { values, gradients } = dtype === "float64"
      ? { values: fifteenDigits, gradients: ofRounding }
      : goldenTolerances.float32;

    Deno.test(`${name} has the golden values and derivatives in ${dtype}`, () => {
      const at = goldenTensor(x, dtype);
      assertTensorsClose(f(at), goldenTensor(y, dtype), values, "values");
      const slopes = grad((x) => f(x).sum())(at);
      assertTensorsClose(besideKinks(slopes, dydx), besideKinks(goldenTensor(dydx, dtype), dydx), gradients, "slopes");
    });
  }

  const known = facts[name];
  if (known !== undefined) {
    Deno.test(`${name} has the golden values and derivatives as functions of plain numbers`, () => {
      const { value, derivative } = activationFacts[known] as ActivationFacts<string>;
      const parameters = renamed(params);
      const at = goldenTensor(x).data;
      const values = tensor(at.map((x) => value(x, parameters)));
      const slopes = tensor(at.map((x) => derivative(x, parameters)));
      assertTensorsClose(values, goldenTensor(y), fifteenDigits, "values");
      assertTensorsClose(besideKinks(slopes, dydx), besideKinks(goldenTensor(dydx), dydx), fifteenDigits, "slopes");
    });
  }

  const byParameter = dbeta ?? dgamma;
  if (byParameter !== undefined) {
    Deno.test(`${name} has the golden derivative with respect to its parameter, one for all or one each`, () => {
      const g = dbeta === undefined ? prelu : swish;
      const start = params.beta ?? params.gamma!;
      const at = goldenTensor(x);
      const loss = (p: Tensor): Tensor => g(at, p).sum();
      const each = grad(loss)(full(at.shape, start, "float64"));
      assertTensorsClose(each, goldenTensor(byParameter), fifteenDigits);
      const shared = grad(loss)(tensor(start, "float64"));
      assertTensorsClose(shared, goldenTensor(byParameter).sum(), fifteenDigits);
    });
  }
}

for (const dtype of ["float64", "float32"] as const) {
  const { values, gradients } = goldenTolerances[dtype];

  Deno.test(`softmax() and logSoftmax() have the golden values and gradients in ${dtype}, also for extreme logits`, () => {
    for (const sample of softmaxCases) {
      const logits = goldenTensor(sample.logits, dtype);
      const upstream = goldenTensor(sample.upstream, dtype);
      assertTensorsClose(softmax(logits), goldenTensor(sample.softmax, dtype), values);
      assertTensorsClose(logSoftmax(logits), goldenTensor(sample.log_softmax, dtype), values);
      const through = (f: (x: Tensor) => Tensor): Tensor => grad((x) => f(x).mul(upstream).sum())(logits);
      assertTensorsClose(through(softmax), goldenTensor(sample.grad_softmax, dtype), gradients);
      assertTensorsClose(through(logSoftmax), goldenTensor(sample.grad_log_softmax, dtype), gradients);
    }
  });

  Deno.test(`softmax() and logSoftmax() go along any axis in ${dtype}`, () => {
    for (const { axis, x, softmax: p, log_softmax: logP } of golden.softmax_axes) {
      const logits = goldenTensor(x, dtype);
      for (const named of [axis, axis - 3]) {
        assertTensorsClose(softmax(logits, { axis: named }), goldenTensor(p, dtype), values);
        assertTensorsClose(logSoftmax(logits, { axis: named }), goldenTensor(logP, dtype), values);
      }
    }
  });

  Deno.test(`maxout() of net inputs has the golden values and gradients in ${dtype}`, () => {
    for (const { x, W, b, y, upstream, grads } of golden.maxout) {
      const inputs = [x, W, b].map((part) => goldenTensor(part, dtype));
      const f = (x: Tensor, W: Tensor, b: Tensor): Tensor => maxout(einsum("nd,kud->nku", x, W).add(b));
      assertTensorsClose(f(inputs[0]!, inputs[1]!, inputs[2]!), goldenTensor(y, dtype), values);
      const loss = (...parts: Tensor[]): Tensor =>
        f(parts[0]!, parts[1]!, parts[2]!).mul(goldenTensor(upstream, dtype)).sum();
      [grads.x, grads.W, grads.b].forEach((expected, i) => {
        const slope = grad((part) => loss(...inputs.with(i, part)))(inputs[i]!);
        assertTensorsClose(slope, goldenTensor(expected, dtype), gradients);
      });
    }
  });
}

/** The derivatives where the golden file has one. */
function besideKinks(slopes: Tensor, dydx: Golden & object): Tensor {
  return tensor(slopes.data.filter((_, i) => dydx.data[i] !== null));
}

/** The parameters of the golden file under our names. */
function renamed({ gamma, beta }: Case["params"]): Record<string, number> {
  return { ...(gamma !== undefined && { slope: gamma, alpha: gamma }), ...(beta !== undefined && { beta }) };
}

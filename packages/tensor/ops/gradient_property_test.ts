import { checkGradients } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import fc from "fast-check";
import { Random } from "../random/random.ts";
import { div } from "./arithmetic/div.ts";
import { mul } from "./arithmetic/mul.ts";
import { sub } from "./arithmetic/sub.ts";
import { matmul } from "./linear_algebra/matmul.ts";
import { exp } from "./math/exp.ts";
import { tanh } from "./math/tanh.ts";
import { cumsum } from "./reduction/cumsum.ts";
import { logSumExp } from "./reduction/log_sum_exp.ts";
import { mean } from "./reduction/mean.ts";
import { norm } from "./reduction/norm.ts";
import { prod } from "./reduction/prod.ts";
import { sum } from "./reduction/sum.ts";
import { variance } from "./reduction/variance.ts";
import { broadcastTo } from "./shape/broadcast_to.ts";
import { concat } from "./shape/concat.ts";
import { expandDims } from "./shape/expand_dims.ts";
import { flip } from "./shape/flip.ts";
import { repeat } from "./shape/repeat.ts";
import { reshape } from "./shape/reshape.ts";
import { transpose } from "./shape/transpose.ts";

/** Steps from matrix to matrix, of which random chains are made; each keeps values within about [-2, 2]. */
const steps: Record<string, (x: Tensor) => Tensor> = {
  tanh,
  "exp of −x²": (x) => exp(mul(mul(x, x), -1)),
  "x over 1 + x²": (x) => div(x, mul(x, x).add(1)),
  transpose,
  "flip rows": (x) => flip(x, 0),
  "append itself": (x) => concat([x, tanh(x)], 1),
  "center rows": (x) => sub(x, mean(x, { axis: 1, keepDims: true })),
  "running means": (x) => div(cumsum(x, 0), x.shape[0]!),
  "repeat columns": (x) => repeat(x, 2, 1),
  "first column only": (x) => x.slice([0, 0], [x.shape[0]!, 1]),
  "every other row backwards": (x) => tanh(flip(x, 0)).slice([0], []),
  "products with itself": (x) => tanh(matmul(x, transpose(x))),
  "as one row": (x) => reshape(x, [1, x.size]),
  "a row, broadcast": (x) => broadcastTo(expandDims(mean(x, { axis: 0 }), 0), [2, x.shape[1]!]),
};

/** Ends, from a matrix to something smaller. */
const ends: Record<string, (x: Tensor) => Tensor> = {
  sum: (x) => sum(x),
  "mean of columns": (x) => mean(x, { axis: 0 }),
  "log-sum-exp of rows": (x) => logSumExp(x, { axis: 1 }),
  "variance of rows": (x) => variance(x, { axis: 1 }),
  "product of the first row": (x) => prod(x.slice([0, 0], [1, Math.min(3, x.shape[1]!)])),
  "norm, shifted": (x) => norm(x.add(3)),
};

Deno.test("property: the derivatives of random chains of operations are right, first and second", () => {
  const chains = fc.record({
    shape: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    seed: fc.nat(1000),
    names: fc.array(fc.constantFrom(...Object.keys(steps)), { minLength: 1, maxLength: 3 }),
    end: fc.constantFrom(...Object.keys(ends)),
  });
  fc.assert(
    fc.property(chains, ({ shape, seed, names, end }) => {
      const x = new Random(seed).normal(shape, { dtype: "float64" });
      const f = (y: Tensor) => ends[end]!(names.reduce((z, name) => steps[name]!(z), y));
      checkGradients(f, [x], { tolerance: 1e-5 });
    }),
    { numRuns: 60 },
  );
});

Deno.test("property: the derivatives of products of random broadcast shapes are right", () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }).chain((shape) => {
    const part = fc.tuple(
      fc.nat(shape.length),
      fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }),
    ).map(([from, kept]) => shape.map((n, axis) => kept[axis] ? n : 1).slice(from));
    return fc.tuple(part, part);
  });
  fc.assert(
    fc.property(shapes, fc.nat(1000), ([left, right], seed) => {
      const random = new Random(seed);
      const a = random.normal(left, { dtype: "float64" });
      const b = random.normal(right, { dtype: "float64" });
      checkGradients((x, y) => mul(tanh(x), y), [a, b]);
    }),
    { numRuns: 40 },
  );
});

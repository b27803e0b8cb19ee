import { backward, checkGradients, grad } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import { scaledDotProductAttention } from "@chainrule/nn";
import { SGD } from "@chainrule/optim";
import { assertCompiled, assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { Random, tensor, Variable } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { modernHopfield, modernHopfieldEnergy } from "./modern_hopfield.ts";

const { values: near } = goldenTolerances.float64;

function normal(shape: number[], seed: number, dtype: "float32" | "float64" = "float64"): Tensor {
  return new Random(seed).normal(shape, { dtype });
}

Deno.test("modernHopfield() finds a stored pattern in one step", () => {
  const patterns = normal([20, 64], 1);
  const noisy = patterns.add(normal([20, 64], 2).mul(0.5));
  const found = modernHopfield(noisy, patterns, { beta: 1 });
  const distance = found.sub(patterns).abs().max().item();
  assert(distance < 1e-6, `${distance} away`);
});

Deno.test("modernHopfield() with a small beta gives the mean of the patterns", () => {
  const patterns = normal([5, 3], 1);
  const found = modernHopfield(normal([3], 2), patterns, { beta: 1e-12 });
  assertTensorsClose(found, patterns.mean({ axis: 0 }), { rtol: 1e-9, atol: 1e-9 });
});

Deno.test("modernHopfield() without beta is attention to the patterns, as keys and as values", () => {
  const [states, patterns] = [normal([4, 3], 1), normal([5, 3], 2)];
  const attention = scaledDotProductAttention(states, patterns, patterns);
  assertTensorsClose(modernHopfield(states, patterns), attention, near);
});

Deno.test("an update of modernHopfield() goes down the slope of its energy, by one", () => {
  const [states, patterns] = [normal([4, 3], 1), normal([5, 3], 2)];
  const slope = grad((s: Tensor) => modernHopfieldEnergy(s, patterns, { beta: 2 }).sum())(states);
  assertTensorsClose(states.sub(slope), modernHopfield(states, patterns, { beta: 2 }), near);
});

Deno.test("the energy never rises and is never negative", () => {
  const size = fc.integer({ min: 1, max: 6 });
  fc.assert(fc.property(size, size, fc.double({ min: 0.01, max: 30, noNaN: true }), fc.nat(), (...drawn) => {
    const [units, count, beta, seed] = drawn;
    const patterns = normal([count, units], seed);
    let state = normal([units], seed + 1).mul(3);
    let energy = modernHopfieldEnergy(state, patterns, { beta }).item();
    for (let step = 0; step < 5; step++) {
      state = modernHopfield(state, patterns, { beta });
      const next = modernHopfieldEnergy(state, patterns, { beta }).item();
      assert(next <= energy + 1e-12 * (1 + energy), `it rises from ${energy} to ${next}`);
      assert(next >= -1e-12, `it is ${next}`);
      energy = next;
    }
  }));
});

Deno.test("steps are updates one after the other", () => {
  const [states, patterns] = [normal([4, 3], 1), normal([5, 3], 2)];
  const twice = modernHopfield(modernHopfield(states, patterns), patterns);
  assertTensorsClose(modernHopfield(states, patterns, { steps: 2 }), twice, near);
});

Deno.test("a single state has a single result, and batches of states and patterns go together", () => {
  const [states, patterns] = [normal([2, 4, 3], 1), normal([2, 5, 3], 2)];
  const found = modernHopfield(states, patterns);
  const energies = modernHopfieldEnergy(states, patterns);
  assertEquals([found.shape, energies.shape], [[2, 4, 3], [2, 4]]);
  const state = states.slice([1, 2, 0], [2, 3, 3]).reshape([3]);
  const own = patterns.slice([1, 0, 0], [2, 5, 3]).reshape([5, 3]);
  assertTensorsClose(modernHopfield(state, own), found.slice([1, 2, 0], [2, 3, 3]).reshape([3]), near);
  assertTensorsClose(modernHopfieldEnergy(state, own), energies.slice([1, 2], [2, 3]).reshape([]), near);
  assertEquals([modernHopfield(state, patterns).shape, modernHopfieldEnergy(state, patterns).shape], [[2, 3], [2]]);
});

Deno.test("states, patterns and beta have derivatives of both orders", () => {
  const [states, patterns, beta] = [normal([2, 3], 1), normal([4, 3], 2), tensor(1.5, "float64")];
  checkGradients((s, x, b) => modernHopfield(s!, x!, { beta: b!, steps: 2 }), [states, patterns, beta]);
  checkGradients((s, x, b) => modernHopfieldEnergy(s!, x!, { beta: b! }), [states, patterns, beta]);
});

Deno.test("compiled programs give what eager code gives, at every vector level, in both precisions", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const [states, patterns] = [normal([7, 10], 1, dtype), normal([9, 10], 2, dtype)];
    for (const level of ["relaxed", "simd", "none"] as const) {
      withVectorLevel(level, () => {
        for (const f of [modernHopfield, modernHopfieldEnergy]) {
          const compiled = jit((s: Tensor, x: Tensor) => f(s, x, { beta: 2 }));
          assertCompiled(compiled(states, patterns), f(states, patterns, { beta: 2 }), `${f.name}, ${level}`);
        }
      });
    }
    const wide = modernHopfield(states.cast("float64"), patterns.cast("float64"));
    assertTensorsClose(modernHopfield(states, patterns).cast("float64"), wide, goldenTolerances[dtype].values);
  }
});

Deno.test("patterns and beta are learned by the same steps, compiled or not", () => {
  const [states, wanted] = [normal([6, 4], 1), normal([6, 4], 2)];
  const learned = (compiled: boolean) => {
    const patterns = new Variable(normal([5, 4], 3), { name: "patterns" });
    const beta = new Variable(tensor(1, "float64"), { name: "beta" });
    const optimizer = new SGD([patterns, beta], { learningRate: 0.5 });
    const step = () => {
      const loss = modernHopfield(states, patterns.value, { beta }).sub(wanted).pow(2).mean();
      optimizer.zeroGrad();
      backward(loss);
      optimizer.step();
      return loss;
    };
    const run = compiled ? jit(step) : step;
    const losses = Array.from({ length: 20 }, () => run().item());
    return { losses, patterns, beta };
  };
  const [eager, compiled] = [learned(false), learned(true)];
  assertTensorsClose(compiled.patterns.value, eager.patterns.value, near);
  assertTensorsClose(compiled.beta.value, eager.beta.value, near);
  assert(eager.losses.at(-1)! < 0.8 * eager.losses[0]!, `loss ${eager.losses}`);
});

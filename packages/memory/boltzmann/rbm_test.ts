import { backward, checkGradients, grad } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import { Adam, SGD } from "@chainrule/optim";
import type { Golden } from "@chainrule/testing";
import {
  assertBits,
  assertCompiled,
  assertTensorsClose,
  checkLayer,
  goldenTensor,
  goldenTolerances,
} from "@chainrule/testing";
import { cast, concat, expandDims, greater, Random, repeat, tensor } from "@chainrule/tensor";
import type { DType, Tensor } from "@chainrule/tensor";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import file from "../golden/energy.json" with { type: "json" };
import { binaryStates } from "./binary_states.ts";
import { RBM } from "./rbm.ts";

type Case = Readonly<Record<string, Golden>> & { readonly deterministic_cd1: Readonly<Record<string, Golden>> };
const golden = file.cases.find(({ name }) => name === "rbm_exact") as unknown as Case;
const load = (name: string, dtype: DType = "float64") => goldenTensor(golden[name]!, dtype);

/** The machine of the golden file. */
function goldenRBM(dtype: DType, Machine = RBM): RBM {
  return new Machine(4, 3, {
    dtype,
    weightInitializer: () => load("W", dtype),
    visibleBiasInitializer: () => load("a", dtype),
    hiddenBiasInitializer: () => load("c", dtype),
  });
}

function assertGradients(rbm: RBM, expected: readonly Tensor[], dtype: "float32" | "float64"): void {
  const found = [rbm.weight!, rbm.visibleBias!, rbm.hiddenBias!].map(({ grad }) => grad!);
  found.forEach((gradient, i) => assertTensorsClose(gradient, expected[i]!, goldenTolerances[dtype].gradients));
}

Deno.test("RBM obeys the laws of layers", () => {
  checkLayer((dtype) => new RBM(3, 4, { dtype }), {
    input: [5, 3],
    output: [5, 4],
    parameters: { weight: [3, 4], visibleBias: [3], hiddenBias: [4] },
    failures: [
      {
        input: [5, 2],
        message: "Cannot take hidden probabilities of RBM as states must have shape [N, 3]: current shape is [5, 2]",
      },
      {
        input: [3],
        message:
          "Cannot take hidden probabilities of RBM as states must have shape [N, 3]: current shape is [3]; one state is a row: reshape it to [1, 3]",
      },
    ],
  });
});

for (const dtype of ["float64", "float32"] as const) {
  const { values } = goldenTolerances[dtype];

  Deno.test(`RBM has the golden energies and probabilities, in ${dtype}`, () => {
    const rbm = goldenRBM(dtype);
    const visible = load("visible_states", dtype);
    const hidden = load("hidden_states", dtype);
    assertTensorsClose(rbm.freeEnergy(visible), load("free_energy"), values);
    assertTensorsClose(rbm.logPartition(), load("log_Z"), values);
    assertTensorsClose(rbm.logLikelihood(visible).exp(), load("probability"), values);
    assertTensorsClose(rbm.hiddenProbabilities(visible), load("p_hidden_given_visible"), values);
    assertTensorsClose(rbm.visibleProbabilities(hidden), load("p_visible_given_hidden"), values);
    assertEquals(visible.toArray(), binaryStates(4, dtype).toArray());
  });

  Deno.test(`RBM has the golden likelihood and its gradients, in ${dtype}`, () => {
    const rbm = goldenRBM(dtype);
    const likelihood = rbm.logLikelihood(load("data", dtype)).mean();
    assertTensorsClose(likelihood, load("mean_log_likelihood"), values);
    backward(likelihood);
    assertGradients(rbm, ["grad_W", "grad_a", "grad_c"].map((name) => load(name)), dtype);
  });

  Deno.test(`RBM has the golden gradients of CD-1 without chance, in ${dtype}`, () => {
    const rbm = goldenRBM(dtype, Thresholded);
    backward(rbm.contrastiveDivergence(load("data", dtype)));
    const expected = ["dW", "da", "dc"].map((name) => goldenTensor(golden.deterministic_cd1[name]!).neg());
    assertGradients(rbm, expected, dtype);
  });
}

/** Draws nothing: a unit is on where that is the likelier. */
class Thresholded extends RBM {
  protected override draw(probabilities: Tensor): Tensor {
    return cast(greater(probabilities, 0.5), probabilities.dtype);
  }
}

/** A machine whose numbers are all different. */
function makeRBM(dtype: DType = "float64", options: { chains?: number } = {}, visible = 4, hidden = 3): RBM {
  const some = (shape: readonly number[], { random }: { random: Random }) => random.normal(shape, { dtype });
  const initializers = { weightInitializer: some, visibleBiasInitializer: some, hiddenBiasInitializer: some };
  const rbm = new RBM(visible, hidden, { dtype, ...initializers, ...options }).useRandom(new Random(3));
  rbm.ensureBuilt([1, visible]);
  return rbm;
}

Deno.test("RBM sums its hidden units over in the free energy", () => {
  const rbm = makeRBM();
  const [visible, hidden] = [binaryStates(4, "float64"), binaryStates(3, "float64")];
  const pairs = rbm.energy(repeat(visible, 8, 0), concat(Array.from({ length: 16 }, () => hidden)));
  const summed = pairs.neg().exp().reshape([16, 8]).sum({ axis: 1 }).log().neg();
  assertTensorsClose(rbm.freeEnergy(visible), summed, goldenTolerances.float64.values);
});

Deno.test("RBM has the same partition function whichever layer it goes through, and in parts", () => {
  for (const [visible, hidden] of [[5, 3], [3, 5], [14, 14], [1, 1]] as const) {
    const rbm = makeRBM("float64", {}, visible, hidden);
    const expected = rbm.freeEnergy(binaryStates(visible, "float64")).neg();
    assertAlmostEquals(rbm.logPartition().item(), Math.log(expected.exp().sum().item()), 1e-9);
  }
});

Deno.test("RBM has derivatives of its energies and likelihoods, in both inputs and twice", () => {
  const rbm = makeRBM();
  const [v, h] = [
    new Random(1).uniform([3, 4], { dtype: "float64" }),
    new Random(2).uniform([3, 3], { dtype: "float64" }),
  ];
  checkGradients((v, h) => rbm.energy(v, h).sum(), [v, h]);
  checkGradients((v) => rbm.freeEnergy(v).sum(), [v]);
  checkGradients((v) => rbm.pseudoLogLikelihood(v).sum(), [v]);
  checkGradients((v) => rbm.reconstruct(v).sum(), [v]);
  checkGradients((v) => grad((x: Tensor) => rbm.freeEnergy(x).sum())(v).pow(2).sum(), [v]);
  const weight = rbm.weight!;
  const before = weight.value.detach();
  for (const measure of [() => rbm.logPartition(), () => rbm.pseudoLogLikelihood(binaryStates(4, "float64")).sum()]) {
    weight.grad = null;
    backward(measure());
    const analytic = weight.grad!.data[5]!;
    const at = (step: number) => {
      weight.assign(before.add(tensor(Array.from({ length: 12 }, (_, i) => i === 5 ? step : 0), "float64", [4, 3])));
      return measure().item();
    };
    assertAlmostEquals((at(1e-5) - at(-1e-5)) / 2e-5, analytic, 1e-8);
    weight.assign(before);
  }
});

Deno.test("RBM has the pseudo-likelihood that its exact distribution gives", () => {
  const rbm = makeRBM();
  const states = binaryStates(4, "float64");
  const p = rbm.logLikelihood(states).exp().data;
  const expected = Array.from(
    p,
    (own, state) =>
      [1, 2, 4, 8].map((bit) => Math.log(own / (own + p[state ^ bit]!))).reduce((sum, term) => sum + term),
  );
  assertTensorsClose(rbm.pseudoLogLikelihood(states), tensor(expected, "float64"), goldenTolerances.float64.values);
});

Deno.test("RBM estimates its pseudo-likelihood from one unit a sample without bias", () => {
  const rbm = makeRBM();
  const state = tensor([[1, 0, 0.25, 1]], "float64");
  const many = rbm.pseudoLogLikelihood(repeat(state, 20_000, 0), { units: "one" });
  const spread = Math.sqrt(many.sub(many.mean()).pow(2).mean().item() / 20_000);
  assertAlmostEquals(many.mean().item(), rbm.pseudoLogLikelihood(state).item(), 4 * spread);
});

Deno.test("RBM draws states as often as their probabilities say", () => {
  const rbm = makeRBM();
  const chains = 10_000;
  const found = countsOf(rbm.sample(chains, { steps: 20 }));
  const p = rbm.logLikelihood(binaryStates(4, "float64")).exp().data;
  // Five standard deviations of a count.
  p.forEach((p, i) => assertAlmostEquals(found[i]! / chains, p, 5 * Math.sqrt(p * (1 - p) / chains)));
});

/** How often each state is there. */
function countsOf(states: Tensor): number[] {
  const [chains, units] = states.shape as [number, number];
  const counts = new Array<number>(2 ** units).fill(0);
  for (let chain = 0; chain < chains; chain++) {
    let state = 0;
    for (let unit = 0; unit < units; unit++) state = 2 * state + states.data[chain * units + unit]!;
    counts[state]!++;
  }
  return counts;
}

Deno.test("RBM draws each layer given the other", () => {
  const rbm = makeRBM();
  const visible = repeat(tensor([[1, 0, 1, 1]], "float64"), 40_000, 0);
  const hidden = rbm.sampleHidden(visible);
  assertTensorsClose(
    hidden.mean({ axis: 0 }),
    rbm.hiddenProbabilities(visible).mean({ axis: 0 }),
    { rtol: 0, atol: 5 * 0.5 / 200 },
  );
  const back = rbm.sampleVisible(repeat(tensor([[1, 0, 1]], "float64"), 40_000, 0));
  const expected = rbm.visibleProbabilities(tensor([[1, 0, 1]], "float64")).mean({ axis: 0 });
  assertTensorsClose(back.mean({ axis: 0 }), expected, { rtol: 0, atol: 5 * 0.5 / 200 });
  assertEquals([hidden.origin, back.origin], [null, null]);
});

Deno.test("RBM goes on with chains that it is given, and none are moved by no steps", () => {
  const rbm = makeRBM();
  const states = binaryStates(4, "float64");
  assertEquals(rbm.sample(states, { steps: 0 }), states);
  assertEquals(rbm.sample(states, { steps: 3 }).shape, [16, 4]);
});

Deno.test("RBM gives the same bits for the same seed, and others for another", () => {
  const run = (seed: number) => {
    const rbm = new RBM(6, 4, { chains: 5 }).useRandom(new Random(seed));
    const x = new Random(9).bernoulli([7, 6]).cast("float32");
    backward(rbm.contrastiveDivergence(x, { persistent: true, steps: 2 }));
    return [rbm.weight!.grad!, rbm.chains!.value, rbm.sample(3)] as const;
  };
  run(1).forEach((value, i) => assertBits(value, run(1)[i]!));
  assert(run(1)[0].sub(run(2)[0]).abs().max().item() > 0);
});

Deno.test("RBM keeps its chains and its place among random numbers in its state", () => {
  const x = binaryStates(4, "float64");
  const [rbm, other] = [makeRBM("float64", { chains: 6 }), makeRBM("float64", { chains: 6 })];
  assertEquals(Object.keys(rbm.stateDict()), ["weight", "visibleBias", "hiddenBias", "chains", "random.counter"]);
  assertEquals(rbm.namedParameters().map(([name]) => name), ["weight", "visibleBias", "hiddenBias"]);
  rbm.contrastiveDivergence(x, { persistent: true });
  const before = rbm.chains!.value;
  other.loadStateDict(rbm.stateDict());
  for (const one of [rbm, other]) one.contrastiveDivergence(x, { persistent: true });
  assertBits(rbm.chains!.value, other.chains!.value);
  assert(rbm.chains!.value.sub(before).abs().max().item() > 0);
});

for (const persistent of [false, true]) {
  for (const visible of ["states", "probabilities"] as const) {
    const title = `${persistent ? "persistent " : ""}contrastive divergence with ${visible}`;
    Deno.test(`RBM learns by ${title} in one compiled program, as it does eagerly`, () => {
      for (const level of ["relaxed", "simd", "none"] as const) {
        for (const dtype of ["float64", "float32"] as const) {
          withVectorLevel(level, () => checkLearning(dtype, { persistent, visible, steps: 2 }, level !== "none"));
        }
      }
    });
  }
}

function checkLearning(
  dtype: DType,
  options: { persistent: boolean; visible: "states" | "probabilities"; steps: number },
  compiles: boolean,
): void {
  const x = cast(new Random(5).bernoulli([10, 4], 0.3), dtype);
  const [eager, compiled] = [makeRBM(dtype, { chains: 8 }), makeRBM(dtype, { chains: 8 })];
  const stepOf = (rbm: RBM) => {
    const optimizer = new Adam(rbm, { learningRate: 0.05 });
    return (x: Tensor) => {
      const loss = rbm.contrastiveDivergence(x, options);
      backward(loss);
      optimizer.step();
      return loss;
    };
  };
  const [slow, fast] = [stepOf(eager), jit(stepOf(compiled))];
  for (let step = 1; step <= 5; step++) assertCompiled(fast(x), slow(x), `loss of step ${step}`);
  assertEquals(fast.programs.length, 1);
  if (compiles) assertEquals(fast.programs[0]!.uncompiled, []);
  const states = compiled.stateDict();
  for (const [name, value] of Object.entries(eager.stateDict())) assertCompiled(states[name]!, value, name);
}

Deno.test("RBM compiles whatever else it computes", () => {
  const rbm = makeRBM("float32");
  const x = binaryStates(4);
  const functions: Record<string, (x: Tensor) => Tensor> = {
    freeEnergy: (x) => rbm.freeEnergy(x),
    logLikelihood: (x) => rbm.logLikelihood(x),
    pseudoLogLikelihood: (x) => rbm.pseudoLogLikelihood(x),
    reconstruct: (x) => rbm.reconstruct(x),
  };
  for (const [name, f] of Object.entries(functions)) {
    const compiled = jit(f);
    assertCompiled(compiled(x), f(x), name);
    assertEquals(compiled.programs[0]!.uncompiled, [], name);
  }
  const [a, b] = [makeRBM("float32"), makeRBM("float32")];
  const sampled = jit((x: Tensor) => a.sample(x, { steps: 5 }));
  assertEquals(sampled(x).toArray(), b.sample(x, { steps: 5 }).toArray());
  assertEquals(sampled.programs[0]!.uncompiled, []);
});

/** Three units of which one is on, and one that is on where the first is. */
const oneOfThree = tensor([[1, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0]]);

Deno.test("RBM learns exactly what the likelihood asks for: the probabilities of the data", () => {
  const rbm = new RBM(4, 6).useRandom(new Random(1));
  const optimizer = new Adam(rbm, { learningRate: 0.05 });
  const step = jit((x: Tensor) => {
    const loss = rbm.logLikelihood(x).mean().neg();
    backward(loss);
    optimizer.step();
    return loss;
  });
  for (let i = 0; i < 600; i++) step(oneOfThree);
  const probabilities = rbm.logLikelihood(oneOfThree).exp();
  assert(probabilities.min().item() > 0.3, `${probabilities.toArray()}`);
});

for (const options of [{ steps: 1 }, { steps: 5 }, { persistent: true }]) {
  Deno.test(`RBM raises the exact likelihood of its data by contrastive divergence, ${JSON.stringify(options)}`, () => {
    const rbm = new RBM(4, 6, { chains: 60 }).useRandom(new Random(2));
    const optimizer = new SGD(rbm, { learningRate: 0.2 });
    const x = repeat(oneOfThree, 20, 0);
    const step = jit((x: Tensor) => {
      backward(rbm.contrastiveDivergence(x, options));
      optimizer.step();
    });
    const likelihoods: number[] = [];
    for (let i = 0; i <= 900; i++) {
      if (i % 300 === 0) likelihoods.push(rbm.logLikelihood(oneOfThree).mean().item());
      step(x);
    }
    const [first, second, third, last] = likelihoods as [number, number, number, number];
    assert(second > first + 0.3 && third > second && last > third, `${likelihoods}`);
    // Whoever knew the data would reach ln 1/3.
    assert(last < Math.log(1 / 3) && last > -1.6, `${last}`);
  });
}

Deno.test("RBM may have another number of chains than there are data", () => {
  const rbm = makeRBM("float64", { chains: 3 });
  assertEquals(rbm.contrastiveDivergence(binaryStates(4, "float64"), { persistent: true }).shape, []);
  assertEquals(rbm.chains!.shape, [3, 4]);
});

Deno.test("RBM reconstructs what it learnt, and grey is taken as probability", () => {
  const rbm = makeRBM();
  const x = expandDims(tensor([0.5, 0.25, 1, 0], "float64"), 0);
  const expected = rbm.visibleProbabilities(rbm.hiddenProbabilities(x));
  assertBits(rbm.reconstruct(x), expected);
});

Deno.test("RBM refuses bad input before anything changes", () => {
  const rbm = makeRBM("float64", { chains: 2 });
  const before = rbm.stateDict();
  const narrow = tensor([[1, 0]], "float64");
  const wrong: [() => unknown, string][] = [
    [() => rbm.contrastiveDivergence(narrow, { persistent: true }), "[N, 4]: current shape is [1, 2]"],
    [() => rbm.contrastiveDivergence(binaryStates(4, "float32"), { persistent: true }), "float"],
    [() => rbm.contrastiveDivergence(binaryStates(4, "float64"), { steps: 0 }), "steps must be a whole number from 1"],
    [() => rbm.sample(0), "chains must be a whole number from 1"],
    [() => rbm.sample(narrow), "[N, 4]: current shape is [1, 2]"],
    [() => rbm.energy(binaryStates(4, "float64"), narrow), "[N, 3]: current shape is [1, 2]"],
    [() => rbm.visibleProbabilities(narrow), "[N, 3]: current shape is [1, 2]"],
    [() => rbm.pseudoLogLikelihood(narrow), "[N, 4]: current shape is [1, 2]"],
  ];
  for (const [mistake, message] of wrong) assertThrows(mistake, Error, message);
  for (const [name, value] of Object.entries(rbm.stateDict())) assertBits(value, before[name]!, name);
});

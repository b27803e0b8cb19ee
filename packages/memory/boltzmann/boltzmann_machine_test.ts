import { backward, checkGradients, grad } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import { Adam, SGD } from "@chainrule/optim";
import type { Golden } from "@chainrule/testing";
import { assertBits, assertCompiled, assertTensorsClose, goldenTensor, goldenTolerances } from "@chainrule/testing";
import { cast, concat, diagonal, gather, Random, repeat, sub, tensor, transpose } from "@chainrule/tensor";
import type { DType, Tensor } from "@chainrule/tensor";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import file from "../golden/energy.json" with { type: "json" };
import { binaryStates } from "./binary_states.ts";
import { BoltzmannMachine } from "./boltzmann_machine.ts";
import type { BoltzmannMachineOptions } from "./boltzmann_machine.ts";
import { coolingSchedule } from "./cooling_schedule.ts";
import { momentsOf } from "./moments.ts";
import { upperTriangle } from "./pair_weights.ts";

type Case = Readonly<Record<string, Golden>>;
const golden = file.cases.find(({ name }) => name === "boltzmann_machine_exact") as unknown as Case;
const load = (name: string, dtype: DType = "float64") => goldenTensor(golden[name]!, dtype);

/** The machine of the golden file: two visible units and two hidden ones. */
function goldenMachine(dtype: DType): BoltzmannMachine {
  return BoltzmannMachine.fromWeights(load("W", dtype), load("b", dtype), { visible: 2 });
}

/** A machine whose numbers are all different. */
function makeMachine(options: Partial<BoltzmannMachineOptions> = {}, seed = 3): BoltzmannMachine {
  const { dtype = "float64" } = options;
  const some = (shape: readonly number[], { random }: { random: Random }) => random.normal(shape, { dtype });
  const machine = new BoltzmannMachine({
    visible: 3,
    hidden: 2,
    weightInitializer: some,
    biasInitializer: some,
    dtype,
    ...options,
  });
  machine.useRandom(new Random(seed)).ensureBuilt([1, machine.units]);
  return machine;
}

for (const dtype of ["float64", "float32"] as const) {
  const { values, gradients } = goldenTolerances[dtype];

  Deno.test(`BoltzmannMachine has the golden energies and probabilities, in ${dtype}`, () => {
    const machine = goldenMachine(dtype);
    const states = load("states", dtype);
    assertEquals(states.toArray(), binaryStates(4, dtype).toArray());
    assertEquals(machine.weights().toArray(), load("W", dtype).toArray());
    assertTensorsClose(machine.energy(states), load("energy"), values);
    assertTensorsClose(machine.logPartition(), load("log_Z"), values);
    assertTensorsClose(machine.stateProbabilities(), load("probability"), values);
    assertTensorsClose(machine.visibleProbabilities(), load("visible_probability"), values);
    const { mean, correlation } = machine.moments();
    assertTensorsClose(mean, load("mean_s"), values);
    assertTensorsClose(correlation, load("correlation"), values);
    const fifth = machine.conditionalProbabilities(states.slice([5], [6])).reshape([4]);
    assertTensorsClose(fifth, load("conditional_p1_given_state_index_5"), values);
  });

  Deno.test(`BoltzmannMachine has the golden likelihood and its gradients, in ${dtype}`, () => {
    const machine = goldenMachine(dtype);
    const likelihood = machine.logLikelihood(load("data", dtype)).mean();
    assertTensorsClose(likelihood, load("mean_log_likelihood"), values);
    backward(likelihood);
    assertTensorsClose(machine.weight!.grad!, upperTriangle(load("grad_W")), gradients);
    assertTensorsClose(machine.bias!.grad!, load("grad_b"), gradients);
    const each = machine.logLikelihood(load("visible_states", dtype)).exp();
    assertTensorsClose(each, load("visible_probability"), values);
  });
}

Deno.test("BoltzmannMachine has one weight a pair: symmetric, and none to itself", () => {
  const weights = makeMachine().weights();
  assertEquals(transpose(weights).toArray(), weights.toArray());
  assertEquals(diagonal(weights).toArray(), [0, 0, 0, 0, 0]);
  assertEquals(makeMachine().weight!.shape, [10]);
  assertEquals(weights.slice([0], [1]).reshape([5]).toArray(), [0, ...makeMachine().weight!.value.data.slice(0, 4)]);
});

Deno.test("BoltzmannMachine at a temperature is one with weights and biases divided by it", () => {
  const hot = makeMachine();
  const scaled = BoltzmannMachine.fromWeights(hot.weights().div(2.5), hot.bias!.value.div(2.5), { visible: 3 });
  const [options, { values }] = [{ temperature: 2.5 }, goldenTolerances.float64];
  const states = binaryStates(5, "float64");
  assertTensorsClose(hot.logPartition(options), scaled.logPartition(), values);
  assertTensorsClose(hot.visibleProbabilities(options), scaled.visibleProbabilities(), values);
  assertTensorsClose(hot.moments(options).correlation, scaled.moments().correlation, values);
  assertTensorsClose(hot.conditionalProbabilities(states, options), scaled.conditionalProbabilities(states), values);
  const visible = binaryStates(3, "float64");
  assertTensorsClose(hot.logLikelihood(visible, options), scaled.logLikelihood(visible), values);
});

Deno.test("BoltzmannMachine has conditional probabilities that its energies give", () => {
  const machine = makeMachine();
  const states = binaryStates(5, "float64");
  const found = machine.conditionalProbabilities(states);
  const energies = machine.energy(states).data;
  found.data.forEach((p, place) => {
    const [state, bit] = [Math.floor(place / 5), 1 << (4 - place % 5)];
    const [on, off] = [energies[state | bit]!, energies[state & ~bit]!];
    assertAlmostEquals(p, 1 / (1 + Math.exp(on - off)), 1e-12);
  });
});

Deno.test("BoltzmannMachine has derivatives of energy and likelihood, and twice", () => {
  const machine = makeMachine();
  const states = new Random(1).uniform([3, 5], { dtype: "float64" });
  checkGradients((states) => machine.energy(states).sum(), [states]);
  checkGradients((states) => grad((x: Tensor) => machine.energy(x).pow(2).sum())(states).sum(), [states]);
  const visible = states.slice([0, 0], [3, 3]);
  checkGradients((visible) => machine.logLikelihood(visible, { temperature: 2 }).sum(), [visible]);
  checkGradients((t) => machine.logPartition({ temperature: t }), [tensor(1.5, "float64")]);
});

Deno.test("BoltzmannMachine has the same distribution whatever its units are called", () => {
  const machine = makeMachine({ visible: 5, hidden: 0 });
  const order = tensor([3, 1, 4, 0, 2], "int32");
  const weights = gather(gather(machine.weights(), order), order, 1);
  const renamed = BoltzmannMachine.fromWeights(weights, gather(machine.bias!, order));
  const states = binaryStates(5, "float64");
  assertTensorsClose(
    renamed.logLikelihood(gather(states, order, 1)),
    machine.logLikelihood(states),
    goldenTolerances.float64.values,
  );
});

Deno.test("BoltzmannMachine goes through the states of twenty units, and no more", () => {
  const bias = new Random(1).normal([20]);
  const machine = BoltzmannMachine.fromWeights(bias.reshape([20, 1]).mul(0).add(bias.mul(0)), bias);
  // Without weights the units are independent.
  const expected = Array.from(bias.data, (b) => Math.log1p(Math.exp(b))).reduce((sum, term) => sum + term);
  assertAlmostEquals(machine.logPartition().item(), expected, 1e-4);
  assertTensorsClose(machine.moments().mean, bias.neg().exp().add(1).pow(-1), { rtol: 1e-4, atol: 0 });
  const error = assertThrows(() => makeMachine({ visible: 21, hidden: 0 }).logPartition(), RangeError);
  assertEquals(
    error.message,
    "Cannot take the partition function of BoltzmannMachine as it goes through all states of at most 20 units: current number of units is 21; sample from it instead",
  );
});

/** Standard deviations of a mean of `chains` draws of 0 or 1, five of them. */
const five = (chains: number) => ({ rtol: 0, atol: 5 * 0.5 / Math.sqrt(chains) });

Deno.test("BoltzmannMachine draws states as often as their probabilities say, at any temperature", () => {
  const machine = makeMachine();
  const chains = 10_000;
  for (const temperature of [1, 3]) {
    const states = machine.sample(chains, { steps: 20, temperature });
    const { mean, correlation } = momentsOf(states);
    const exact = machine.moments({ temperature });
    assertTensorsClose(mean, exact.mean, five(chains));
    assertTensorsClose(correlation, exact.correlation, five(chains));
  }
});

Deno.test("BoltzmannMachine leaves the distribution as it is by a sweep", () => {
  const machine = makeMachine();
  const copies = 400;
  // Each state as often as it is likely, to the whole number.
  const times = Array.from(machine.stateProbabilities().data, (p) => Math.round(p * 32 * copies));
  const rows = binaryStates(5, "float64");
  const states = concat(times.flatMap((n, i) => n === 0 ? [] : [repeat(rows.slice([i], [i + 1]), n, 0)]));
  const found = momentsOf(machine.sweep(states));
  assertTensorsClose(found.correlation, machine.moments().correlation, five(32 * copies));
});

Deno.test("BoltzmannMachine samples hidden units given visible ones, which stay", () => {
  const machine = makeMachine();
  const chains = 10_000;
  const visible = repeat(tensor([[1, 0, 1]], "float64"), chains, 0);
  const states = machine.sampleHidden(visible, { steps: 20 });
  assertEquals(states.shape, [chains, 5]);
  assertBits(states.slice([0, 0], [chains, 3]), visible);
  const p = Array.from(machine.stateProbabilities().data).slice(5 * 4, 5 * 4 + 4);
  const total = p.reduce((sum, p) => sum + p);
  const expected = tensor([(p[2]! + p[3]!) / total, (p[1]! + p[3]!) / total], "float64");
  assertTensorsClose(states.slice([0, 3], [chains, 5]).mean({ axis: 0 }), expected, five(chains));
});

Deno.test("BoltzmannMachine completes a pattern around the units that are clamped", () => {
  const machine = makeMachine();
  const states = binaryStates(5, "float64");
  const after = machine.sample(states, { steps: 3, clamped: [1, 4] });
  for (const unit of [1, 4]) {
    assertBits(after.slice([0, unit], [32, unit + 1]), states.slice([0, unit], [32, unit + 1]));
  }
  assert(sub(after, states).abs().sum().item() > 0);
  assertEquals(machine.sample(states, { steps: 0 }), states);
});

Deno.test("BoltzmannMachine is annealed into states of lowest energy, where a quick freeze gets caught", () => {
  const pairs = makeMachine({ visible: 14, hidden: 0 }, 4).weights();
  // With these biases a state and its opposite have the same energy, and many units want opposite things.
  const machine = BoltzmannMachine.fromWeights(pairs, pairs.sum({ axis: 1 }).div(-2)).useRandom(new Random(4));
  const lowest = machine.energy(binaryStates(14, "float64")).min().item();
  const share = (states: Tensor) => machine.energy(states).less(lowest + 1e-9).cast("float64").mean().item();
  const annealed = share(machine.anneal(150, coolingSchedule(80, { from: 2, to: 0.05 })));
  const frozen = share(machine.anneal(150, new Array(40).fill(0.01)));
  assert(annealed > frozen + 0.3, `${annealed} of chains annealed, ${frozen} frozen`);
});

Deno.test("BoltzmannMachine samples compiled as it does eagerly, with the temperature as an argument", () => {
  for (const level of ["relaxed", "simd", "none"] as const) {
    withVectorLevel(level, () => {
      const [eager, compiled] = [makeMachine({ dtype: "float32" }), makeMachine({ dtype: "float32" })];
      const sweep = jit((states: Tensor, temperature: Tensor | number) => compiled.sweep(states, { temperature }));
      let [a, b] = [eager.sample(50, { steps: 0 }), compiled.sample(50, { steps: 0 })];
      for (const temperature of coolingSchedule(10, { from: 4, to: 0.5 })) {
        a = eager.sweep(a, { temperature });
        b = sweep(b, temperature);
        assertEquals(b.toArray(), a.toArray());
      }
      assertEquals(sweep.programs.length, 1);
      if (level !== "none") assertEquals(sweep.programs[0]!.uncompiled, []);
    });
  }
});

Deno.test("BoltzmannMachine learns in one compiled program, exactly and by samples, as it does eagerly", () => {
  const losses: Record<string, (machine: BoltzmannMachine, x: Tensor) => Tensor> = {
    exact: (machine, x) => machine.logLikelihood(x).mean().neg(),
    sampled: (machine, x) => machine.contrastiveDivergence(x, { steps: 2 }),
    persistent: (machine, x) => machine.contrastiveDivergence(x, { persistent: true }),
  };
  for (const level of ["relaxed", "simd", "none"] as const) {
    for (const dtype of ["float64", "float32"] as const) {
      for (const [name, loss] of Object.entries(losses)) {
        withVectorLevel(level, () => checkLearning(dtype, loss, `${name}, ${dtype}, ${level}`, level !== "none"));
      }
    }
  }
});

function checkLearning(
  dtype: DType,
  lossOf: (machine: BoltzmannMachine, x: Tensor) => Tensor,
  message: string,
  compiles: boolean,
): void {
  const x = cast(new Random(5).bernoulli([10, 3], 0.3), dtype);
  const [eager, compiled] = [makeMachine({ dtype, chains: 8 }), makeMachine({ dtype, chains: 8 })];
  const stepOf = (machine: BoltzmannMachine) => {
    const optimizer = new Adam(machine, { learningRate: 0.05 });
    return (x: Tensor) => {
      const loss = lossOf(machine, x);
      backward(loss);
      optimizer.step();
      return loss;
    };
  };
  const [slow, fast] = [stepOf(eager), jit(stepOf(compiled))];
  for (let step = 1; step <= 4; step++) assertCompiled(fast(x), slow(x), `${message}: loss of step ${step}`);
  if (compiles) assertEquals(fast.programs[0]!.uncompiled, [], message);
  const states = compiled.stateDict();
  for (const [name, value] of Object.entries(eager.stateDict())) {
    assertCompiled(states[name]!, value, `${message}: ${name}`);
  }
}

/** A distribution over the states of eight units that is not one of a machine: blocks that slide around a ring, some oftener. */
const ring = tensor(
  Array.from({ length: 8 }, (_, first) => Array.from({ length: 8 }, (_, unit) => (unit - first + 8) % 8 < 3 ? 1 : 0)),
);
const shares = tensor([4, 1, 2, 1, 4, 1, 2, 1]).div(16);

Deno.test("BoltzmannMachine of eight units learns the moments of a distribution, exactly", () => {
  const machine = new BoltzmannMachine({ visible: 8 }).useRandom(new Random(1));
  const optimizer = new Adam(machine, { learningRate: 0.05 });
  const step = jit((states: Tensor, shares: Tensor) => {
    backward(machine.logLikelihood(states).mul(shares).sum().neg());
    optimizer.step();
  });
  for (let i = 0; i < 400; i++) step(ring, shares);
  assertTensorsClose(machine.moments().correlation, momentsOf(ring, shares).correlation, { rtol: 0, atol: 0.005 });
});

Deno.test("BoltzmannMachine of eight units learns the moments of a distribution, by clamped and free samples", () => {
  const machine = new BoltzmannMachine({ visible: 8, chains: 500 }).useRandom(new Random(1));
  const optimizer = new SGD(machine, { learningRate: 0.5 });
  // Each state as often as it is to be.
  const data = gather(ring, tensor([0, 0, 0, 0, 1, 2, 2, 3, 4, 4, 4, 4, 5, 6, 6, 7], "int32"));
  const step = jit((x: Tensor) => {
    backward(machine.contrastiveDivergence(x, { persistent: true, steps: 3 }));
    optimizer.step();
  });
  for (let i = 0; i < 600; i++) {
    optimizer.learningRate = 0.5 * (1 - i / 600);
    step(data);
  }
  const target = momentsOf(ring, shares).correlation;
  assertTensorsClose(machine.moments().correlation, target, { rtol: 0, atol: 0.02 });
});

Deno.test("BoltzmannMachine needs hidden units to learn what pairs do not tell, such as parity", () => {
  const even = tensor([[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]);
  const learned = (hidden: number) => {
    const machine = new BoltzmannMachine({ visible: 3, hidden }).useRandom(new Random(2));
    const optimizer = new Adam(machine, { learningRate: 0.1 });
    const step = jit((x: Tensor) => {
      backward(machine.logLikelihood(x).mean().neg());
      optimizer.step();
    });
    for (let i = 0; i < 300; i++) step(even);
    return machine.logLikelihood(even).exp().sum().item();
  };
  assertAlmostEquals(learned(0), 0.5, 0.01);
  assert(learned(2) > 0.95);
});

Deno.test("BoltzmannMachine gives the same bits for the same seed, and its state has all that it needs to go on", () => {
  const x = binaryStates(3, "float64");
  const [machine, other] = [makeMachine({ chains: 6 }), makeMachine({ chains: 6 })];
  assertEquals(Object.keys(machine.stateDict()), ["weight", "bias", "chains", "random.counter"]);
  assertEquals(machine.namedParameters().map(([name]) => name), ["weight", "bias"]);
  machine.contrastiveDivergence(x, { persistent: true });
  const before = machine.chains!.value;
  other.loadStateDict(machine.stateDict());
  for (const one of [machine, other]) one.contrastiveDivergence(x, { persistent: true });
  assertBits(machine.chains!.value, other.chains!.value);
  assertBits(machine.sample(4), other.sample(4));
  assert(machine.chains!.value.sub(before).abs().max().item() > 0);
});

Deno.test("BoltzmannMachine refuses bad input before anything changes", () => {
  const machine = makeMachine({ chains: 2 });
  const before = machine.stateDict();
  const narrow = tensor([[1, 0]], "float64");
  const all = binaryStates(5, "float64");
  const wrong: [() => unknown, string][] = [
    [() => machine.energy(narrow), "states must have shape [N, 5]: current shape is [1, 2]"],
    [() => machine.energy(tensor([1, 0, 1, 1, 0], "float64")), "one state is a row: reshape it to [1, 5]"],
    [() => machine.sweep(all, { temperature: 0 }), "the temperature must be positive: current temperature is 0"],
    [() => machine.anneal(all, [2, 1, -1]), "the temperature must be positive: current temperature is -1"],
    [() => machine.anneal(0, [1]), "chains must be a whole number from 1: current chains is 0"],
    [() => machine.sample(2, { clamped: [5] }), "clamped units must be in [0, 5): current unit is 5"],
    [() => machine.sample(2, { steps: 0.5 }), "steps must be a whole number from 0: current steps is 0.5"],
    [() => machine.sampleHidden(all), "states must have shape [N, 3]: current shape is [32, 5]"],
    [() => machine.logLikelihood(all), "states must have shape [N, 3]: current shape is [32, 5]"],
    [() => machine.logPartition({ temperature: NaN }), "the temperature must be positive: current temperature is NaN"],
    [() => machine.contrastiveDivergence(narrow, { persistent: true }), "[N, 3]: current shape is [1, 2]"],
    [() => makeMachine().contrastiveDivergence(binaryStates(3), { persistent: true }), "{ chains: 100 }"],
    [() => BoltzmannMachine.fromWeights(tensor([[1, 2]]), tensor([1])), "weights must have shape [U, U]"],
    [() => BoltzmannMachine.fromWeights(tensor([[0, 2], [2, 0]]), tensor([1])), "bias must have shape [2]"],
    [() => new BoltzmannMachine({ visible: 1 }), "visible + hidden must be a whole number from 2"],
  ];
  for (const [mistake, message] of wrong) assertThrows(mistake, Error, message);
  for (const [name, value] of Object.entries(machine.stateDict())) assertBits(value, before[name]!, name);
});

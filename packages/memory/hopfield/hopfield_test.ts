import { checkGradients, grad } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import { assertBits, assertCompiled, assertTensorsClose, checkLayer, goldenTolerances } from "@chainrule/testing";
import { concat, equal, eye, matmul, Random, tensor, transpose, zeros } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Hopfield } from "./hopfield.ts";
import type { HopfieldOptions } from "./hopfield.ts";
import { overlap } from "./overlap.ts";

/** Random states of ±1. */
function signs(shape: number[], seed: number, probability = 0.5): Tensor {
  return new Random(seed).bernoulli(shape, probability).cast("float64").mul(2).sub(1);
}

/** Patterns with a share of their units turned over. */
function damaged(patterns: Tensor, share: number, seed: number): Tensor {
  return patterns.mul(signs([...patterns.shape], seed, 1 - share));
}

function isFixed(network: Hopfield, states: Tensor): boolean {
  return equal(network.forward(states), states).min().item() === 1;
}

const someOptions: fc.Arbitrary<HopfieldOptions> = fc.record({
  rule: fc.constantFrom("hebb" as const, "pseudoInverse" as const),
  selfConnections: fc.boolean(),
  dtype: fc.constantFrom("float32" as const, "float64" as const),
});

/** A network with random patterns and thresholds, and a state to begin with. */
const begun = fc.record({
  units: fc.integer({ min: 1, max: 24 }),
  patterns: fc.integer({ min: 1, max: 12 }),
  threshold: fc.constantFrom(0, 0.3),
  options: someOptions,
  seed: fc.nat(),
}).map(({ units, patterns, threshold, options, seed }) => {
  const network = new Hopfield(units, options).store(signs([patterns, units], seed));
  network.threshold.assign(new Random(seed + 1).normal([units], { std: threshold, dtype: network.dtype }));
  return { network, start: signs([units], seed + 2), seed };
});

Deno.test("Hopfield.forward obeys the laws of layers", () => {
  checkLayer((dtype) => new Hopfield(20, { dtype }).store(signs([3, 20], 1)), {
    input: signs([5, 20], 2),
    output: [5, 20],
    parameters: {},
    smooth: false,
    failures: [{
      input: [5, 19],
      message: "Cannot update states as they must have shape [..., 20]: current shape is [5, 19]",
    }],
  });
});

Deno.test("a network's memory and thresholds go into its state dict and back", () => {
  const network = new Hopfield(8).store(signs([2, 8], 1));
  network.threshold.assign(new Random(1).normal([8]));
  const other = new Hopfield(8);
  other.loadStateDict(network.stateDict());
  assertBits(other.weight, network.weight);
  assertEquals(Object.keys(network.stateDict()), ["memory", "threshold"]);
  assertEquals(network.parameters(), []);
});

Deno.test("energy() is minus half of s W s, plus the thresholds of the units that are 1, less those of the others", () => {
  const network = new Hopfield(2, { dtype: "float64" }).store(tensor([1, 1]));
  network.threshold.assign(tensor([0.5, -0.25], "float64"));
  // The weight between the two is 1/2.
  assertEquals(network.energy(tensor([[1, 1], [1, -1], [-1, -1]])).toArray(), [-0.25, 1.25, -0.75]);
  assertEquals(network.energy(tensor([1, 1])).shape, []);
});

Deno.test("energy() has derivatives of both orders; that of a state is minus its field", () => {
  const network = new Hopfield(6, { dtype: "float64" }).store(signs([2, 6], 3));
  network.threshold.assign(new Random(1).normal([6], { dtype: "float64" }));
  const states = new Random(2).normal([3, 6], { dtype: "float64" });
  checkGradients((s) => network.energy(s), [states]);
  const slope = grad((s: Tensor) => network.energy(s).sum())(states);
  const fields = matmul(states, network.weight).sub(network.threshold);
  assertTensorsClose(slope, fields.neg(), goldenTolerances.float64.gradients);
});

Deno.test("energy() and forward() give the same in compiled programs, at every vector level, in both precisions", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const network = new Hopfield(40, { dtype }).store(signs([5, 40], 1));
    const states = signs([7, 40], 2).cast(dtype);
    for (const level of ["relaxed", "simd", "none"] as const) {
      withVectorLevel(level, () => {
        assertCompiled(jit((s: Tensor) => network.energy(s))(states), network.energy(states), `energy, ${level}`);
        const next = jit((s: Tensor) => network.forward(s))(states);
        assertEquals(next.toArray(), network.forward(states).toArray(), `forward, ${level}`);
      });
    }
  }
});

Deno.test("energy never rises in asynchronous recall, whatever rule, thresholds and order, and recall ends where no unit wants to change", () => {
  fc.assert(fc.property(begun, fc.boolean(), ({ network, start, seed }, shuffled) => {
    const random = shuffled ? { random: new Random(seed) } : {};
    const { state, states, converged, alternates } = network.recall(start, { record: "updates", ...random });
    const wide = new Hopfield(network.units, { ...network.options, dtype: "float64" });
    wide.memory.assign(network.memory.value.cast("float64"));
    wide.threshold.assign(network.threshold.value.cast("float64"));
    const energies = wide.energy(states!).data;
    for (let i = 1; i < energies.length; i++) {
      const [before, after] = [energies[i - 1]!, energies[i]!];
      assert(after <= before + 1e-13 * network.units, `update ${i} raises the energy from ${before} to ${after}`);
      const changed = states!.slice([i - 1, 0], [i + 1, network.units]).sum({ axis: 0 }).equal(0).sum().item();
      assert(changed <= 1, `update ${i} changes ${changed} units`);
    }
    assertEquals([converged.item(), alternates.item()], [1, 0]);
    assert(isFixed(network, state), "recall ended in a state that is not fixed");
  }));
});

Deno.test("synchronous recall ends in a fixed state or goes back and forth between two, and says which", () => {
  let alternating = 0;
  fc.assert(fc.property(begun, ({ network, start }) => {
    const { state, converged, alternates } = network.recall(start, { mode: "synchronous", maxSweeps: 1000 });
    assertEquals(converged.item() + alternates.item(), 1);
    const next = network.forward(state);
    assertEquals(isFixed(network, state), converged.item() === 1);
    assertEquals(network.forward(next).toArray(), state.toArray());
    alternating += alternates.item();
  }));
  assert(alternating > 0, "none of the networks goes back and forth");
});

Deno.test("synchronous recall gives what forward gives again and again", () => {
  const network = new Hopfield(30).store(signs([5, 30], 1));
  const { states } = network.recall(signs([30], 2), { mode: "synchronous", record: "sweeps" });
  for (let step = 1; step < states!.shape[0]!; step++) {
    const [before, after] = [step - 1, step].map((i) => states!.slice([i, 0], [i + 1, 30]));
    assertEquals(network.forward(before!).toArray(), after!.toArray());
  }
});

Deno.test("a field of zero keeps the unit: a network without memory, or with patterns that cancel out, changes nothing", () => {
  const states = signs([4, 2], 1);
  const cancelling = new Hopfield(2).store(tensor([[1, 1], [1, -1]]));
  for (const network of [new Hopfield(2), cancelling]) {
    for (const mode of ["asynchronous", "synchronous"] as const) {
      const { state, sweeps } = network.recall(states, { mode });
      assertEquals([state.toArray(), sweeps.toArray()], [states.toArray(), [1, 1, 1, 1]]);
    }
  }
});

Deno.test("ties are ties although weights such as 1/49 are rounded: both precisions recall what whole numbers do", () => {
  // An even number of patterns on 49 units: many fields are exactly zero.
  const patterns = signs([8, 49], 1);
  const counts = matmul(transpose(patterns), patterns).mul(tensor(1, "float64").sub(eye(49, 49, "float64")))
    .toArray() as number[][];
  const states = signs([30, 49], 2);
  let ties = 0;
  const expected = (states.toArray() as number[][]).map((state) => {
    for (let changed = true; changed;) {
      changed = false;
      for (let i = 0; i < 49; i++) {
        const field = counts[i]!.reduce((sum, count, j) => sum + count * state[j]!, 0);
        if (field === 0) ties++;
        if (field * state[i]! >= 0) continue;
        state[i] = -state[i]!;
        changed = true;
      }
    }
    return state;
  });
  for (const dtype of ["float32", "float64"] as const) {
    const network = new Hopfield(49, { dtype }).store(patterns);
    assertEquals(network.recall(states).state.toArray(), expected);
  }
  assert(ties > 20, `${ties} ties`);
});

Deno.test("thresholds pull units without other reasons to −1 or to 1", () => {
  const network = new Hopfield(3);
  network.threshold.assign(tensor([1, -1, 0]));
  for (const mode of ["asynchronous", "synchronous"] as const) {
    assertEquals(network.recall(tensor([1, -1, 1]), { mode }).state.toArray(), [-1, 1, 1]);
  }
});

Deno.test("what was stored in parts is what was stored at once", () => {
  fc.assert(
    fc.property(someOptions, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 2, max: 8 }), fc.nat(), (...drawn) => {
      const [options, units, count, seed] = drawn;
      const patterns = signs([count, units], seed);
      const whole = new Hopfield(units, options).store(patterns);
      const parts = new Hopfield(units, options).store(patterns.slice([0, 0], [1, units]).reshape([units]));
      parts.store(patterns.slice([1, 0], [count, units]));
      assertTensorsClose(parts.weight, whole.weight, goldenTolerances[whole.dtype as "float32" | "float64"].values);
    }),
  );
});

Deno.test("the Hebb rule has the outer products of the patterns over N, and no unit acts on itself", () => {
  const network = new Hopfield(4, { dtype: "float64" }).store(tensor([[1, 1, -1, -1], [1, 1, 1, 1]]));
  assertEquals(network.weight.toArray(), [[0, 0.5, 0, 0], [0.5, 0, 0, 0], [0, 0, 0, 0.5], [0, 0, 0.5, 0]]);
});

Deno.test("the pseudo-inverse is a symmetric projection that keeps every pattern, also where patterns depend on each other", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 16 }), fc.nat(), (units, count, seed) => {
      // Patterns, their opposites and themselves again; with few units, many more depend on each other.
      const some = signs([count, units], seed);
      const patterns = concat([some, some.neg(), some]);
      for (const dtype of ["float32", "float64"] as const) {
        const network = new Hopfield(units, { rule: "pseudoInverse", dtype }).store(patterns).store(some);
        const projection = network.memory.value;
        const { values } = goldenTolerances[dtype];
        assertTensorsClose(matmul(projection, projection), projection, values, "P P = P");
        assertTensorsClose(transpose(projection), projection, values, "Pᵀ = P");
        assertTensorsClose(matmul(patterns.cast(dtype), projection), patterns.cast(dtype), values, "P x = x");
        for (const mode of ["asynchronous", "synchronous"] as const) {
          assertEquals(network.recall(patterns, { mode }).state.toArray(), patterns.toArray());
        }
      }
    }),
  );
});

Deno.test("the pseudo-inverse of as many independent patterns as units is the identity, and tells apart patterns that differ in one unit", () => {
  const units = 60;
  // Row i differs from the first one in unit i alone.
  const patterns = tensor(1, "float64").sub(eye(units, units, "float64").mul(2));
  for (const dtype of ["float32", "float64"] as const) {
    const { memory } = new Hopfield(units, { rule: "pseudoInverse", dtype }).store(patterns);
    assertTensorsClose(memory.value, eye(units, units, dtype), goldenTolerances[dtype].values);
  }
});

Deno.test("the pseudo-inverse of patterns that nearly depend on each other is as exact as that of others", () => {
  // Graham and Sloane (1984), Anti-Hadamard Matrices: inverses of these have entries that grow like Fibonacci numbers.
  const [units, zeroOne] = [24, (row: number, column: number) => {
    const right = column - row;
    return Number(right === 0 || right > 0 && right % 2 === 1);
  }];
  const patterns = Array.from(
    { length: units },
    (_, i) => Array.from({ length: units }, (_, j) => i > 0 && j > 0 && zeroOne(i, j) === 1 ? -1 : 1),
  );
  const { memory } = new Hopfield(units, { rule: "pseudoInverse", dtype: "float64" }).store(tensor(patterns));
  assertTensorsClose(memory.value, eye(units, units, "float64"), { rtol: 0, atol: 1e-14 });
});

Deno.test("damaged patterns come back: few of them by Hebb's rule, correlated ones by the pseudo-inverse only", () => {
  const few = signs([8, 200], 1);
  const correlated = signs([20, 200], 2, 0.75);
  const recalled = (rule: HopfieldOptions["rule"] & string, patterns: Tensor) =>
    overlap(new Hopfield(200, { rule }).store(patterns).recall(damaged(patterns, 0.1, 3)).state, patterns);
  assertEquals(recalled("hebb", few).min().item(), 1);
  assertEquals(recalled("pseudoInverse", few).min().item(), 1);
  assertEquals(recalled("pseudoInverse", correlated).min().item(), 1);
  assert(recalled("hebb", correlated).max().item() < 1);
});

Deno.test("the opposite of a pattern is remembered with it", () => {
  const patterns = signs([3, 100], 1);
  const network = new Hopfield(100).store(patterns);
  assert(isFixed(network, patterns) && isFixed(network, patterns.neg()));
});

Deno.test("states that are recalled together go the way that each goes alone, and keep shape and dtype", () => {
  const network = new Hopfield(40).store(signs([8, 40], 1));
  const states = signs([2, 3, 40], 2).cast("int32");
  for (const mode of ["asynchronous", "synchronous"] as const) {
    const together = network.recall(states, { mode, record: "sweeps" });
    const { state, converged, alternates, sweeps } = together;
    assertEquals([state.shape, state.dtype], [[2, 3, 40], "int32"]);
    assertEquals([converged.shape, alternates.shape, sweeps.shape], [[2, 3], [2, 3], [2, 3]]);
    assertEquals([converged.dtype, alternates.dtype, sweeps.dtype], ["bool", "bool", "int32"]);
    assertEquals(together.states!.shape, [Math.max(...sweeps.data) + 1, 2, 3, 40]);
    assert(new Set(sweeps.data).size > 1, "all take the same number of sweeps");
    for (let i = 0; i < 2; i++) {
      for (let j = 0; j < 3; j++) {
        const alone = network.recall(states.slice([i, j, 0], [i + 1, j + 1, 40]).reshape([40]), { mode });
        assertEquals(alone.state.toArray(), state.slice([i, j, 0], [i + 1, j + 1, 40]).reshape([40]).toArray());
        const at = i * 3 + j;
        assertEquals(
          [alone.sweeps.item(), alone.converged.item(), alone.alternates.item()],
          [sweeps.data[at]!, converged.data[at]!, alternates.data[at]!],
        );
      }
    }
    const [last, end] = [together.states!.shape[0]! - 1, together.states!.shape[0]!];
    assertEquals(
      together.states!.slice([last, 0, 0, 0], [end, 2, 3, 40]).reshape([2, 3, 40]).toArray(),
      state.toArray(),
    );
  }
});

Deno.test("random orders are those of the generator: one seed gives one way, others give others", () => {
  const network = new Hopfield(60).store(signs([15, 60], 1));
  const state = signs([60], 2);
  const way = (seed: number) => network.recall(state, { random: new Random(seed), record: "updates" }).states!;
  assertBits(way(1), way(1));
  assert(new Set([1, 2, 3, 4].map((seed) => way(seed).data.join())).size > 1);
});

Deno.test("a state has a random order of its own, however long the states before it take", () => {
  const patterns = signs([15, 60], 1);
  const network = new Hopfield(60).store(patterns.slice([0, 0], [2, 60]));
  const second = (first: Tensor) => {
    const { sweeps, states } = network.recall(concat([first, signs([1, 60], 2)]), {
      random: new Random(1),
      record: "updates",
    });
    return { sweeps, way: states!.slice([0, 1, 0], [60, 2, 60]) };
  };
  const [quick, slow] = [second(patterns.slice([0, 0], [1, 60])), second(signs([1, 60], 3))];
  assert(quick.sweeps.data[0]! < slow.sweeps.data[0]!, "the first states take as long");
  assertBits(quick.way, slow.way);
});

Deno.test("recall stops after maxSweeps, and says that it has not converged", () => {
  const network = new Hopfield(60).store(signs([15, 60], 1));
  for (const mode of ["asynchronous", "synchronous"] as const) {
    const { converged, alternates, sweeps } = network.recall(signs([60], 2), { mode, maxSweeps: 1 });
    assertEquals([converged.item(), alternates.item(), sweeps.item()], [0, 0, 1]);
  }
});

Deno.test("no states are recalled as no states", () => {
  const { state, sweeps, states } = new Hopfield(3).recall(zeros([0, 3]), { record: "sweeps" });
  assertEquals([state.shape, sweeps.shape, states!.shape], [[0, 3], [0], [1, 0, 3]]);
});

Deno.test("what Hopfield refuses changes nothing", () => {
  const network = new Hopfield(3).store(tensor([1, -1, 1]));
  const before = network.memory.value;
  for (const bad of [tensor([[1, 1, 1], [1, 0, 1]]), tensor([1, 1]), tensor(1)]) {
    assertThrows(() => network.store(bad), Error, "Cannot store patterns");
    assertBits(network.memory.value, before);
  }
});

import { gradients } from "@chainrule/autograd";
import type { Golden } from "@chainrule/testing";
import { assertTensorsClose, goldenTensor, goldenTolerances } from "@chainrule/testing";
import { matmul, tensor, Variable } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import golden from "../golden/energy.json" with { type: "json" };
import { Hopfield } from "./hopfield.ts";
import { modernHopfield, modernHopfieldEnergy } from "./modern_hopfield.ts";

function find(name: string): Record<string, Golden> {
  const found = golden.cases.find((one) => one.name === name);
  assert(found !== undefined, `energy.json has no case ${name}`);
  return found as unknown as Record<string, Golden>;
}

for (const dtype of ["float64", "float32"] as const) {
  const near = goldenTolerances[dtype].values;
  const load = (stored: Golden | undefined) => goldenTensor(stored!, dtype);

  Deno.test(`Hopfield has the weights, energies and states of golden hopfield_hebb in ${dtype}`, () => {
    const { patterns, W, start, async_states_after_each_unit, async_energy, sync_states, pattern_energies } = find(
      "hopfield_hebb",
    );
    const network = new Hopfield(12, { dtype }).store(load(patterns));
    assertTensorsClose(network.weight, load(W), near, "W");
    assertTensorsClose(network.energy(load(patterns)), load(pattern_energies), near, "pattern_energies");

    // The file goes on for a third sweep, in which nothing can change.
    const inTurn = network.recall(load(start), { record: "updates" });
    const expected = load(async_states_after_each_unit);
    assertEquals([inTurn.sweeps.item(), inTurn.converged.item()], [2, 1]);
    assertEquals(inTurn.states!.toArray(), expected.slice([0, 0], [25, 12]).toArray());
    assertEquals(inTurn.state.toArray(), expected.slice([36, 0], [37, 12]).reshape([12]).toArray());
    assertTensorsClose(network.energy(expected), load(async_energy), near, "async_energy");

    const atOnce = network.recall(load(start), { mode: "synchronous", record: "sweeps" });
    const steps = atOnce.states!.shape[0]!;
    assertEquals(atOnce.states!.toArray(), load(sync_states).slice([0, 0], [steps, 12]).toArray());
    assertEquals(atOnce.state.toArray(), load(sync_states).slice([4, 0], [5, 12]).reshape([12]).toArray());
    assertEquals(atOnce.converged.item(), 1);
  });

  Deno.test(`Hopfield has the weights of golden hopfield_pseudo_inverse in ${dtype}`, () => {
    const { patterns, W } = find("hopfield_pseudo_inverse");
    const network = new Hopfield(12, { rule: "pseudoInverse", selfConnections: true, dtype }).store(load(patterns));
    assertTensorsClose(network.weight, load(W), near, "W");
    assertTensorsClose(matmul(load(patterns), network.weight), load(patterns), near, "W x = x");
    assertEquals(network.forward(load(patterns)).toArray(), load(patterns).toArray());
  });

  Deno.test(`modernHopfield has the state, energy and weights of golden modern_hopfield_step in ${dtype}`, () => {
    const { X, xi, beta, weights, xi_next, energy } = find("modern_hopfield_step");
    const [patterns, state] = [new Variable(load(X)), load(xi)];
    const options = { beta: beta as number };
    assertTensorsClose(modernHopfield(state, patterns.value, options), load(xi_next), near, "xi_next");
    const found = modernHopfieldEnergy(state, patterns.value, options);
    assertTensorsClose(found, load(energy), near, "energy");
    // The energy falls along −pₘ ξ with pattern m, and the longest pattern, the last one, has a term of its own.
    const [slope] = gradients(found, [patterns]);
    const rows = slope!.sub(tensor([[0], [0], [0], [1]], dtype).mul(patterns));
    const shares = matmul(rows, state.reshape([3, 1])).div(state.pow(2).sum().neg());
    const { gradients: nearGradients } = goldenTolerances[dtype];
    assertTensorsClose(shares.reshape([4]), load(weights), nearGradients, "weights");
  });
}

import { assert, assertAlmostEquals } from "@std/assert";
import { boltzmannMachine } from "./boltzmann_machine.ts";

const { momentErrors, probabilities, lowest } = boltzmannMachine();

Deno.test("eight units learn the moments of bars to two hundredths", () => {
  assert(momentErrors[0]![1] > 0.05);
  assert(momentErrors.at(-1)![1] < 0.02, `${momentErrors.at(-1)}`);
});

Deno.test("each of the six bars is about as likely as in the data, and hardly anything else", () => {
  const { data, machine } = probabilities;
  machine.forEach((p, state) => assertAlmostEquals(p, data[state]!, 0.05, `state ${state}`));
  assert(machine.filter((_, state) => data[state]! > 0).reduce((sum, p) => sum + p) > 0.95);
});

Deno.test("samples of Gibbs sampling have the probabilities that all states together give", () => {
  probabilities.samples.forEach((p, state) => assertAlmostEquals(p, probabilities.machine[state]!, 0.03));
});

Deno.test("annealed chains find the lowest energy more often than frozen ones", () => {
  assert(lowest.annealed > lowest.frozen + 0.1, `${lowest.annealed}, ${lowest.frozen}`);
});

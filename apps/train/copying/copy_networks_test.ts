import { Random } from "@chainrule/tensor";
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { CopyNetworks, parameterCount } from "./copy_networks.ts";
import { copyTask } from "./copy_task.ts";

Deno.test("the LSTM has as many parameters as the neural Turing machine, or up to 3 % more", () => {
  for (const units of [16, 48, 100]) {
    const { machine, lstm } = new CopyNetworks(units, 0);
    const ratio = parameterCount(lstm) / parameterCount(machine);
    assert(ratio >= 1 && ratio < 1.03, `${ratio}`);
  }
});

Deno.test("both networks give net inputs of eight bits for every step", () => {
  const { machine, lstm } = new CopyNetworks(4, 0);
  const { x } = copyTask(2, 3, new Random(0));
  assertEquals(machine.forward(x).shape, [2, 8, 8]);
  assertEquals(lstm.forward(x).shape, [2, 8, 8]);
});

Deno.test("first weights are determined by the seed", () => {
  const [a, b, c] = [1, 1, 2].map((seed) =>
    Object.values(new CopyNetworks(4, seed).stateDict()).map((value) => value.toArray())
  );
  assertEquals(a, b);
  assertNotEquals(a, c);
});

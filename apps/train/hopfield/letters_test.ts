import { equal, gather, Random, tensor } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import { letterNetwork, letters, shownUpdates, wayBack } from "./letters.ts";

Deno.test("letters are ten by ten, and the network remembers each", () => {
  const patterns = letters();
  assertEquals(patterns.shape, [5, 100]);
  assertEquals(letterNetwork().recall(patterns).state.toArray(), patterns.toArray());
});

Deno.test("the way of a letter begins damaged, ends as it was, and its energy falls", () => {
  const network = letterNetwork();
  for (const letter of [0, 1, 2, 3, 4]) {
    const way = wayBack(network, letter, 0.2, new Random(letter));
    const pattern = gather(letters(), tensor(letter, "int32"));
    const right = equal(way, pattern).sum({ axis: 1 }).data;
    assert(right[0]! < 95, `${right[0]} pixels are right at the beginning`);
    assertEquals([right.length, right.at(-1)], [shownUpdates.length, 100]);
    const energies = network.energy(way).data;
    assert(energies.every((energy, i) => i === 0 || energy <= energies[i - 1]! + 1e-5), `${energies}`);
  }
});

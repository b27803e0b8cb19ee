import { randomSplit } from "@chainrule/gnn";
import { gather, Random, ShapeError, tensor } from "@chainrule/tensor";
import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";

const labels = new Random(1).integers([600], -1, 4);

Deno.test("randomSplit() takes 20 nodes a class to learn from, and others for validation and test", () => {
  const { train, validation, test } = randomSplit(labels, { validation: 100, test: 300 });
  const counts = [0, 1, 2, 3].map((label) => [...gather(labels, train).data].filter((l) => l === label).length);
  assertEquals(counts, [20, 20, 20, 20]);
  assertEquals([train.size, validation.size, test.size], [80, 100, 300]);
  const all = [train, validation, test].flatMap((part) => [...part.data]);
  assertEquals(new Set(all).size, all.length);
  assert(all.every((node) => labels.data[node]! >= 0));
  for (const { data } of [train, validation, test]) assertEquals([...data], [...data].sort((a, b) => a - b));
});

Deno.test("randomSplit() is a function of the seed", () => {
  const split = (seed: number) =>
    Object.values(randomSplit(labels, { validation: 9, test: 9, seed })).map((part) => part.toArray());
  assertEquals(split(3), split(3));
  assertNotEquals(split(3), split(4));
});

Deno.test("randomSplit() says what there is too little of", () => {
  const message = (options: Parameters<typeof randomSplit>[1]) =>
    assertThrows(() => randomSplit(tensor([0, 0, 1, -1], "int32"), options), RangeError).message;
  assertEquals(
    message({ perClass: 2, test: 0, validation: 0 }),
    "Cannot split nodes as each class must have at least 2: current class 1 has 1",
  );
  assertEquals(
    message({ perClass: 1, validation: 1, test: 1 }),
    "Cannot split nodes as validation and test together must be at most 1, what is left: current sum is 2",
  );
  assertEquals(
    message({ perClass: 0.5 }),
    "Cannot split nodes as perClass must be a whole number from 0: current perClass is 0.5",
  );
  assertThrows(() => randomSplit(tensor([[0]], "int32")), ShapeError, "labels must have shape [V]");
});

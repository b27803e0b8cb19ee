import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { tensor } from "@chainrule/tensor";
import type { BatchOptions } from "./batches.ts";
import { batches } from "./batches.ts";
import { Dataset } from "./dataset.ts";

function numbered(length: number): Dataset<{ n: ReturnType<typeof tensor> }> {
  return new Dataset({ n: tensor(Array.from({ length }, (_, i) => i), "int32") });
}

/** The samples of each batch to the end of the epoch. */
function rest(source: ReturnType<typeof batches<{ n: ReturnType<typeof tensor> }>>): number[][] {
  return [...source].map(({ n }) => [...n.data]);
}

const sizes = fc.record({ length: fc.integer({ min: 1, max: 60 }), batchSize: fc.integer({ min: 1, max: 70 }) });

Deno.test("batches() give each sample once an epoch, in full batches but the last", () => {
  fc.assert(fc.property(sizes, fc.boolean(), fc.nat(), ({ length, batchSize }, shuffle, seed) => {
    const source = batches(numbered(length), { batchSize, shuffle, seed });
    for (const epoch of [0, 1]) {
      assertEquals(source.state, { epoch, position: 0 });
      const given = rest(source);
      assertEquals(given.length, source.length);
      assertEquals(given.slice(0, -1).every((batch) => batch.length === batchSize), true);
      assertEquals(given.flat().sort((a, b) => a - b), Array.from({ length }, (_, i) => i));
    }
  }));
});

Deno.test("batches() go on from a stored state with the batches that would have come", () => {
  fc.assert(fc.property(sizes, fc.nat(200), fc.nat(), fc.boolean(), ({ length, batchSize }, steps, seed, dropLast) => {
    fc.pre(!dropLast || batchSize <= length);
    const options: BatchOptions = { batchSize, seed, dropLast };
    const through = batches(numbered(length), options);
    const taken: number[][] = [];
    let state = through.state;
    while (taken.length < steps) {
      for (const { n } of through) {
        taken.push([...n.data]);
        state = through.state;
        if (taken.length >= steps) break;
      }
    }
    const resumed = batches(numbered(length), options);
    resumed.state = JSON.parse(JSON.stringify(state));
    assertEquals(resumed.state, through.state);
    assertEquals(rest(resumed), rest(through));
    assertEquals(rest(resumed), rest(through));
  }));
});

Deno.test("batches() go on from a stored dictionary of tensors", () => {
  const source = batches(numbered(9), { batchSize: 2 });
  for (const _ of source) if (source.state.position === 4) break;
  const again = batches(numbered(9), { batchSize: 2 });
  again.loadStateDict(source.stateDict());
  assertEquals(rest(again), rest(source));
  assertThrows(
    () => again.loadStateDict({ epoch: tensor(0) }),
    TypeError,
    "Cannot load the state of batches as it must have epoch and position: current names are epoch",
  );
});

Deno.test("batches() shuffle each epoch anew, and the same from one seed", () => {
  const [a, b, other] = [3, 3, 4].map((seed) => batches(numbered(50), { batchSize: 50, seed }));
  const first = rest(a!);
  assertEquals(rest(b!), first);
  const second = rest(a!);
  assertNotEquals(second, first);
  assertEquals(rest(b!), second);
  assertNotEquals(rest(other!), first);
});

Deno.test("batches() come in order without shuffling", () => {
  assertEquals(rest(batches(numbered(5), { batchSize: 2, shuffle: false })), [[0, 1], [2, 3], [4]]);
});

Deno.test("batches() leave out a smaller last batch where they are told to", () => {
  const source = batches(numbered(5), { batchSize: 2, shuffle: false, dropLast: true });
  assertEquals(source.length, 2);
  assertEquals(rest(source), [[0, 1], [2, 3]]);
  assertEquals(source.state, { epoch: 1, position: 0 });
});

Deno.test("batches() with dropLast leave out other samples each epoch", () => {
  const source = batches(numbered(5), { batchSize: 4, dropLast: true });
  const seen = new Set(Array.from({ length: 20 }, () => rest(source).flat()).flat());
  assertEquals(seen.size, 5);
});

Deno.test("batches() keep features and labels together", () => {
  const x = tensor([[1], [2], [3], [4], [5]]);
  const y = tensor([10, 20, 30, 40, 50], "int32");
  for (const batch of batches(new Dataset({ x, y }), { batchSize: 2 })) {
    assertEquals([...batch.x.data].map((value) => 10 * value), [...batch.y.data]);
  }
});

Deno.test("batches() refuse sizes and places that there are not", () => {
  const size = (batchSize: number) => () => batches(numbered(3), { batchSize });
  assertThrows(size(0), RangeError, "batchSize must be a whole number from 1: current batchSize is 0");
  assertThrows(size(1.5), RangeError, "current batchSize is 1.5");
  assertThrows(
    () => batches(numbered(3), { batchSize: 4, dropLast: true }),
    RangeError,
    "Cannot make batches as with dropLast batchSize must be at most the number of samples, 3: current batchSize is 4",
  );
  assertThrows(
    () => batches(numbered(0)),
    RangeError,
    "the data set must have at least one sample: current number is 0",
  );
  const source = batches(numbered(3), { batchSize: 2 });
  for (
    const state of [{ epoch: -1, position: 0 }, { epoch: 0, position: 3 }, { epoch: 0.5, position: 0 }, {
      epoch: 0,
      position: -1,
    }]
  ) {
    assertThrows(
      () => source.state = state,
      RangeError,
      `epoch must be a whole number from 0 and position one in [0, 3): current epoch is ${state.epoch} and position is ${state.position}`,
    );
  }
});

import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { ShapeError, tensor } from "@chainrule/tensor";
import golden from "../golden/scikit_learn.json" with { type: "json" };
import { Dataset } from "./dataset.ts";
import { split, splitIndices } from "./split.ts";

function classCounts(indices: ArrayLike<number>, labels: readonly number[]): number[] {
  const counts = new Array<number>(Math.max(...labels) + 1).fill(0);
  for (const index of Array.from(indices)) counts[labels[index]!]!++;
  return counts;
}

for (const { labels, train, test } of golden.splits) {
  const [trainSize, testSize] = [train, test].map((counts) => counts.reduce((a, b) => a + b)) as [number, number];
  Deno.test(`splitIndices() stratifies ${trainSize} and ${testSize} samples like scikit-learn`, () => {
    const stratify = tensor(labels, "int32");
    const parts = splitIndices(labels.length, { train: trainSize, test: testSize }, { stratify });
    assertEquals(classCounts(parts.train.data, labels), train);
    assertEquals(classCounts(parts.test.data, labels), test);
  });
}

const labelled = fc.array(fc.nat(3), { minLength: 4, maxLength: 80 });

Deno.test("splitIndices() puts each sample into one part, each class in proportion", () => {
  fc.assert(fc.property(labelled, fc.nat(), fc.boolean(), (labels, seed, shuffle) => {
    const stratify = tensor(labels, "int32");
    const options = { seed, shuffle, stratify };
    const parts = Object.values(splitIndices(labels.length, { a: 0.5, b: 0.3, c: 0.2 }, options));
    const all = parts.flatMap((part) => [...part.data]).sort((a, b) => a - b);
    assertEquals(all, labels.map((_, i) => i));
    const whole = classCounts(all, labels);
    for (const part of parts) {
      classCounts(part.data, labels).forEach((count, label) => {
        // Each of the parts before can leave a class by less than one off its proportion.
        assert(Math.abs(count - whole[label]! * part.size / labels.length) < parts.length);
      });
    }
  }));
});

Deno.test("splitIndices() rounds fractions so that all samples are used", () => {
  fc.assert(fc.property(fc.integer({ min: 3, max: 1000 }), (length) => {
    const { a, b, c } = splitIndices(length, { a: 0.7, b: 0.2, c: 0.1 });
    assertEquals(a.size + b.size + c.size, length);
    [a.size - 0.7 * length, b.size - 0.2 * length, c.size - 0.1 * length].forEach((off) => assert(Math.abs(off) < 1));
  }));
});

Deno.test("splitIndices() keeps the order where it does not shuffle, and leaves out what is not asked for", () => {
  const { train, test } = splitIndices(6, { train: 3, test: 2 }, { shuffle: false });
  assertEquals([train.toArray(), test.toArray()], [[0, 1, 2], [3, 4]]);
  const half = splitIndices(6, { part: 0.5 }, { shuffle: false });
  assertEquals(half.part.toArray(), [0, 1, 2]);
});

Deno.test("splitIndices() stratified keeps the order where it does not shuffle", () => {
  const stratify = tensor([0, 0, 0, 0, 1, 1], "int32");
  const { train, test } = splitIndices(6, { train: 3, test: 3 }, { shuffle: false, stratify });
  assertEquals([train.toArray(), test.toArray()], [[0, 1, 4], [2, 3, 5]]);
});

Deno.test("splitIndices() shuffles by seed", () => {
  const draw = (seed: number) => splitIndices(50, { a: 25, b: 25 }, { seed }).a.toArray();
  assertEquals(draw(1), draw(1));
  assertNotEquals(draw(1), draw(2));
});

Deno.test("split() gives data sets of the same samples", () => {
  const y = tensor([0, 0, 1, 1, 1, 1], "int32");
  const n = tensor([0, 1, 2, 3, 4, 5], "int32");
  const options = { seed: 5, stratify: "y" } as const;
  const { train, test } = split(new Dataset({ n, y }), { train: 4, test: 2 }, options);
  const indices = splitIndices(6, { train: 4, test: 2 }, { seed: 5, stratify: y });
  assertEquals(train.tensors.n.toArray(), indices.train.toArray());
  assertEquals(test.tensors.n.toArray(), indices.test.toArray());
  assertEquals([...test.tensors.y.data].sort(), [0, 1]);
});

Deno.test("split() refuses sizes that do not fit", () => {
  const parts: [Record<string, number>, string][] = [
    [{ a: 0.7, b: 0.4 }, "a 0.7, b 0.4"],
    [{ a: 8, b: 3 }, "a 8, b 3"],
    [{ a: 0.5, b: 2 }, "a 0.5, b 2"],
    [{ a: 0, b: 1 }, "a 0, b 1"],
    [{ a: -1 }, "a -1"],
    [{ a: 1.5 }, "a 1.5"],
    [{ a: NaN }, "a NaN"],
    [{}, ""],
  ];
  for (const [sizes, listed] of parts) {
    assertThrows(
      () => splitIndices(10, sizes),
      RangeError,
      `Cannot split 10 samples as sizes must be fractions with a sum of at most 1, or whole numbers with a sum of at most 10: current sizes are ${listed}`,
    );
  }
});

Deno.test("split() refuses classes that are not those of the samples", () => {
  assertThrows(
    () => splitIndices(3, { a: 1 }, { stratify: tensor([0, 1], "int32") }),
    ShapeError,
    "Cannot split as the classes to stratify by must have shape [3]: current shape is [2]",
  );
  const data = new Dataset({ x: tensor([1, 2]) });
  assertThrows(
    () => split(data, { a: 1 }, { stratify: "y" as "x" }),
    RangeError,
    "Cannot stratify as the classes must be one of x: current name is y",
  );
  assertThrows(
    () => splitIndices(-1, { a: 1 }),
    RangeError,
    "the number of samples must be a whole number from 0: current number is -1",
  );
});

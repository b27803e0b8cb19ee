import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { tensor } from "@chainrule/tensor";
import golden from "../golden/scikit_learn.json" with { type: "json" };
import { Dataset } from "./dataset.ts";
import { kFold, kFoldIndices } from "./k_fold.ts";

for (const { length, folds, validation } of golden.folds.plain) {
  Deno.test(`kFoldIndices() cuts ${length} samples into ${folds} folds like scikit-learn`, () => {
    const found = kFoldIndices(length, { folds, shuffle: false });
    assertEquals(found.map((fold) => fold.validation.toArray()), validation);
  });
}

for (const { labels, folds, validation } of golden.folds.stratified) {
  Deno.test(`kFoldIndices() cuts the classes ${labels.join("")} into ${folds} folds like scikit-learn`, () => {
    const found = kFoldIndices(labels.length, { folds, shuffle: false, stratify: tensor(labels, "int32") });
    assertEquals(found.map((fold) => fold.validation.toArray()), validation);
  });
}

const cases = fc.record({
  labels: fc.array(fc.nat(2), { minLength: 6, maxLength: 60 }),
  folds: fc.integer({ min: 2, max: 6 }),
  seed: fc.nat(),
});

Deno.test("kFoldIndices() validates each sample once, and trains on all others", () => {
  fc.assert(fc.property(cases, fc.boolean(), ({ labels, folds, seed }, stratified) => {
    const all = labels.map((_, i) => i);
    const options = stratified ? { stratify: tensor(labels, "int32") } : {};
    const rounds = kFoldIndices(labels.length, { folds, seed, ...options });
    assertEquals(rounds.length, folds);
    assertEquals(rounds.flatMap(({ validation }) => [...validation.data]).sort((a, b) => a - b), all);
    for (const { train, validation } of rounds) {
      assertEquals([...train.data, ...validation.data].sort((a, b) => a - b), all);
    }
    const sizes = rounds.map(({ validation }) => validation.size);
    assert(Math.max(...sizes) - Math.min(...sizes) <= 1);
  }));
});

Deno.test("kFoldIndices() stratified spreads each class evenly", () => {
  fc.assert(fc.property(cases, ({ labels, folds, seed }) => {
    const rounds = kFoldIndices(labels.length, { folds, seed, stratify: tensor(labels, "int32") });
    for (const label of new Set(labels)) {
      const counts = rounds.map(({ validation }) => [...validation.data].filter((i) => labels[i] === label).length);
      assert(Math.max(...counts) - Math.min(...counts) <= 1);
    }
  }));
});

Deno.test("kFoldIndices() shuffles by seed", () => {
  const draw = (seed: number) => kFoldIndices(30, { seed })[0]!.validation.toArray();
  assertEquals(draw(1), draw(1));
  assertNotEquals(draw(1), draw(2));
});

Deno.test("kFold() gives data sets of the same samples, as often as it is gone through", () => {
  const y = tensor([0, 1, 0, 1, 0, 1], "int32");
  const n = tensor([0, 1, 2, 3, 4, 5], "int32");
  const rounds = kFold(new Dataset({ n, y }), { folds: 3, stratify: "y" });
  const indices = kFoldIndices(6, { folds: 3, stratify: y });
  for (const found of [[...rounds], [...rounds]]) {
    assertEquals(found.map(({ train }) => train.tensors.n.toArray()), indices.map(({ train }) => train.toArray()));
    assertEquals(found.map(({ validation }) => validation.tensors.y.sum().item()), [1, 1, 1]);
  }
});

Deno.test("kFold() refuses numbers of folds that there are not", () => {
  for (const folds of [1, 4, 2.5]) {
    assertThrows(
      () => kFold(new Dataset({ n: tensor([1, 2, 3]) }), { folds }),
      RangeError,
      `Cannot make folds of 3 samples as their number must be a whole number in [2, 3]: current number is ${folds}`,
    );
  }
});

import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { Tensor } from "@chainrule/tensor";
import { ShapeError, tensor, zeros } from "@chainrule/tensor";
import golden from "../golden/scikit_learn.json" with { type: "json" };
import { MinMaxScaler } from "./min_max_scaler.ts";
import { StandardScaler } from "./standard_scaler.ts";

const { x, other, cases } = golden.scalers;
const scalers: Record<string, () => StandardScaler | MinMaxScaler> = {
  standard: () => new StandardScaler(),
  minMax: () => new MinMaxScaler(),
  minMaxWide: () => new MinMaxScaler({ low: -1, high: 3 }),
};

/** Values of up to 1500 less a mean near them, divided by as little as 0.005: rounding errors of 1e-13 grow to 1e-11. */
const tolerance = 1e-11;

function assertClose(actual: Tensor, expected: readonly (readonly number[])[], relative = tolerance): void {
  expected.flat().forEach((value, i) =>
    assertAlmostEquals(actual.data[i]!, value, relative * Math.max(1, Math.abs(value)))
  );
}

for (const { name, transformed, other: otherTransformed, inverse } of cases) {
  Deno.test(`scalers give scikit-learn's numbers, constant features too: ${name}`, () => {
    const scaler = scalers[name]!().fit(tensor(x, "float64"));
    assertClose(scaler.transform(tensor(x, "float64")), transformed);
    assertClose(scaler.transform(tensor(other, "float64")), otherTransformed);
    assertClose(scaler.inverse(tensor(other, "float64")), inverse);
  });

  Deno.test(`scalers keep float32, and lose no more to it than its own rounding: ${name}`, () => {
    const rounded = tensor(x, "float32");
    const scaler = scalers[name]!().fit(rounded);
    const y = scaler.transform(rounded);
    assertEquals(y.dtype, "float32");
    const exact = scalers[name]!().fit(tensor([...rounded.data].map(Number), "float64").reshape(rounded.shape))
      .transform(tensor([...rounded.data], "float64").reshape(rounded.shape));
    assertEquals(y.data, Float32Array.from(exact.data));
  });

  Deno.test(`scalers go on from a stored state with the same bits: ${name}`, () => {
    const scaler = scalers[name]!().fit(tensor(x, "float64"));
    const again = scalers[name]!().loadStateDict(scaler.stateDict());
    assertEquals(again.transform(tensor(other, "float64")).data, scaler.transform(tensor(other, "float64")).data);
  });
}

const matrices = fc.integer({ min: 1, max: 4 }).chain((columns) =>
  fc.array(
    fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: columns, maxLength: columns }),
    { minLength: 1, maxLength: 8 },
  )
);

for (const [name, make] of Object.entries(scalers)) {
  Deno.test(`inverse() undoes transform(): ${name}`, () => {
    fc.assert(fc.property(matrices, (rows) => {
      const x = tensor(rows, "float64");
      const scaler = make().fit(x);
      // Subtracting and adding numbers up to 1e6 rounds at 1e6 · 2⁻⁵², a few times.
      assertClose(scaler.inverse(scaler.transform(x)), rows, 1e-8);
    }));
  });
}

for (const [name, make] of Object.entries(scalers)) {
  Deno.test(`a feature that never changes is shifted to one value exactly, and only shifted: ${name}`, () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 40 }), (value, count) => {
        const scaler = make().fit(tensor(new Array(count).fill([value]), "float64"));
        const base = name === "minMaxWide" ? -1 : 0;
        assertEquals(scaler.transform(tensor([[value]], "float64")).item(), base);
        assertAlmostEquals(
          scaler.transform(tensor([[value + 1]], "float64")).item(),
          name === "minMaxWide" ? 3 : 1,
          1e-8,
        );
      }),
    );
  });
}

Deno.test("MinMaxScaler brings what it was fitted to into the range, ends included", () => {
  fc.assert(fc.property(matrices, (rows) => {
    const x = tensor(rows, "float64");
    const y = new MinMaxScaler().fit(x).transform(x);
    assert(y.data.every((value) => value >= 0 && value <= 1));
    rows[0]!.forEach((first, c) => {
      const column = y.toArray() as number[][];
      const isConstant = rows.every((row) => row[c] === first);
      assertEquals(Math.min(...column.map((row) => row[c]!)), 0);
      assertEquals(Math.max(...column.map((row) => row[c]!)), isConstant ? 0 : 1);
    });
  }));
});

Deno.test("scalers refuse what they cannot scale", () => {
  const scaler = new StandardScaler();
  assertThrows(
    () => scaler.transform(zeros([1, 1])),
    TypeError,
    "Cannot transform as the scaler must be fitted: current state is empty; call fit first",
  );
  assertThrows(() => scaler.inverse(zeros([1, 1])), TypeError, "Cannot invert as the scaler must be fitted");
  assertThrows(() => new MinMaxScaler().stateDict(), TypeError, "Cannot save the state as the scaler must be fitted");
  assertThrows(
    () => scaler.fit(zeros([3])),
    ShapeError,
    "Cannot fit StandardScaler to x as it must have an axis of samples and one of features: current shape is [3]",
  );
  assertThrows(
    () => scaler.fit(zeros([0, 2])),
    ShapeError,
    "x as it must have at least one sample: current shape is [0, 2]",
  );
  assertThrows(
    () => scaler.fit(zeros([1, 2], "int32")),
    TypeError,
    "dtype must be float32 or float64: current dtype is int32; convert it with cast",
  );
  assertThrows(
    () => new MinMaxScaler().fit(tensor([[1, 2], [3, NaN]])),
    RangeError,
    "Cannot fit MinMaxScaler to x as its values must be finite: current value at [1, 1] is NaN",
  );
  scaler.fit(zeros([1, 2]));
  assertThrows(
    () => scaler.transform(zeros([2, 3])),
    ShapeError,
    "Cannot transform x as it must have 2 features, like what was fitted: current shape is [2, 3]",
  );
  assertThrows(
    () => new MinMaxScaler({ low: 1, high: 1 }),
    RangeError,
    "Cannot make MinMaxScaler as low must be below high: current range is [1, 1]",
  );
});

Deno.test("scalers refuse a state that is not theirs", () => {
  assertThrows(
    () => new StandardScaler().loadStateDict({ mean: zeros([2]) }),
    TypeError,
    "Cannot load StandardScaler as its state must have mean and std: current names are mean",
  );
  assertThrows(
    () => new MinMaxScaler().loadStateDict({ min: zeros([2]), range: zeros([3]) }),
    ShapeError,
    "Cannot load MinMaxScaler as min and range must be vectors of one length: current shapes are [2] and [3]",
  );
});

import { assertBits } from "@chainrule/testing";
import type { AnyOp, DType, Shape, Tensor } from "@chainrule/tensor";
import {
  abs,
  addAlongOp,
  cast,
  dtypes,
  full,
  gatherOp,
  oneHotOp,
  Random,
  scatterAddOp,
  segmentMaxOp,
  sizeOf,
  takeAlongOp,
  tensor,
  zeros,
} from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RunOptions } from "./testing/run_calls.ts";
import { levels, runOp } from "./testing/run_calls.ts";

/** An operation, what it is applied to, and how many places its indices choose from. */
interface Case {
  readonly op: AnyOp;
  readonly inputs: readonly Tensor[];
  readonly attributes: unknown;
  readonly size: number;
}

function run({ op, inputs, attributes }: Case, options: RunOptions): ReturnType<typeof runOp> {
  return runOp(op, inputs, attributes, options);
}

function numbers(random: Random, shape: Shape, dtype: DType): Tensor {
  const x = random.normal(shape, { dtype: "float64" });
  return cast(dtype === "bool" ? x.greater(0) : dtype === "int32" ? x.mul(1e9) : x, dtype);
}

/** Lengths before, along and after the axis of indices. */
interface Sizes {
  readonly outer: number;
  readonly size: number;
  readonly count: number;
  readonly inner: number;
}

/** Every operation with indices, for some sizes. */
function casesOf({ outer, size, count, inner }: Sizes, dtype: DType, seed: number): Case[] {
  const random = new Random(seed);
  const axis = 1;
  const x = numbers(random, [outer, size, inner], dtype);
  const slices = numbers(random, [outer, count, inner], dtype);
  const rows = numbers(random, [count, inner], dtype);
  const indices = random.integers([count], 0, size);
  const each = random.integers([outer, count, inner], 0, size);
  const cases: Case[] = [
    { op: gatherOp as AnyOp, inputs: [x, indices], attributes: { axis }, size },
    { op: takeAlongOp as AnyOp, inputs: [x, each], attributes: { axis }, size },
    { op: scatterAddOp as AnyOp, inputs: [slices, indices], attributes: { axis, size }, size },
    { op: scatterAddOp as AnyOp, inputs: [rows, indices], attributes: { axis: 0, size }, size },
    { op: oneHotOp as AnyOp, inputs: [indices], attributes: { depth: size, dtype }, size },
  ];
  if (dtype !== "bool") {
    cases.push({ op: addAlongOp as AnyOp, inputs: [slices, each], attributes: { axis, size }, size });
  }
  for (const empty of [0, -0, -Infinity, 7]) {
    if (dtype === "bool" && empty === 7) continue;
    cases.push({
      op: segmentMaxOp as AnyOp,
      inputs: [rows, indices],
      attributes: { numberOfSegments: size, empty },
      size,
    });
  }
  return cases;
}

const sizes = fc.record({
  outer: fc.integer({ min: 1, max: 3 }),
  size: fc.oneof(fc.constantFrom(1, 2), fc.integer({ min: 1, max: 70 })),
  count: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(255, 256, 600)),
  inner: fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 47, 64, 129),
});

/** The tensor with another index in one place. */
function withIndex(indices: Tensor, position: number, index: number): Tensor {
  const values = Array.from(indices.data);
  values[position] = index;
  return tensor(values, "int32").reshape(indices.shape);
}

for (const level of levels) {
  for (const dtype of dtypes) {
    Deno.test(`operations with indices have the bits of eager code: ${dtype}, level ${level}`, () => {
      fc.assert(
        fc.property(sizes, fc.nat(1000), fc.integer({ min: 1, max: 3 }), (sizes, seed, parts) => {
          for (const given of casesOf(sizes, dtype, seed)) {
            const { output, expected, failed } = run(given, { level, parts });
            const text = `${given.op.name} ${JSON.stringify([sizes, given.attributes])}`;
            assertEquals([failed, expected === null], [false, false], text);
            assertBits(output, expected!, text);
          }
        }),
        { numRuns: 20 },
      );
    });
  }

  Deno.test(`operations with indices report one that is out of range, wherever it is, level ${level}`, () => {
    fc.assert(
      fc.property(
        sizes,
        // Not bool: rows that are not copied are not written, and what was there need not be truth values.
        fc.constantFrom<DType>("int32", "float32", "float64"),
        fc.nat(),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom("below", "above", "smallest", "largest"),
        fc.constantFrom("full", "no columns", "no places"),
        (sizes, dtype, at, parts, which, kind) => {
          const given = { ...sizes, ...(kind === "no columns" && { inner: 0 }), count: Math.max(1, sizes.count) };
          for (const { op, inputs, attributes, size } of casesOf(given, dtype, at % 1000)) {
            const indices = inputs.at(-1)!;
            if (indices.size === 0) continue;
            const wrong = { below: -1, above: size, smallest: -(2 ** 31), largest: 2 ** 31 - 1 }[which];
            const broken = [...inputs.slice(0, -1), withIndex(indices, at % indices.size, wrong)];
            const { failed, expected } = run({ op, inputs: broken, attributes, size }, { level, parts });
            assertEquals([failed, expected], [true, null], `${op.name} ${JSON.stringify([given, attributes])}`);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  Deno.test(`scatterAdd() keeps many sums in float32, within n 2⁻²⁴ Σ |u|, level ${level}`, () => {
    const random = new Random(5);
    for (const [size, inner, count, axis] of [[7000, 5, 3000, 0], [40, 900, 500, 0], [20000, 1, 999, 1]] as const) {
      const shape = axis === 0 ? [count, inner] : [2, count, inner];
      const updates = numbers(random, shape, "float32");
      const indices = random.integers([count], 0, size).div(9).cast("int32");
      const given = { op: scatterAddOp as AnyOp, inputs: [updates, indices], attributes: { size, axis }, size };
      const whole = run(given, { level });
      assertEquals(whole.calls[0]!.temporaryBytes, 0);
      const double = (x: Tensor) => run({ ...given, inputs: [cast(x, "float64"), indices] }, { level }).expected!;
      const exact = double(updates);
      const magnitude = double(abs(updates));
      const terms = run({ ...given, inputs: [full(shape, 1, "int32"), indices] }, { level }).expected!;
      for (let i = 0; i < exact.size; i++) {
        const bound = terms.data[i]! * 2 ** -24 * magnitude.data[i]!;
        assert(Math.abs(whole.output.data[i]! - exact.data[i]!) <= bound, `sum ${i} is ${whole.output.data[i]}`);
      }
      for (const parts of [2, 5, 32]) assertBits(run(given, { level, parts }).output, whole.output);
    }
  });
}

Deno.test("operations with indices take indices of any rank", () => {
  const random = new Random(3);
  for (const shape of [[], [1], [2, 3], [2, 1, 2]]) {
    const indices = random.integers(shape, 0, 4);
    for (const axis of [0, 1, 2]) {
      const around = [[], [5], [5, 2]][axis]!;
      const after = [[3, 2], [3], []][axis]!;
      const cases: Case[] = [
        {
          op: gatherOp as AnyOp,
          inputs: [random.normal([...around, 4, ...after]), indices],
          attributes: { axis },
          size: 4,
        },
        {
          op: scatterAddOp as AnyOp,
          inputs: [random.normal([...around, ...shape, ...after]), indices],
          attributes: { axis, size: 4 },
          size: 4,
        },
        { op: oneHotOp as AnyOp, inputs: [indices], attributes: { depth: 4, dtype: "int32" }, size: 4 },
      ];
      for (const given of cases) {
        const { output, expected } = run(given, { parts: 2 });
        assertBits(output, expected!, `${given.op.name} [${shape}] axis ${axis}`);
      }
    }
  }
});

Deno.test("operations with indices report one where there are no places at all", () => {
  const indices = tensor([0], "int32");
  const empty = zeros([0, 3]);
  for (
    const [op, inputs, attributes] of [
      [gatherOp, [empty, indices], { axis: 0 }],
      [takeAlongOp, [empty, tensor([[0, 0, 0]], "int32")], { axis: 0 }],
      [scatterAddOp, [zeros([1, 3]), indices], { axis: 0, size: 0 }],
      [addAlongOp, [zeros([1, 3]), tensor([[0, 0, 0]], "int32")], { axis: 0, size: 0 }],
      [oneHotOp, [indices], { depth: 0, dtype: "float32" }],
      [segmentMaxOp, [zeros([1, 3]), indices], { numberOfSegments: 0, empty: 0 }],
    ] as const
  ) {
    const { failed, expected } = run({ op: op as AnyOp, inputs, attributes, size: 0 }, {});
    assertEquals([failed, expected], [true, null], op.name);
  }
});

Deno.test("operations with indices give what is empty, or zeros, without indices", () => {
  for (const sizes of [{ outer: 2, size: 3, count: 0, inner: 4 }, { outer: 1, size: 2, count: 3, inner: 0 }]) {
    for (const given of casesOf(sizes, "float32", 1)) {
      const { output, expected, failed } = run(given, { parts: 2 });
      assertEquals(failed, false);
      assertBits(output, expected!, given.op.name);
    }
  }
});

Deno.test("segmentMax() keeps NaN and the sign of zeros", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const values = tensor([-0, 0, NaN, 1, 2, NaN, -0, -Infinity, -0], dtype);
    const ids = tensor([0, 0, 1, 1, 2, 2, 3, 5, 3], "int32");
    for (const repeat of [1, 2, 4, 5]) {
      const columns = values.reshape([9, 1]).mul(full([1, repeat], 1, dtype));
      const given = {
        op: segmentMaxOp as AnyOp,
        inputs: [columns, ids],
        attributes: { numberOfSegments: 6, empty: 3 },
        size: 6,
      };
      const { output, expected } = run(given, { parts: 2 });
      assertBits(output, expected!);
      assertEquals(sizeOf(output.shape), 6 * repeat);
    }
  }
});

Deno.test("addAlong() of truth values is left to TypeScript", () => {
  const operand = { shape: [1], dtype: "bool", strides: [1], address: { region: "arena", bytes: 0 } } as const;
  const inputs = [operand, { ...operand, dtype: "int32" }] as const;
  assertEquals(addAlongOp.lower!({ attributes: { axis: 0, size: 2 }, inputs, output: operand }), null);
});

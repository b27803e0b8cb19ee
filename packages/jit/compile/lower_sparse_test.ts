import { assertBits } from "@chainrule/testing";
import type { AnyOp, DType, PatternInputs, Shape, Tensor } from "@chainrule/tensor";
import { abs, cast, fromValues, Random, sampledDotOp, sparseMatmulOp, SparseMatrix, tensor } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Comparison } from "./testing/run_calls.ts";
import { levels, runOp } from "./testing/run_calls.ts";

const matmulOp = sparseMatmulOp as AnyOp;
const dotOp = sampledDotOp as AnyOp;

/** What is tested: a pattern and numbers for it. */
interface Case {
  readonly rows: number;
  readonly columns: number;
  readonly width: number;
  readonly inputs: PatternInputs;
  readonly stored: number;
  readonly random: Random;
}

/** Some places, of which a share are in one row. */
function caseOf(rows: number, columns: number, width: number, count: number, longShare: number, seed: number): Case {
  const random = new Random(seed);
  const longRow = seed % rows;
  const places = random.integers([2, count], 0, rows * columns).data;
  const { pattern } = SparseMatrix.fromCoo({
    rows: Array.from({ length: count }, (_, i) => i < longShare * count ? longRow : places[i]! % rows),
    columns: Array.from({ length: count }, (_, i) => places[count + i]! % columns),
    shape: [rows, columns],
  });
  return { rows, columns, width, inputs: pattern.inputs, stored: pattern.size, random };
}

const cases = fc.record({
  rows: fc.integer({ min: 1, max: 40 }),
  columns: fc.integer({ min: 1, max: 40 }),
  width: fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 16, 17, 31, 32, 33, 35, 47, 64, 100),
  count: fc.integer({ min: 0, max: 120 }),
  longShare: fc.constantFrom(0, 0.5, 1),
  seed: fc.nat(1000),
}).map(({ rows, columns, width, count, longShare, seed }) => caseOf(rows, columns, width, count, longShare, seed));

function numbers(random: Random, shape: Shape, dtype: DType): Tensor {
  const x = random.normal(shape, { dtype: "float64" });
  return cast(dtype === "int32" || dtype === "bool" ? x.mul(dtype === "bool" ? 1 : 1000) : x, dtype);
}

/** The operations of a case: inputs that are not the pattern, attributes, and how many terms a sum has at most. */
function calls(
  { rows, columns, width, stored, random, inputs }: Case,
  left: DType,
  right: DType,
): { op: AnyOp; operands: [Tensor, Tensor]; attributes: unknown; terms: number }[] {
  const sizes = { rows, columns };
  const most = ({ data }: Tensor) => Math.max(...Array.from(data).slice(1).map((end, row) => end - data[row]!));
  return [
    {
      op: matmulOp,
      operands: [numbers(random, [stored], left), numbers(random, [columns, width], right)],
      attributes: { ...sizes, transposed: false },
      terms: most(inputs[0]),
    },
    {
      op: matmulOp,
      operands: [numbers(random, [stored], left), numbers(random, [rows, width], right)],
      attributes: { ...sizes, transposed: true },
      terms: most(inputs[2]),
    },
    {
      op: dotOp,
      operands: [numbers(random, [rows, width], left), numbers(random, [columns, width], right)],
      attributes: sizes,
      terms: width,
    },
  ];
}

for (const level of levels) {
  Deno.test(`sparse products in float32 are within n 2⁻²⁴ Σ |a b| of exact ones, level ${level}`, () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 3 }), (given, parts) => {
        for (const { op, operands, attributes, terms } of calls(given, "float32", "float32")) {
          const run = (x: [Tensor, Tensor], cut: number): Comparison =>
            runOp(op, [...x, ...given.inputs], attributes, { level, parts: cut });
          const double = (f: (x: Tensor) => Tensor) => operands.map((x) => f(cast(x, "float64"))) as [Tensor, Tensor];
          const whole = run(operands, 1);
          const exact = run(double((x) => x), 1).expected!;
          const magnitude = run(double(abs), 1).expected!;
          for (let i = 0; i < exact.size; i++) {
            const bound = terms * 2 ** -24 * magnitude.data[i]! * 1.00001;
            const error = Math.abs(whole.output.data[i]! - exact.data[i]!);
            assert(error <= bound, `${op.name}: element ${i} is off by ${error}, more than ${bound}`);
          }
          assertBits(run(operands, parts).output, whole.output, `${op.name} in ${parts} parts`);
        }
      }),
      { numRuns: 60 },
    );
  });

  Deno.test(`sparse products of other types have the bits of eager code, level ${level}`, () => {
    const types = fc.constantFrom<[DType, DType]>(
      ["float64", "float64"],
      ["int32", "int32"],
      ["int32", "float32"],
      ["float64", "bool"],
      ["bool", "int32"],
      ["bool", "bool"],
    );
    fc.assert(
      fc.property(cases, types, fc.integer({ min: 1, max: 3 }), (given, [left, right], parts) => {
        for (const { op, operands, attributes } of calls(given, left, right)) {
          const inputs = [...operands, ...given.inputs];
          const { output, expected } = runOp(op, inputs, attributes, { level, parts });
          assertBits(output, expected!, `${op.name} of ${left} and ${right}`);
        }
      }),
      { numRuns: 50 },
    );
  });

  Deno.test(`sparse products leave out what is not stored, and nothing else, level ${level}`, () => {
    for (const width of [1, 2, 3, 4, 5, 7, 8, 17, 33, 39]) {
      // Column 1 is not stored; ∞ in the last column of the dense matrix must not reach others.
      const { pattern } = SparseMatrix.fromCoo({ rows: [0, 2, 2], columns: [0, 0, 2], shape: [3, 3] });
      const special = [Infinity, -0, NaN];
      const dense = fromValues(
        Float32Array.from(
          { length: 3 * width },
          (_, i) => i % width === width - 1 ? special[i % 3]! : Math.floor(i / width) === 1 ? NaN : i,
        ),
        [3, width],
        "float32",
      );
      const sizes = { rows: 3, columns: 3 };
      const values = tensor([-0, 2, -1]);
      for (const transposed of [false, true]) {
        const inputs = [values, dense, ...pattern.inputs];
        const { output, expected } = runOp(matmulOp, inputs, { ...sizes, transposed }, { level });
        assertBits(output, expected!, `sparseMatmul ${width}`);
      }
      const dot = runOp(dotOp, [dense, dense, ...pattern.inputs], sizes, { level });
      assertBits(dot.output, dot.expected!, `sampledDot ${width}`);
    }
  });

  Deno.test(`sparse products of whole numbers wrap as arrays do, level ${level}`, () => {
    const { pattern } = SparseMatrix.fromCoo({ rows: [0, 0, 0, 1], columns: [0, 1, 2, 0], shape: [2, 3] });
    const values = tensor([2147483647, 2147483646, -2147483648, 2147483647], "int32");
    const dense = tensor([[2147483647, 7], [2147483645, -3], [-2147483648, 9]], "int32");
    const attributes = { rows: 2, columns: 3, transposed: false };
    const { output, expected } = runOp(matmulOp, [values, dense, ...pattern.inputs], attributes, {
      level,
    });
    assertBits(output, expected!);
    assert(output.data.some((x) => x !== 0));
  });
}

Deno.test("sparse products with nothing in them need no kernel, or give zeros", () => {
  const empty = SparseMatrix.fromCoo({ rows: [], columns: [], shape: [3, 2] }).pattern;
  const sizes = { rows: 3, columns: 2 };
  const zeros = runOp(matmulOp, [tensor([]), tensor([[1], [2]]), ...empty.inputs], {
    ...sizes,
    transposed: false,
  }, { parts: 2 });
  assertBits(zeros.output, zeros.expected!);
  const narrow = fromValues(new Float32Array(0), [2, 0], "float32");
  const none = runOp(matmulOp, [tensor([]), narrow, ...empty.inputs], {
    ...sizes,
    transposed: false,
  });
  assertEquals([none.calls.length, none.output.shape], [0, [3, 0]]);
  const { pattern } = SparseMatrix.fromCoo({ rows: [0, 1], columns: [1, 0], shape: [2, 2] });
  const dot = runOp(dotOp, [narrow, narrow, ...pattern.inputs], { rows: 2, columns: 2 });
  assertEquals(dot.output.toArray(), [0, 0]);
});

Deno.test("large sparse products are cut into many blocks of about equal work", () => {
  const count = 20000;
  const { pattern } = SparseMatrix.fromCoo({
    rows: Array.from({ length: count }, (_, i) => i % 1000),
    columns: Array.from({ length: count }, (_, i) => Math.floor(i / 1000)),
    shape: [1000, 20],
  });
  const inputs = [
    tensor(Array(count).fill(1)),
    tensor(Array.from({ length: 20 }, () => Array(16).fill(1))),
    ...pattern.inputs,
  ];
  const attributes = { rows: 1000, columns: 20, transposed: false };
  const { output, calls } = runOp(matmulOp, inputs, attributes, { parts: 7 });
  assert(calls[0]!.units > 50 && calls[0]!.nanoseconds > 20000);
  assert(output.data.every((x) => x === 20));
});

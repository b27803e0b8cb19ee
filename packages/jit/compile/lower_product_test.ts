import type { DType, Tensor } from "@chainrule/tensor";
import { broadcastTo, cast, fromValues, matmul, matmulOp, permute, slice } from "@chainrule/tensor";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { productOp, swapped } from "../graph/product.ts";
import type { RunOptions } from "./testing/run_calls.ts";
import { levels, runOp } from "./testing/run_calls.ts";

const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array } as const;

/** Numbers that depend on a seed: truth values, whole numbers, or fractions in [-1, 1). */
function numbers(shape: readonly number[], dtype: DType, seed = 1): Tensor {
  const values = new arrays[dtype](shape.reduce((size, length) => size * length, 1));
  let state = (seed * 2654435761 + 12345) >>> 0;
  for (let i = 0; i < values.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[i] = dtype === "bool" ? state >>> 31 : dtype === "int32" ? state | 0 : state / 2 ** 31 - 1;
  }
  return fromValues(values, shape, dtype);
}

/** The same tensor as a view whose last two axes are swapped in memory. */
function turned(x: Tensor): Tensor {
  const order = swapped(x.shape.map((_, axis) => axis));
  return permute(copied(permute(x, order)), order);
}

function copied(x: Tensor): Tensor {
  return fromValues(new arrays[x.dtype](x.data), x.shape, x.dtype);
}

/** The same tensor inside a larger one. */
function inside(x: Tensor): Tensor {
  const shape = x.shape.map((length) => 2 * length + 1);
  const larger = new arrays[x.dtype](shape.reduce((size, length) => size * length, 1));
  const at = (index: readonly number[]): number =>
    index.reduce((offset, i, axis) => offset * shape[axis]! + 2 * i + 1, 0);
  const index = x.shape.map(() => 0);
  for (const value of x.data) {
    larger[at(index)] = value;
    for (let axis = index.length - 1; axis >= 0 && ++index[axis]! === x.shape[axis]; axis--) index[axis] = 0;
  }
  return slice(fromValues(larger, shape, x.dtype), x.shape.map(() => 1), [], x.shape.map(() => 2));
}

/** A product that TypeScript computes in float64, and what sums in float32 may be off by. */
function definition(a: Tensor, b: Tensor): { readonly values: ArrayLike<number>; readonly bounds: readonly number[] } {
  const [x, y] = [a, b].map((tensor) => cast(tensor, "float64"));
  const magnitude = matmul(x!.abs(), y!.abs());
  return {
    values: matmul(x!, y!).data,
    // The sum, and one rounding when it is stored.
    bounds: [...magnitude.data].map((sum) => (a.shape.at(-1)! + 1) * 2 ** -24 * sum),
  };
}

function assertIsProduct(a: Tensor, b: Tensor, options: RunOptions): Tensor {
  const { output } = runOp(matmulOp, [a, b], undefined, options);
  const { values, bounds } = definition(a, b);
  output.data.forEach((value, i) => {
    assert(
      Math.abs(value - values[i]!) <= bounds[i]!,
      `${a.shape} by ${b.shape}: element ${i} is ${value}, not ${values[i]}`,
    );
  });
  return output;
}

const views = { "as it is": (x: Tensor) => x, turned, inside } as const;

for (const level of levels) {
  Deno.test(`compiled products of float32 of any size and strides are within their bound, at level ${level}`, () => {
    const length = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 70 }));
    const view = fc.constantFrom(...Object.values(views));
    fc.assert(
      fc.property(
        length,
        length,
        length,
        view,
        view,
        fc.integer({ min: 1, max: 4 }),
        (n, k, m, first, second, parts) => {
          const a = numbers([n, k], "float32", 1);
          const b = numbers([k, m], "float32", 2);
          const output = assertIsProduct(first(a), second(b), { level, parts });
          assertEquals(output.data, assertIsProduct(a, b, { level }).data, "strides or parts change bits");
        },
      ),
      { numRuns: 80 },
    );
  });

  Deno.test(`compiled products of large matrices are within their bound, at level ${level}`, () => {
    for (const [n, k, m] of [[200, 7, 9], [64, 784, 40], [7, 330, 1030], [13, 321, 17], [3, 700, 90], [90, 700, 3]]) {
      const [a, b] = [numbers([n!, k!], "float32", 1), numbers([k!, m!], "float32", 2)];
      const whole = assertIsProduct(a, b, { level });
      assertEquals(assertIsProduct(turned(a), turned(b), { level, parts: 3 }).data, whole.data);
    }
  });

  Deno.test(`compiled batches broadcast as eager ones do, at level ${level}`, () => {
    const shapes = [
      [[3, 4, 5], [5, 6]],
      [[4, 5], [3, 5, 6]],
      [[2, 3, 4, 5], [3, 5, 2]],
      [[2, 1, 4, 5], [1, 3, 5, 2]],
      [[2, 3, 1, 5], [5, 2]],
      [[2, 3, 2, 2, 5], [3, 1, 5, 2]],
      [[3, 30, 20], [3, 20, 40]],
      [[3, 30, 20], [20, 40]],
      [[0, 4, 5], [5, 6]],
      [[3, 4, 0], [0, 6]],
    ] as const;
    for (const [first, second] of shapes) {
      const [a, b] = [numbers(first, "float32", 1), numbers(second, "float32", 2)];
      for (const view of Object.values(views)) {
        for (const parts of [1, 2, 5]) assertIsProduct(view(a), view(b), { level, parts });
      }
    }
    const repeated = broadcastTo(numbers([4, 5], "float32"), [3, 4, 5]);
    assertIsProduct(repeated, numbers([3, 5, 6], "float32"), { level });
  });

  Deno.test(`compiled products of other types have the bits of eager ones, at level ${level}`, () => {
    for (const dtype of ["float64", "int32", "bool"] as const) {
      for (const [n, k, m] of [[1, 1, 1], [4, 6, 8], [5, 3, 7], [3, 0, 4], [7, 9, 2], [20, 30, 21]]) {
        const [a, b] = [numbers([n!, k!], dtype, 1), numbers([k!, m!], dtype, 2)];
        for (const view of Object.values(views)) {
          for (const parts of [1, 3]) {
            const inputs = [view(a), view(b)];
            const run = runOp(matmulOp, inputs, undefined, { level, parts });
            assertEquals(run.output.dtype, dtype === "float64" ? dtype : "int32");
            assertEquals(run.output.data, run.expected!.data, `${dtype} ${n} x ${k} x ${m}`);
          }
        }
      }
    }
  });

  Deno.test(`compiled products of transposed operands read them so, at level ${level}`, () => {
    for (const [n, k, m] of [[3, 4, 5], [40, 30, 20], [2, 100, 3], [9, 80, 64]]) {
      const [a, b] = [numbers([2, n!, k!], "float32", 1), numbers([2, k!, m!], "float32", 2)];
      const { output: expected } = runOp(matmulOp, [a, b], undefined, { level });
      for (const transposed of [[false, false], [true, false], [false, true], [true, true]] as const) {
        const inputs = [a, b].map((x, i) => transposed[i] ? copied(permute(x, [0, 2, 1])) : x);
        const { output } = runOp(productOp, inputs, { transposed }, { level, parts: 2 });
        assertEquals(output.data, expected.data);
      }
    }
  });

  Deno.test(`compiled products let NaN and Infinity through to their row and column alone, at level ${level}`, () => {
    for (const [n, k, m] of [[3, 5, 4], [2, 5, 40], [40, 5, 2], [40, 30, 25]] as const) {
      const [a, b] = [new Float32Array(n * k).fill(1), new Float32Array(k * m).fill(1)];
      a[(n - 1) * k + 1] = NaN;
      b[2 * m + m - 1] = Infinity;
      const inputs = [fromValues(a, [n, k], "float32"), fromValues(b, [k, m], "float32")];
      const run = runOp(matmulOp, inputs, undefined, { level });
      assertEquals(run.output.data, run.expected!.data);
      assertEquals([...run.output.data].filter((x) => x === k).length, (n - 1) * (m - 1));
    }
  });
}

Deno.test("one call does a batch, and a batch with one right matrix is one product", () => {
  const calls = (first: readonly number[], second: readonly number[]) =>
    runOp(matmulOp, [numbers(first, "float32"), numbers(second, "float32")]).calls;
  assertEquals(calls([5, 4, 3], [5, 3, 2]).length, 1);
  assertEquals(calls([6, 5, 4, 3], [6, 5, 3, 2]).length, 1);
  assertEquals(calls([5, 4, 3], [3, 2])[0]!.units, calls([20, 3], [3, 2])[0]!.units);
  assertEquals(calls([0, 4, 3], [3, 2]), []);
});

import type { AnyOp } from "@chainrule/tensor";
import { randomNormalOp, randomUniformOp, tensor } from "@chainrule/tensor";
import { assertEquals, assertGreater } from "@std/assert";
import { levels, runOp } from "./testing/run_calls.ts";

const ops: readonly AnyOp[] = [randomUniformOp, randomNormalOp];
const shapes = [[], [0], [1], [2], [7], [3, 0], [10, 100], [1024], [1025], [5000]];

for (const op of ops) {
  for (const dtype of ["float32", "float64"] as const) {
    Deno.test(`compiled ${op.name} draws the bits of the eager one in ${dtype}`, () => {
      for (const level of levels) {
        for (const shape of shapes) {
          for (const parts of [1, 3]) {
            const attributes = { key: [-3, 0x12345678], shape, dtype };
            const run = runOp(op, [tensor(41, "int32")], attributes, { level, parts });
            assertEquals(run.output.dtype, dtype);
            assertEquals([...run.output.data], [...run.expected!.data], `shape ${shape}, ${parts} parts, ${level}`);
          }
        }
      }
    });
  }
}

Deno.test("compiled draws follow counter and key", () => {
  const draws = [[1, 5, 6], [2, 5, 6], [1, 4, 6], [1, 5, 7]].map(([counter, ...key]) => {
    const inputs = [tensor(counter!, "int32")];
    const { output, expected } = runOp(randomUniformOp, inputs, {
      key,
      shape: [40],
      dtype: "float32",
    });
    assertEquals([...output.data], [...expected!.data]);
    return output.data.join();
  });
  assertEquals(new Set(draws).size, 4);
});

Deno.test("many numbers are cut into units that threads share", () => {
  const attributes = { key: [1, 2], shape: [100_000], dtype: "float32" };
  const { calls } = runOp(randomUniformOp, [tensor(0, "int32")], attributes);
  assertGreater(calls[0]!.units, 64);
  assertGreater(calls[0]!.nanoseconds, 50_000);
});

Deno.test("draws of another dtype, or from another counter, are left to TypeScript", () => {
  const operand = { shape: [], strides: [], address: { region: "fixed", bytes: 0 } } as const;
  const lower = randomUniformOp.lower!;
  for (const [from, to] of [["float32", "float32"], ["int32", "int32"]] as const) {
    const attributes = { key: [1, 2], shape: [], dtype: to } as const;
    assertEquals(lower({ attributes, inputs: [{ ...operand, dtype: from }], output: { ...operand, dtype: to } }), null);
  }
});

import { assertEquals } from "@std/assert";
import { sumCalls } from "./sum_calls.ts";

/** The calls that add up dense float32 along some axes: units and temporary bytes of each. */
function callsFor(lengths: readonly number[], reduced: readonly number[]): (readonly [number, number])[] {
  const strides = lengths.map((_, axis) => lengths.slice(axis + 1).reduce((product, length) => product * length, 1));
  const address = { region: "fixed", bytes: 1024 } as const;
  return sumCalls({
    lengths,
    isReduced: lengths.map((_, axis) => reduced.includes(axis)),
    formula: (_, [x]) => [x!],
    lane: "float32",
    inputs: [{ type: "float32", strides, address }],
    output: { type: "float32", address },
  }).map(({ units, temporaryBytes = 0 }) => [units, temporaryBytes]);
}

Deno.test("sumCalls() makes a unit of each row, and of each sixteen columns", () => {
  assertEquals(callsFor([100, 50], [1]), [[100, 0]]);
  assertEquals(callsFor([100, 50], [0]), [[4, 0]]);
  assertEquals(callsFor([3, 100, 33], [1]), [[9, 0]]);
});

Deno.test("sumCalls() cuts long sums into at most 64 pieces, whose sums are added by a second call", () => {
  const [[pieces, bytes], second] = callsFor([10_000_000], [0]) as [[number, number], [number, number]];
  assertEquals(pieces > 16 && pieces <= 64, true);
  assertEquals(bytes, 8 * pieces);
  assertEquals(second, [1, bytes]);
});

Deno.test("sumCalls() does nothing where there are no sums", () => {
  assertEquals(callsFor([0, 5], [1]), []);
  assertEquals(callsFor([0, 5], [0]), [[1, 0]]);
});

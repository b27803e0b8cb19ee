/**
 * Elementwise computations without vector instructions.
 *
 * @module
 */
import { singleBuilder } from "./single_builder.ts";
import { structureOf } from "./structure.ts";
import type { Elementwise, Spread } from "./vocabulary.ts";

/** The function that {@linkcode compileElementwise} gives where there are no vectors: slow, and right. */
export function interpretElementwise(
  elementwise: Elementwise,
  memory: WebAssembly.Memory,
): (rows: number, columns: number, ...addresses: number[]) => void {
  const { formula, inputs } = elementwise;
  const { outputs } = structureOf(elementwise);
  return (rows, columns, ...addresses) => {
    const numbers = new Float32Array(memory.buffer);
    const outs = addresses.slice(0, outputs);
    const ins = addresses.slice(outputs);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const element = row * columns + column;
        const positions: Readonly<Record<Spread, number>> = { each: element, row: column, column: row, scalar: 0 };
        const values = inputs.map((spread, i) => numbers[ins[i]! / 4 + positions[spread]]!);
        const results = formula(singleBuilder, values);
        outs.forEach((out, i) => numbers[out / 4 + element] = results[i]!);
      }
    }
  };
}

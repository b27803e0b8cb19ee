import { assertEquals } from "@std/assert";
import { costOfModes } from "./cost_of_modes.ts";

const { inputs, outputs } = costOfModes([1, 2, 3, 10]);
/** How much each further pass costs: the same each time. */
const slopes = (
  values: readonly number[],
) => [values[1]! - values[0]!, values[2]! - values[1]!, (values[3]! - values[2]!) / 7];

Deno.test("forward mode costs as much more for each further input, and nothing for further outputs", () => {
  const [first, ...others] = slopes(inputs.map(({ forward }) => forward));
  assertEquals(others, [first, first]);
  assertEquals(slopes(outputs.map(({ forward }) => forward)), [0, 0, 0]);
});

Deno.test("reverse mode costs as much more for each further output, and nothing for further inputs", () => {
  const [first, ...others] = slopes(outputs.map(({ reverse }) => reverse));
  assertEquals(others, [first, first]);
  assertEquals(slopes(inputs.map(({ reverse }) => reverse)), [0, 0, 0]);
});

/**
 * A training step of a recurrent network.
 *
 * @module
 */
import type { Row } from "./row.ts";
import { perSecond } from "./unit.ts";

/** The row. */
export const w8: Row = {
  row: "W8",
  title: "LSTM step, batch 32, 50 steps, 64 in, 128 hidden",
  unit: perSecond("steps"),
  variants: [],
  missing: "LSTM",
};

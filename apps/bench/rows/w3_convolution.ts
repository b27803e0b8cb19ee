/**
 * A training step of a convolutional network.
 *
 * @module
 */
import type { Row } from "./row.ts";
import { perSecond } from "./unit.ts";

/** The row. */
export const w3: Row = {
  row: "W3",
  title: "CNN step, two convolutions, batch 64, SGD",
  unit: perSecond("steps"),
  variants: [],
  missing: "Conv2D and MaxPool2D",
};

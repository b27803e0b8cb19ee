/**
 * An epoch of a graph attention network.
 *
 * @module
 */
import type { Row } from "./row.ts";
import { perSecond } from "./unit.ts";

/** The row. */
export const w5: Row = {
  row: "W5",
  title: "GAT epoch, size of Cora, 8x8 heads then 1x7, Adam",
  unit: perSecond("epochs"),
  variants: [],
  missing: "GATConv",
};

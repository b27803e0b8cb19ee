/**
 * The names of curves, where their colours need saying.
 *
 * @module
 */
import type { Markish } from "@observablehq/plot";

/** One colour a curve, as a scale of a plot. */
export interface CurveColors {
  /** The names. */
  readonly domain: readonly string[];
  readonly range: readonly string[];
}

/** Names in their colours, one under the other, in the margin at the upper right. */
export async function curveNames({ domain, range }: CurveColors): Promise<Markish[]> {
  const { text } = await import("@observablehq/plot");
  return domain.map((name, i) =>
    text([name], {
      text: [name],
      fill: range[i]!,
      frameAnchor: "top-right",
      textAnchor: "start",
      dx: 8,
      dy: 14 + 18 * i,
    })
  );
}

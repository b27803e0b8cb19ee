/**
 * Curves.
 *
 * @module
 */
import type { PlotOptions } from "@observablehq/plot";
import { dot, lineY } from "@observablehq/plot";
import type { Picture } from "./picture.ts";
import { chart, colours, titled } from "./picture.ts";

/** A curve with its name. */
export interface Curve {
  readonly name: string;
  /** Where it goes through. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** @default the next of the usual ones */
  readonly colour?: string;
  /** In pixels. @default 2 */
  readonly width?: number;
  /** Whether its points are marked. @default false */
  readonly dots?: boolean;
}

/** Curves in one chart, under a title; names are shown where there are several. */
export function curvesPicture(title: string, curves: readonly Curve[], options: PlotOptions = {}): Picture {
  const colourOf = (i: number) => curves[i]!.colour ?? colours[i % colours.length]!;
  const marks = curves.flatMap(({ points, width = 2, dots = false }, i) => {
    const data = points.map(([x, y]) => ({ x, y }));
    return [
      lineY(data, { x: "x", y: "y", stroke: colourOf(i), strokeWidth: width }),
      ...(dots ? [dot(data, { x: "x", y: "y", fill: colourOf(i), r: 3 })] : []),
    ];
  });
  const keys = curves.length < 2 ? [] : curves.map(({ name }, i) => [name, colourOf(i)] as const);
  return titled(title, chart({ ...options, marks: [...(options.marks ?? []), ...marks] }), keys);
}

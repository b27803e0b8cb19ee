/**
 * Points in the plane, with what a network makes of the plane between them.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";
import { contour, dot } from "@observablehq/plot";
import type { Picture } from "./picture.ts";
import { chart, colours, titled } from "./picture.ts";

/** What is drawn. */
export interface Plane {
  readonly title: string;
  /** The points, shape `[N, 2]`. */
  readonly x: Tensor;
  /** The class of each, shape `[N]`. */
  readonly y: Tensor;
  /** Scores or probabilities of classes for points `[K, 2]`: shape `[K, C]`. */
  readonly scores: (points: Tensor) => Tensor;
}

const cells = 80;

/** Where a class is likelier than this, the plane has its colour, the stronger the likelier. */
const thresholds = [0.5, 0.7, 0.9, 0.99];

/** Each place has the colour of the class that is likely there, and more of it the surer the network is. */
export function pointsPicture({ title, x, y, scores }: Plane): Picture {
  const reach = Math.max(...x.data.map(Math.abs)) * 1.08;
  const at = (i: number) => ((i + 0.5) / cells * 2 - 1) * reach;
  const places = Array.from({ length: cells * cells }, (_, i) => [at(i % cells), at(Math.floor(i / cells))]);
  const probabilities = scores(tensor(places));
  const classes = probabilities.shape[1]!;
  const domain: [number, number] = [-reach, reach];
  const place = { width: cells, height: cells, x1: -reach, x2: reach, y1: -reach, y2: reach };
  const regions = Array.from({ length: classes }, (_, label) => {
    const likely = places.map((_, i) => probabilities.data[i * classes + label]!);
    return contour(likely, { ...place, thresholds, fill: colours[label]!, fillOpacity: 0.13, stroke: "none" });
  });
  const points = Array.from(y.data, (label, i) => ({ x: x.data[2 * i]!, y: x.data[2 * i + 1]!, label }));
  const picture = chart({
    width: 380,
    height: 360,
    x: { domain, label: "x₁" },
    y: { domain, label: "x₂" },
    color: { type: "identity" },
    marks: [
      ...regions,
      dot(points, { x: "x", y: "y", r: 3, stroke: "white", strokeWidth: 0.7, fill: ({ label }) => colours[label]! }),
    ],
  });
  return titled(title, picture);
}

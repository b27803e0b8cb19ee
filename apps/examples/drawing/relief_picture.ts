/**
 * A function of two weights, as a map and from the side.
 *
 * @module
 */
import { contour, dot, line } from "@observablehq/plot";
import type { Picture } from "./picture.ts";
import { chart, framed, grid, titled } from "./picture.ts";

/** What is drawn. */
export interface Relief {
  readonly title: string;
  /** The values, row by row from below. */
  readonly heights: readonly number[];
  /** How many there are on each side. */
  readonly side: number;
  /** Both weights go from −reach to reach. */
  readonly reach: number;
  /** Ways over the map, from where they start. */
  readonly paths: readonly (readonly { readonly w1: number; readonly w2: number }[])[];
}

const red = "#d00";

/** A map with lines of equal height and the ways on it, beside the surface seen from the side. */
export function reliefPicture({ title, heights, side, reach, paths }: Relief): Picture {
  const ends = paths.flatMap((path) => [{ ...path[0]!, end: false }, { ...path.at(-1)!, end: true }]);
  const map = chart({
    width: 430,
    height: 400,
    x: { domain: [-reach, reach], label: "w₁" },
    y: { domain: [-reach, reach], label: "w₂" },
    color: { type: "linear", scheme: "viridis" },
    marks: [
      contour([...heights], {
        width: side,
        height: side,
        x1: -reach,
        x2: reach,
        y1: -reach,
        y2: reach,
        thresholds: 20,
        fill: (height: number) => height,
        stroke: "white",
        strokeOpacity: 0.35,
      }),
      ...paths.map((path) => line([...path], { x: "w1", y: "w2", stroke: red, strokeWidth: 2, clip: true })),
      dot(ends, { x: "w1", y: "w2", r: 5, fill: ({ end }) => end ? red : "white", stroke: red, clip: true }),
    ],
  });
  return titled(title, grid([map, fromTheSide(heights, side)], 2), [["gradient descent, from the rings", red]]);
}

const size = { width: 460, height: 400 };
const cells = 40;

/** The surface as tiles, those behind drawn first. */
function fromTheSide(heights: readonly number[], side: number): Picture {
  const top = Math.max(...heights);
  const bottom = Math.min(...heights);
  const heightAt = (i: number, j: number) => {
    const [row, column] = [Math.round(j / cells * (side - 1)), Math.round(i / cells * (side - 1))];
    return (heights[row * side + column]! - bottom) / (top - bottom);
  };
  // Seen from large w₁ and large w₂, so that the valley lies in front and the cliff stands behind.
  const project = (i: number, j: number): string => {
    const [x, y] = [i / cells - 0.5, j / cells - 0.5];
    const across = size.width / 2 + (y - x) * 205;
    const down = 130 + (x + y) * 105 + 110 * (1 - heightAt(i, j));
    return `${across.toFixed(1)},${down.toFixed(1)}`;
  };
  const tiles: string[] = [];
  for (let depth = 0; depth <= 2 * (cells - 1); depth++) {
    for (let i = Math.max(0, depth - cells + 1); i <= Math.min(depth, cells - 1); i++) {
      const j = depth - i;
      const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]] as const;
      const height = corners.reduce((sum, [a, b]) => sum + heightAt(a, b), 0) / 4;
      tiles.push(`<path d="M${corners.map(([a, b]) => project(a, b)).join("L")}Z" fill="${viridis(height)}"/>`);
    }
  }
  const label = (x: number, anchor: string, text: string) =>
    `<text x="${x}" y="${size.height - 70}" font-size="12" text-anchor="${anchor}">${text}</text>`;
  return framed(
    size.width,
    size.height,
    `<g stroke="white" stroke-width="0.3">${tiles.join("")}</g>` +
      label(size.width / 2 - 120, "end", "w₂ grows ↘") + label(size.width / 2 + 120, "start", "↙ w₁ grows"),
  );
}

const stops = [[68, 1, 84], [59, 82, 139], [33, 145, 140], [94, 201, 98], [253, 231, 37]] as const;

/** The colour map of the map, by its five best-known colours. */
function viridis(share: number): string {
  const at = Math.min(Math.max(share, 0), 0.9999) * (stops.length - 1);
  const [from, to] = [stops[Math.floor(at)]!, stops[Math.floor(at) + 1]!];
  return `rgb(${from.map((value, k) => Math.round(value + (to[k]! - value) * (at % 1)))})`;
}

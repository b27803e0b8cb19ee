/**
 * Numbers that change over time, one strip above the other.
 *
 * @module
 */
import type { Chart } from "../report/chart.ts";

/** A strip: a column for each step. */
export interface Track {
  readonly title: string;
  /** Numbers in [0, 1] for each step, from top to bottom. */
  readonly columns: readonly (readonly number[])[];
  /** The step of the first column. */
  readonly start: number;
  /** The height of a number. */
  readonly cell: number;
}

const width = 720;
const margin = 16;
/** The height of a title. */
const head = 24;
/** How many shades there are between white and black. */
const shades = 16;

/** A chart of strips over the same steps. */
export function plotTracks(steps: number, tracks: readonly Track[]): Chart {
  const step = (width - 2 * margin) / steps;
  let height = 0;
  const drawn = tracks.map((track) => {
    const y = height + head;
    const lines = track.columns[0]?.length ?? 0;
    height = y + lines * track.cell + 6;
    return [
      `<text x="${margin}" y="${y - 7}" font-family="system-ui, sans-serif" font-size="12">${track.title}</text>`,
      `<g transform="translate(${margin} ${y}) scale(${step.toFixed(4)} ${track.cell})" shape-rendering="crispEdges">`,
      ...shadesOf(track),
      "</g>",
      `<rect x="${margin}" y="${y}" width="${width - 2 * margin}" height="${
        lines * track.cell
      }" fill="none" stroke="#9ca3af"/>`,
    ].join("\n");
  });
  height += 8;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...drawn,
    "</svg>",
  ].join("\n");
  return { svg, width, height };
}

/** One path a shade, over all cells that have it: much shorter than a rectangle a cell. */
function shadesOf({ columns, start }: Track): string[] {
  const paths = new Map<number, string>();
  columns.forEach((column, t) => {
    column.forEach((value, line) => {
      const shade = Math.round(shades * Math.min(1, Math.max(0, value)));
      if (shade > 0) paths.set(shade, `${paths.get(shade) ?? ""}M${start + t} ${line}h1v1h-1z`);
    });
  });
  return [...paths].map(([shade, path]) => `<path fill="${grey(1 - shade / shades)}" d="${path}"/>`);
}

function grey(lightness: number): string {
  return `#${Math.round(255 * lightness).toString(16).padStart(2, "0").repeat(3)}`;
}

/**
 * Rows of small pictures of numbers: images, filters, what filters see.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import type { Chart } from "./chart.ts";

/** Pictures that stand in a row under a title. */
export interface PlaneRow {
  readonly title: string;
  /** A picture each, shape `[K, rows, columns]`. */
  readonly planes: Tensor;
  /** Rows of numbers are from 0 to the largest of a picture; or from its negative on, blue, to the largest of all, red. */
  readonly scale: "from 0" | "both signs";
}

const width = 720;
/** The height of a title and the space under a row. */
const head = 30;
/** How far pictures are from the edge. */
const margin = 16;
const gap = 6;
/** Pictures are this wide unless there are many. */
const widest = 80;
/** How many shades there are on either side of 0. */
const shades = 24;

/** A chart of rows of pictures. */
export function plotPlanes(rows: readonly PlaneRow[]): Chart {
  let height = 0;
  const drawn = rows.map((row) => {
    const [count, lines, columns] = row.planes.shape as readonly [number, number, number];
    const side = Math.min(widest, (width - 2 * margin - (count - 1) * gap) / count);
    const y = height + head;
    height = y + side * lines / columns + gap;
    const tiles = Array.from({ length: count }, (_, k) => tileOf(row, k, margin + k * (side + gap), y, side));
    return [
      `<text x="${margin}" y="${y - 9}" font-family="system-ui, sans-serif" font-size="12">${row.title}</text>`,
      ...tiles,
    ].join("\n");
  });
  height = Math.ceil(height + gap);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...drawn,
    "</svg>",
  ].join("\n");
  return { svg, width, height };
}

function tileOf({ planes, scale }: PlaneRow, k: number, x: number, y: number, side: number): string {
  const [, lines, columns] = planes.shape as readonly [number, number, number];
  const values = Array.from(planes.data.subarray(k * lines * columns, (k + 1) * lines * columns));
  let largest = 0;
  for (const value of scale === "from 0" ? values : planes.data) largest = Math.max(largest, Math.abs(value));
  const shadeOf = (value: number): number => largest > 0 ? Math.round(shades * value / largest) : 0;
  const unit = side / columns;
  const ground = scale === "from 0" ? "black" : "white";
  return [
    `<g transform="translate(${rounded(x)} ${rounded(y)}) scale(${unit.toFixed(4)})" shape-rendering="crispEdges">`,
    `<rect width="${columns}" height="${lines}" fill="${ground}"/>`,
    ...pathsOf(values.map(shadeOf), columns, scale),
    `<rect width="${columns}" height="${lines}" fill="none" stroke="#9ca3af" stroke-width="${rounded(1 / unit)}"/>`,
    "</g>",
  ].join("");
}

/** One path a shade, over runs of pixels that have it: much shorter than a rectangle a pixel. */
function pathsOf(pixels: readonly number[], columns: number, scale: PlaneRow["scale"]): string[] {
  const paths = new Map<number, string>();
  for (let start = 0; start < pixels.length;) {
    const shade = pixels[start]!;
    const rowEnd = (Math.floor(start / columns) + 1) * columns;
    let end = start + 1;
    while (end < rowEnd && pixels[end] === shade) end++;
    const run = `M${start % columns} ${Math.floor(start / columns)}h${end - start}v1h${start - end}z`;
    if (shade !== 0) paths.set(shade, (paths.get(shade) ?? "") + run);
    start = end;
  }
  return [...paths].map(([shade, path]) => `<path fill="${colorOf(shade / shades, scale)}" d="${path}"/>`);
}

/** Black to white, or blue over white to red. */
function colorOf(share: number, scale: PlaneRow["scale"]): string {
  const mixed = (from: readonly number[], to: readonly number[], t: number): string =>
    `#${from.map((a, i) => Math.round(a + (to[i]! - a) * t).toString(16).padStart(2, "0")).join("")}`;
  if (scale === "from 0") return mixed([0, 0, 0], [255, 255, 255], Math.max(0, share));
  return mixed([255, 255, 255], share < 0 ? [29, 78, 216] : [185, 28, 28], Math.abs(share));
}

function rounded(length: number): string {
  return String(Math.round(length * 100) / 100);
}

/**
 * Pictures of molecules.
 *
 * @module
 */
import type { Graph } from "@chainrule/gnn";
import type { Tensor } from "@chainrule/tensor";
import type { Chart } from "../report/chart.ts";
import { layOut } from "./lay_out.ts";
import type { Point } from "./lay_out.ts";

/** A molecule, whether it has an amide, and how likely a network thinks that it has. */
export interface Guess {
  readonly graph: Graph;
  readonly label: number;
  readonly probability: number;
}

const [columns, cell, caption] = [4, 180, 40];
const margin = 22;
/** Carbon, nitrogen, oxygen. */
const colors = ["#374151", "#2563eb", "#dc2626"];
const [green, red] = ["#15803d", "#b91c1c"];

/** Molecules in rows of four, atoms by colour, and below each how sure the network is of an amide, and whether there is one. */
export function plotMolecules(guesses: readonly Guess[]): Promise<Chart[]> {
  const rows = Math.ceil(guesses.length / columns);
  const [width, height] = [columns * cell, rows * (cell + caption)];
  const parts = guesses.map((guess, i) =>
    `<g transform="translate(${i % columns * cell} ${Math.floor(i / columns) * (cell + caption)})">${
      pictureOf(guess)
    }</g>`
  );
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">${
      parts.join("")
    }</svg>`;
  return Promise.resolve([{ svg, width, height }]);
}

function pictureOf({ graph, label, probability }: Guess): string {
  const places = fitted(layOut(graph));
  const isRight = Number(probability > 0.5) === label;
  const text = `amide: ${Math.round(100 * probability)} %, in truth ${label === 1 ? "yes" : "no"}`;
  return [
    ...bondsOf(graph, places),
    ...places.map(({ x, y }, atom) => {
      const kind = kindOf(graph.nodeFeatures as Tensor, atom);
      return `<circle cx="${n(x)}" cy="${n(y)}" r="${kind === 0 ? 4 : 8}" fill="${colors[kind]}"/>` +
        (kind === 0 ? "" : `<text x="${n(x)}" y="${n(y + 4)}" text-anchor="middle" fill="white">${" NO"[kind]}</text>`);
    }),
    `<text x="${cell / 2}" y="${cell + 12}" text-anchor="middle" fill="${isRight ? green : red}">${text}</text>`,
  ].join("");
}

/** Each bond once: one line, two lines for a double one, a line and a dashed one for an aromatic one. */
function bondsOf({ sources, targets, edgeFeatures }: Graph, places: readonly Point[]): string[] {
  return Array.from(sources.data.keys()).flatMap((edge) => {
    const [a, b] = [sources.data[edge]!, targets.data[edge]!];
    if (a > b) return [];
    const kind = kindOf(edgeFeatures!, edge);
    if (kind === 0) return [line(places[a]!, places[b]!, 0, "")];
    return [line(places[a]!, places[b]!, -2.5, ""), line(places[a]!, places[b]!, 2.5, kind === 2 ? "3 2" : "")];
  });
}

function line(a: Point, b: Point, shift: number, dashes: string): string {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [dx, dy] = [shift * (a.y - b.y) / length, shift * (b.x - a.x) / length];
  const dashed = dashes === "" ? "" : ` stroke-dasharray="${dashes}"`;
  return `<line x1="${n(a.x + dx)}" y1="${n(a.y + dy)}" x2="${n(b.x + dx)}" y2="${
    n(b.y + dy)
  }" stroke="#6b7280" stroke-width="1.6"${dashed}/>`;
}

/** The places scaled into a cell, as large as they can be. */
function fitted(places: readonly Point[]): Point[] {
  const range = (of: (place: Point) => number) => [Math.min(...places.map(of)), Math.max(...places.map(of))] as const;
  const [left, right] = range(({ x }) => x);
  const [top, bottom] = range(({ y }) => y);
  const scale = (cell - 2 * margin) / Math.max(right - left, bottom - top, 1e-9);
  const center = { x: (left + right) / 2, y: (top + bottom) / 2 };
  return places.map(({ x, y }) => ({ x: cell / 2 + scale * (x - center.x), y: cell / 2 + scale * (y - center.y) }));
}

function kindOf(oneHot: Tensor, row: number): number {
  const width = oneHot.shape[1]!;
  return oneHot.data.subarray(row * width, (row + 1) * width).indexOf(1);
}

function n(value: number): string {
  return value.toFixed(1);
}

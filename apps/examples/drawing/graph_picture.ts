/**
 * Computational graphs, from inputs on the left to the result on the right.
 *
 * @module
 */
import type { ComputationalGraph, GraphEdge, GraphNode } from "@chainrule/autograd";
import type { NestedArray } from "@chainrule/tensor";
import type { Picture } from "./picture.ts";
import { colours, escapeText, framed } from "./picture.ts";

const step = { x: 166, y: 88 };
const box = { width: 120, height: 58 };
const margin = 24;
/** The height that edges need which pass nodes by. */
const detour = 56;

/** Where a node stands: its middle. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Draws a graph: each node with its value, and the gradient and tangent if the graph has them; each edge with its local derivative.
 */
export function graphPicture(graph: ComputationalGraph): Picture {
  const columns = columnsOf(graph);
  const rows = Math.max(...columns.map((column) => column.length));
  const columnOf = (id: string) => columns.findIndex((column) => column.includes(id));
  const isLong = ({ from, to }: GraphEdge) => columnOf(to) - columnOf(from) > 1;
  const top = margin + (graph.edges.some(isLong) ? detour : 0);
  const places = new Map<string, Place>();
  columns.forEach((column, c) =>
    column.forEach((id, r) =>
      places.set(id, {
        x: margin + box.width / 2 + c * step.x,
        y: top + box.height / 2 + (r + (rows - column.length) / 2) * step.y,
      })
    )
  );
  const edges = graph.edges.map((edge) =>
    edgeOf(places.get(edge.from)!, places.get(edge.to)!, edge.local, isLong(edge) ? top - detour / 2 : null)
  );
  const nodes = graph.nodes.map((node) => nodeOf(node, places.get(node.id)!));
  return framed(
    2 * margin + box.width + (columns.length - 1) * step.x,
    top + margin + box.height + (rows - 1) * step.y,
    edges.join("") + nodes.join(""),
  );
}

/** Nodes by their distance from the inputs; inputs stand right before what needs them first. */
function columnsOf({ nodes, edges }: ComputationalGraph): string[][] {
  const depth = new Map<string, number>();
  const inputsOf = Map.groupBy(edges, ({ to }) => to);
  for (const { id } of nodes) {
    depth.set(id, Math.max(-1, ...(inputsOf.get(id) ?? []).map(({ from }) => depth.get(from)!)) + 1);
  }
  for (const { id, kind } of nodes) {
    const uses = edges.filter(({ from }) => from === id).map(({ to }) => depth.get(to)!);
    if (kind !== "operation" && uses.length > 0) depth.set(id, Math.min(...uses) - 1);
  }
  const columns: string[][] = Array.from({ length: Math.max(...depth.values()) + 1 }, () => []);
  for (const { id } of nodes) columns[depth.get(id)!]!.push(id);
  return columns;
}

/** An edge; one that would run through nodes goes over them, at a height of `over`. */
function edgeOf(from: Place, to: Place, local: number | null, over: number | null): string {
  const [x1, x2] = [from.x + box.width / 2, to.x - box.width / 2];
  const middle = (x1 + x2) / 2;
  const route = over === null
    ? `C${middle},${from.y} ${middle},${to.y} ${x2},${to.y}`
    : `C${x1 + 50},${from.y} ${x1},${over} ${x1 + 60},${over} L${x2 - 60},${over} C${x2},${over} ${
      x2 - 50
    },${to.y} ${x2},${to.y}`;
  const path = `<path d="M${x1},${from.y} ${route}" fill="none" stroke="#888" stroke-width="1.4"/>`;
  if (local === null) return path;
  const y = (over ?? (from.y + to.y) / 2) - 5;
  return path +
    `<text x="${middle}" y="${y}" font-size="11" text-anchor="middle" fill="#444" stroke="white" stroke-width="3" paint-order="stroke">${
      written(local)
    }</text>`;
}

function nodeOf({ kind, name, value, gradient, tangent }: GraphNode, { x, y }: Place): string {
  const fill = { variable: "#dcebf7", constant: "#f2f2f2", operation: "#fff4e0" }[kind];
  const lines = [
    [name, "#111", 600],
    ...(kind === "constant" || value === null ? [] : [[written(value), "#111", 400]]),
    ...(tangent === null ? [] : [[`tangent ${written(tangent)}`, colours[2], 400]]),
    ...(gradient === null ? [] : [[`gradient ${written(gradient)}`, colours[1], 400]]),
  ] as const;
  const first = y + 4 - (lines.length - 1) * 8;
  return `<rect x="${x - box.width / 2}" y="${
    y - box.height / 2
  }" width="${box.width}" height="${box.height}" rx="8" fill="${fill}" stroke="#666"/>` +
    lines.map(([text, colour, weight], i) =>
      `<text x="${x}" y="${
        first + 16 * i
      }" font-size="12" font-weight="${weight}" text-anchor="middle" fill="${colour}">${
        escapeText(String(text))
      }</text>`
    ).join("");
}

/** At most four significant digits. */
function written(value: NestedArray): string {
  return typeof value === "number" ? String(Number(value.toPrecision(4))).replace("-", "−") : JSON.stringify(value);
}

/**
 * A node and those it listens to.
 *
 * @module
 */
import type { AttentionCoefficients } from "@chainrule/gnn";
import type { GraphProblem } from "../problems/problem.ts";
import type { Chart } from "./chart.ts";

const width = 720;
const height = 360;
const radius = 120;
/** The colours of classes, in order; more classes begin anew. */
const palette = ["#2563eb", "#d97706", "#059669", "#dc2626", "#7c3aed", "#0891b2", "#db2777", "#65a30d"];
const grey = "#9ca3af";

/** Who listens, with which head of which layer. */
export interface Listener {
  readonly node: number;
  readonly head: number;
  readonly layer: string;
}

/** A node that is listened to, and how much. */
interface Heard {
  readonly source: number;
  readonly share: number;
}

/**
 * A chart of a node in the middle and those it listens to around it, with lines as wide as attention is large;
 * the more of it, the nearer to the top.
 *
 * @param listener The node in the middle
 * @param attention Who listens to whom in that layer
 * @param problem The classes of nodes
 */
export function plotNeighborhood(
  { node, head, layer }: Listener,
  attention: AttentionCoefficients,
  { labels }: GraphProblem,
): Chart {
  const heard = heardBy(node, head, attention);
  const colorOf = (of: number) => {
    const label = labels.data[of]!;
    return label < 0 ? grey : palette[label % palette.length]!;
  };
  const [x, y] = [width / 2, height / 2 + 18];
  const around = heard.filter(({ source }) => source !== node);
  const self = heard.find(({ source }) => source === node);
  const spokes = around.map(({ source, share }, i) => {
    // From the top to both sides in turn.
    const turn = (i % 2 === 0 ? 1 : -1) * Math.ceil(i / 2) * 2 * Math.PI / Math.max(around.length, 1);
    const [dx, dy] = [Math.sin(turn), -Math.cos(turn)];
    const at = (distance: number) => `${(x + dx * distance).toFixed(1)} ${(y + dy * distance).toFixed(1)}`;
    const [labelX, labelY] = at(radius + 34).split(" ");
    return {
      line: `<path d="M${at(0)}L${at(radius)}" stroke="${colorOf(source)}" stroke-width="${
        widthOf(share)
      }" stroke-opacity="0.7"/>`,
      dot: dotAt(at(radius), colorOf(source), 10) + textAt(labelX!, labelY!, percent(share)),
    };
  });
  const heads = attention.coefficients.shape[1]!;
  const title = `attention of node ${node} in ${heads === 1 ? "" : `head ${head + 1} of `}${layer}${
    self === undefined ? "" : `, ${percent(self.share)} of it to itself`
  }; colours are classes`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    `<g font-family="system-ui, sans-serif" font-size="12" text-anchor="middle">`,
    textAt(`${x}`, "12", title),
    ...spokes.map(({ line }) => line),
    ...(self === undefined ? [] : [
      `<circle cx="${x}" cy="${y}" r="20" fill="white" stroke="${colorOf(node)}" stroke-opacity="0.7" stroke-width="${
        widthOf(self.share)
      }"/>`,
    ]),
    dotAt(`${x} ${y}`, colorOf(node), 14),
    ...spokes.map(({ dot }) => dot),
    "</g>",
    "</svg>",
  ].join("\n");
  return { svg, width, height };
}

/** Those that a node listens to, the most important first. */
function heardBy(node: number, head: number, { sources, targets, coefficients }: AttentionCoefficients): Heard[] {
  const heads = coefficients.shape[1]!;
  const heard = new Map<number, number>();
  targets.data.forEach((target, edge) => {
    if (target !== node) return;
    const source = sources.data[edge]!;
    heard.set(source, (heard.get(source) ?? 0) + coefficients.data[edge * heads + head]!);
  });
  return [...heard].map(([source, share]) => ({ source, share })).sort((a, b) => b.share - a.share);
}

function widthOf(share: number): string {
  return (1 + 24 * share).toFixed(1);
}

function dotAt(place: string, color: string, size: number): string {
  return `<circle transform="translate(${place})" r="${size}" fill="${color}" stroke="white" stroke-width="2"/>`;
}

function textAt(x: string, y: string, text: string): string {
  return `<text x="${x}" y="${y}" dy="0.32em" fill="#374151">${text}</text>`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}

/**
 * Who listens to whom in a network of graph attention.
 *
 * @module
 */
import type { PlotOptions } from "@observablehq/plot";
import type { AttentionCoefficients } from "@chainrule/gnn";
import type { AttentionNetwork } from "../networks/attention_network.ts";
import type { GraphProblem } from "../problems/problem.ts";
import type { Chart } from "./chart.ts";
import { plotNeighborhood } from "./plot_neighborhood.ts";

/** How evenly one head lets one node listen. */
export interface Evenness {
  readonly node: number;
  readonly head: number;
  readonly layer: string;
  /** `−Σ α ln α` over the edges into the node: the logarithm of the number of nodes that it listens to, in effect. */
  readonly entropy: number;
  /** The same if it listened to all alike: the logarithm of their number. */
  readonly uniform: number;
}

/** Charts of how evenly nodes listen, and of one that makes differences. */
export async function plotAttention(model: AttentionNetwork, problem: GraphProblem): Promise<Chart[]> {
  const layers = model.attention(problem.graph.nodeFeatures!, problem.graph);
  const names = layers.map((_, i) => i === layers.length - 1 ? "last layer" : `layer ${i + 1}`);
  const points = layers.flatMap((layer, i) => evennessOf(layer, names[i]!));
  const choosy = choosiest(points, problem);
  const neighborhood = plotNeighborhood(choosy, layers[names.indexOf(choosy.layer)]!, problem);
  return [await histograms(points), neighborhood];
}

/** One point for each node and head. */
export function evennessOf({ targets, coefficients }: AttentionCoefficients, layer: string): Evenness[] {
  const [edges, heads] = coefficients.shape as [number, number];
  const nodes = new Map<number, { degree: number; entropies: Float64Array }>();
  for (let edge = 0; edge < edges; edge++) {
    const target = targets.data[edge]!;
    const node = nodes.get(target) ?? { degree: 0, entropies: new Float64Array(heads) };
    nodes.set(target, node);
    node.degree++;
    for (let head = 0; head < heads; head++) {
      const share = coefficients.data[edge * heads + head]!;
      if (share > 0) node.entropies[head]! -= share * Math.log(share);
    }
  }
  return [...nodes].flatMap(([node, { degree, entropies }]) =>
    Array.from(entropies, (entropy, head) => ({ node, head, layer, entropy, uniform: Math.log(degree) }))
  );
}

/** Of the test nodes with 5 to 12 edges, the one whom one head lets listen least evenly; of all nodes, if there is none such. */
function choosiest(points: readonly Evenness[], { test }: GraphProblem): Evenness {
  const tested = new Set(test.data);
  const fit = points.filter(({ node, uniform }) =>
    tested.has(node) && uniform > Math.log(4.5) && uniform < Math.log(12.5)
  );
  const candidates = fit.length > 0 ? fit : points;
  const gap = ({ entropy, uniform }: Evenness) => uniform - entropy;
  return candidates.reduce((best, point) => gap(point) > gap(best) ? point : best);
}

const width = 720;
const height = 260;
/** The width of a bin in nats. */
const bin = 0.1;
const kinds = ["learned", "all alike"] as const;

/** A step of a histogram. */
interface Step {
  readonly entropy: number;
  readonly share: number;
  readonly layer: string;
  readonly kind: (typeof kinds)[number];
}

/** How entropies spread, learned ones and those of listening to all alike, layer by layer. */
async function histograms(points: readonly Evenness[]): Promise<Chart> {
  // Loaded only when something is to be drawn.
  const { areaY, lineY, plot, ruleY, text } = await import("@observablehq/plot");
  const { parseHTML } = await import("linkedom");
  const { document } = parseHTML("<html></html>") as unknown as Pick<PlotOptions, "document">;
  const layers = [...new Set(points.map(({ layer }) => layer))];
  const steps = layers.flatMap((layer) => {
    const ofLayer = points.filter((point) => point.layer === layer);
    return [
      ...stepsOf(ofLayer.map(({ entropy }) => entropy), layer, "learned"),
      ...stepsOf(ofLayer.map(({ uniform }) => uniform), layer, "all alike"),
    ];
  });
  const place = { x: "entropy", y: "share", fx: "layer", curve: "step" } as const;
  const of = (kind: Step["kind"]) => steps.filter((step) => step.kind === kind);
  const svg = plot({
    document,
    width,
    height,
    marginTop: 44,
    marginBottom: 40,
    grid: true,
    style: { fontSize: "12px", fontFamily: "system-ui, sans-serif", background: "white" },
    x: { label: "entropy of a node's attention (nats): the logarithm of how many nodes it listens to, in effect" },
    y: { label: "share of nodes and heads (%)", percent: true },
    fx: { label: null, domain: layers },
    color: { domain: [...kinds], range: ["#2563eb", "#d97706"] },
    marks: [
      areaY(of("learned"), { ...place, fill: "kind", fillOpacity: 0.35 }),
      lineY(steps, { ...place, stroke: "kind", strokeWidth: 1.5 }),
      ruleY([0]),
      ...kinds.map((kind, i) =>
        text([{ kind, layer: layers.at(-1)! }], {
          fx: "layer",
          frameAnchor: "top-right",
          text: "kind",
          fill: "kind",
          fontWeight: "bold",
          dy: 16 * i,
        })
      ),
    ],
  }).outerHTML;
  return { svg, width, height };
}

/** The share of values in each bin, from an empty one to an empty one. */
function stepsOf(values: readonly number[], layer: string, kind: Step["kind"]): Step[] {
  const last = Math.floor(Math.max(...values) / bin) + 1;
  const counts = Array.from({ length: last + 1 }, () => 0);
  // What rounding takes from a whole bin is given back.
  for (const value of values) counts[Math.floor(value / bin + 1e-4)]!++;
  return [0, ...counts].map((count, i) => ({ entropy: (i - 0.5) * bin, share: count / values.length, layer, kind }));
}

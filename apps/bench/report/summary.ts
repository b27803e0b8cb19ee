/**
 * The results in few lines: what peers are compared with, and the quickest of them.
 *
 * @module
 */
import type { Column } from "./aligned.ts";
import type { PeerFigure } from "./comparison.ts";
import { threeDigits } from "./decimals.ts";
import type { Results, RowResult } from "./results.ts";

/** A kind of peers. */
interface Kind {
  readonly heading: string;
  readonly includes: (peer: string) => boolean;
}

const python = (peer: string): boolean => peer.startsWith("PyTorch");
const kinds: readonly Kind[] = [
  { heading: "PyTorch, AVX2", includes: (peer) => peer === "PyTorch, AVX2" },
  { heading: "PyTorch, best kernels", includes: (peer) => peer === "PyTorch, best kernels" },
  { heading: "quickest in JavaScript", includes: (peer) => !python(peer) },
];

/** A table. */
export interface Summary {
  readonly columns: readonly Column[];
  readonly lines: readonly (readonly string[])[];
}

/** A line for each variant that peers are compared with, with a cell for each kind of peers; numbers of threads follow each other in a cell. */
export function summaryOf({ rows }: Results): Summary {
  const present = kinds.filter(({ includes }) => rows.some(({ peers }) => peers.some(({ peer }) => includes(peer))));
  const headings = ["row", "workload", "unit", "ours", ...present.map(({ heading }) => heading)];
  return {
    columns: headings.map((heading) => ({ heading, align: "left" })),
    lines: rows.flatMap((row) => row.best.map((variant) => lineOf(row, variant, present))),
  };
}

function lineOf({ row, title, figures, peers }: RowResult, variant: string, present: readonly Kind[]): string[] {
  const ours = figures.filter((figure) => figure.variant === variant);
  const cells = ours.map(({ threads, value }) => `${threeDigits(value)} (${threads})`);
  const rivals = peers.filter(({ rival }) => rival === variant);
  return [
    row,
    `${title}: ${variant}`,
    ours[0]?.unit ?? "",
    cells.join(", "),
    ...present.map(({ includes }) => quickest(rivals.filter(({ peer }) => includes(peer)))),
  ];
}

/** The quickest for each number of threads, with ours on as many threads over it. */
function quickest(peers: readonly PeerFigure[]): string {
  return [...Map.groupBy(peers, ({ threads }) => threads)].map(([threads, figures]) => {
    const best = figures.reduce((a, b) => (b.milliseconds ?? 0) < (a.milliseconds ?? 0) ? b : a);
    const ratio = best.ratios.find((each) => each.threads === threads)?.ratio;
    const words = [best.peer.startsWith("PyTorch") ? "" : best.peer, best.variant].filter((word) => word !== "").join(
      ", ",
    );
    const compared = ratio === undefined ? "" : `: ours ${threeDigits(ratio)}x`;
    return `${threeDigits(best.value)} (${threads}${words === "" ? "" : `; ${words}`}${compared})`;
  }).join(", ");
}

/** What `deno task bench --out` writes, as far as the page shows it. */
export interface Benchmarks {
  date: string;
  machine: { cores: number; cpu: string; system: string };
  versions: string[];
  rows: BenchmarkRow[];
  leftOut: string[];
  failures: string[];
}

export interface BenchmarkRow {
  row: string;
  title: string;
  figures: BenchmarkFigure[];
  peers: PeerFigure[];
}

export interface BenchmarkFigure {
  variant: string;
  threads: number;
  value: number;
  unit: string;
  spread: { least: number; most: number };
  milliseconds: number | null;
  peakMiB: number | null;
}

export interface PeerFigure extends BenchmarkFigure {
  peer: string;
  /** Our variant that does the same. */
  rival: string;
  ratios: { threads: number; ratio: number; spread: { least: number; most: number } }[];
}

/** One workload, against every peer that can do it. */
export interface Comparison {
  row: string;
  title: string;
  rival: string;
  /** By the name of the peer; a peer may do the work in several ways. */
  ratios: Map<string, { how: string; ratio: number }[]>;
}

const chineseTitles: Record<string, string> = {
  W1: "矩阵乘法",
  W2: "感知器训练步，784-256-128-10，小批量 64",
  W3: "卷积网络训练步，小批量 64",
  W4: "GCN 一轮，Cora 规模",
  W5: "GAT 一轮，Cora 规模",
  W6: "一百万个数",
  W7: "异或训练步，2-8-1，小批量 4",
  W8: "LSTM 训练步，50 个时刻",
  W9: "大图上的 GCN 层，前向与反向",
  W10: "fit 一轮，60 000 个样本",
  W11: "启动",
};

/** What a row measures, in the language of the page. */
export function titleIn(lang: string, { row, title }: { row: string; title: string }): string {
  return lang === "zh-CN" ? chineseTitles[row] ?? title : title;
}

/** The names of the peers, in the order in which they appear. */
export function peersOf({ rows }: Benchmarks): string[] {
  return [...new Set(rows.flatMap(({ peers }) => peers.map(({ peer }) => peer)))];
}

/** The numbers of threads that both ours and peers were measured with. */
export function threadCounts({ rows }: Benchmarks): number[] {
  const counts = rows.flatMap(({ peers }) => peers.flatMap(({ ratios }) => ratios.map(({ threads }) => threads)));
  return [...new Set(counts)].sort((a, b) => a - b);
}

/** Ours against peers, with the same number of threads on both sides. */
export function comparisons({ rows }: Benchmarks, threads: number): Comparison[] {
  return rows.flatMap(({ row, title, peers }) => {
    const rivals = [...new Set(peers.map(({ rival }) => rival))];
    return rivals.map((rival) => ({ row, title, rival, ratios: ratiosAgainst(rival, peers, threads) }));
  }).filter(({ ratios }) => ratios.size > 0);
}

function ratiosAgainst(rival: string, peers: PeerFigure[], threads: number): Comparison["ratios"] {
  const found: Comparison["ratios"] = new Map();
  for (const figure of peers) {
    const ours = figure.ratios.find((ratio) => ratio.threads === threads);
    if (figure.rival !== rival || figure.threads !== threads || ours === undefined) continue;
    found.set(figure.peer, [...(found.get(figure.peer) ?? []), { how: figure.variant, ratio: ours.ratio }]);
  }
  return found;
}

/**
 * Results for people.
 *
 * @module
 */
import type { Spread } from "../measuring/statistics.ts";
import type { Column } from "./aligned.ts";
import { aligned } from "./aligned.ts";
import type { PeerFigure, Ratio } from "./comparison.ts";
import { threeDigits } from "./decimals.ts";
import type { Figure } from "./figure.ts";
import type { Results, RowResult } from "./results.ts";

const left = (heading: string): Column => ({ heading, align: "left" });
const right = (heading: string): Column => ({ heading, align: "right" });

const columns = [
  left("row"),
  left("workload"),
  left("variant"),
  right("threads"),
  right("value"),
  left("unit"),
  right("min..max"),
  right("ms"),
  right("MiB"),
];

/** Machine, versions, one aligned table, and what is not in it. */
export function tableText(results: Results): string {
  const { machine, date, versions, rows } = results;
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.system}; ${date}`,
    versions.join("; "),
    "",
    ...aligned(headingsOf(results), rows.flatMap(linesOf)),
    "",
    ...notesOf(results),
  ].join("\n").trimEnd();
}

/** The columns; ratios have one where there are some. */
export function headingsOf({ rows }: Results): readonly Column[] {
  return hasPeers(rows) ? [...columns, left("ours is")] : columns;
}

/** What stands below the table. */
export function notesOf({ rows, leftOut, failures }: Results): readonly string[] {
  const ratios = "ours is: the speed of ours, with so many threads, over that of the peer; above 1x ours is faster";
  return [
    ...(hasPeers(rows) ? [ratios] : []),
    ...leftOut.map((line) => `left out: ${line}`),
    ...failures.map((line) => `failed: ${line}`),
  ];
}

/** The lines of a row: ours, then peers. */
export function linesOf({ row, title, figures, peers }: RowResult): string[][] {
  const [first = [], ...others] = figures.map((figure) => [figure.variant, ...cells(figure)]);
  return [
    [row, title, ...first],
    ...others.map((line) => ["", "", ...line]),
    ...peers.map((figure) => ["", `vs ${figure.rival}`, nameOf(figure), ...cells(figure), ratiosText(figure)]),
  ];
}

function hasPeers(rows: readonly RowResult[]): boolean {
  return rows.some(({ peers }) => peers.length > 0);
}

function cells({ threads, value, unit, spread, milliseconds, peakMiB }: Figure): string[] {
  return [
    `${threads}`,
    threeDigits(value),
    unit,
    spreadText(spread),
    milliseconds === null ? "" : threeDigits(milliseconds),
    peakMiB === null ? "" : `${Math.round(peakMiB)}`,
  ];
}

function nameOf({ peer, variant }: PeerFigure): string {
  return variant === "" ? peer : `${peer} (${variant})`;
}

function ratiosText({ ratios }: PeerFigure): string {
  return ratios.map(ratioText).join(", ");
}

function ratioText({ threads, ratio, spread }: Ratio): string {
  const range = spread.least === spread.most ? "" : ` (${spreadText(spread)})`;
  return `${threeDigits(ratio)}x with ${threads}${range}`;
}

function spreadText({ least, most }: Spread): string {
  return `${threeDigits(least)}..${threeDigits(most)}`;
}

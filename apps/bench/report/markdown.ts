/**
 * Results for pages.
 *
 * @module
 */
import type { Column } from "./aligned.ts";
import type { Results } from "./results.ts";
import { summaryOf } from "./summary.ts";
import { headingsOf, linesOf, notesOf } from "./table.ts";

/** Machine, versions, a summary, and the whole table. */
export function markdownText(results: Results): string {
  const { machine, date, versions, rows } = results;
  const summary = summaryOf(results);
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.system}; ${date.slice(0, 10)}; ${versions.join(", ")}.`,
    "",
    ...tableOf(summary.columns, summary.lines),
    "",
    "Threads are in brackets.",
    "",
    ...tableOf(headingsOf(results), rows.flatMap(linesOf)),
    ...notesOf(results).flatMap((note) => ["", escaped(note)]),
    "",
  ].join("\n");
}

function tableOf(columns: readonly Column[], lines: readonly (readonly string[])[]): string[] {
  return [
    markdownLine(columns.map(({ heading }) => heading)),
    markdownLine(columns.map(rule)),
    ...lines.map((cells) => markdownLine(columns.map((_, i) => cells[i] ?? ""))),
  ];
}

function rule({ align }: Column): string {
  return align === "left" ? "---" : "---:";
}

function markdownLine(cells: readonly string[]): string {
  return `| ${cells.map(escaped).join(" | ")} |`;
}

function escaped(text: string): string {
  return text.replaceAll(/[|\\]/g, "\\$&");
}

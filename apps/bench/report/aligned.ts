/**
 * Tables of text.
 *
 * @module
 */

/** A column: its heading, and where its cells stand. */
export interface Column {
  readonly heading: string;
  readonly align: "left" | "right";
}

/** Lines with columns of equal width, two spaces apart; a rule is under the headings. A row may have fewer cells. */
export function aligned(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ heading }, i) => Math.max(...[heading, ...rows.map((row) => row[i] ?? "")].map(width)));
  const line = (cells: readonly string[]): string =>
    columns.map(({ align }, i) => padded(cells[i] ?? "", widths[i]!, align)).join("  ").trimEnd();
  return [line(columns.map(({ heading }) => heading)), line(widths.map((n) => "-".repeat(n))), ...rows.map(line)];
}

function padded(cell: string, to: number, align: Column["align"]): string {
  const space = " ".repeat(to - width(cell));
  return align === "left" ? cell + space : space + cell;
}

/** Counts characters as readers do, not as UTF-16 does. */
function width(cell: string): number {
  return [...cell].length;
}

const QUOTE = '"';
const LINE_END = "\r\n";

/** One line of CSV. */
export function lineOf(row: readonly unknown[], separator: string): string {
  return row.map((value) => quoted(textOf(value), separator)).join(separator) +
    LINE_END;
}

/** Refuses a separator that could not be told from a quote or a line end. */
export function checkSeparator(separator: string): void {
  if (!separator.includes(QUOTE) && !separator.includes(LINE_END)) return;
  throw new TypeError(
    "Separator cannot include the following strings:\n" +
      '  - U+0022: Quotation mark (")\n' +
      "  - U+000D U+000A: Carriage Return + Line Feed (\\r\\n)",
  );
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function quoted(text: string, separator: string): string {
  const needsQuotes = [separator, "\n", QUOTE].some((part) => text.includes(part));
  return needsQuotes ? QUOTE + text.replaceAll(QUOTE, QUOTE + QUOTE) + QUOTE : text;
}

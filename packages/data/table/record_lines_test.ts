import { assertEquals } from "@std/assert";
import { parse } from "@std/csv/parse";
import fc from "fast-check";
import { lineOfRecord, RecordLines } from "./record_lines.ts";

function startsOf(...pieces: string[]): number[] {
  const lines = new RecordLines();
  for (const piece of pieces) lines.push(piece);
  lines.end();
  return lines.starts;
}

Deno.test("RecordLines counts lines between quotes, and passes over empty ones", () => {
  assertEquals(startsOf('a\n\n"b\n\nc",d\r\n\r\ne'), [1, 3, 7]);
  assertEquals(lineOfRecord('a\n\n"b\n\nc",d\r\n\r\ne', 2), 7);
});

Deno.test("RecordLines passes over a byte-order mark", () => {
  assertEquals(startsOf("\ufeff\na"), [2]);
});

const field = fc.oneof(
  fc.stringMatching(/^[ab\r]{0,2}$/),
  fc.stringMatching(/^[ab,"\r\n]{0,4}$/).map((text) => `"${text.replaceAll('"', '""')}"`),
);
const records = fc.array(
  fc.tuple(fc.array(field, { minLength: 1, maxLength: 3 }), fc.constantFrom("\n", "\r\n")),
);

Deno.test("RecordLines finds as many records as the parser, each on its line, however the text is cut", () => {
  fc.assert(fc.property(records, fc.nat(), (records, cut) => {
    const text = records.map(([fields, end]) => fields.join(",") + end).join("");
    const at = cut % (text.length + 1);
    const starts = startsOf(text.slice(0, at), text.slice(at));
    const parsed = parse(text);
    assertEquals(starts.length, parsed.length);
    const lines = text.split("\n");
    starts.forEach((start, i) => {
      const rest = lines.slice(start - 1).join("\n");
      assertEquals(parse(rest), parsed.slice(i));
    });
  }));
});

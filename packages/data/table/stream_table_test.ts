import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { DataError } from "../data_error.ts";
import { readTable } from "./read_table.ts";
import type { StreamTableOptions } from "./stream_table.ts";
import { streamTable } from "./stream_table.ts";
import type { Table } from "./table.ts";
import { columnOf } from "./table.ts";

async function collect(
  chunks: readonly string[] | readonly Uint8Array[],
  options?: StreamTableOptions,
): Promise<Table[]> {
  const stream = ReadableStream.from<string | Uint8Array>(chunks) as ReadableStream<string>;
  const tables: Table[] = [];
  for await (const table of streamTable(stream, options)) tables.push(table);
  return tables;
}

function numbersOf(tables: readonly Table[], name: string): number[] {
  return tables.flatMap((table) => {
    const column = columnOf(table, name);
    return column.type === "number" ? [...column.values] : [];
  });
}

const text = "n,c\n1,a\n2,b\n3,a\n4,b\n5,a\n";

Deno.test("streamTable() gives pieces of the size asked for", async () => {
  const tables = await collect([text], { batchSize: 2 });
  assertEquals(tables.map(({ length }) => length), [2, 2, 1]);
  assertEquals(numbersOf(tables, "n"), [1, 2, 3, 4, 5]);
});

Deno.test("streamTable() gives one piece where pieces are larger than the rows for inference", async () => {
  const tables = await collect([text], { batchSize: 10, inferRows: 2 });
  assertEquals(tables.map(({ length }) => length), [5]);
});

Deno.test("streamTable() gives what readTable() gives, wherever the bytes are cut", async () => {
  const text = '\ufeff"名","n"\r\n"a\n""b""",1\r\né,2\r\n\r\n😀,3';
  const bytes = new TextEncoder().encode(text);
  const whole = readTable(text, { types: { 名: "text" } });
  await fc.assert(fc.asyncProperty(
    fc.array(fc.nat(bytes.length), { maxLength: 6 }),
    fc.integer({ min: 1, max: 4 }),
    async (cuts, batchSize) => {
      const ends = [...cuts.sort((a, b) => a - b), bytes.length];
      const chunks = ends.map((end, i) => bytes.slice(ends[i - 1] ?? 0, end));
      const tables = await collect(chunks, { batchSize, types: { 名: "text" } });
      assertEquals(numbersOf(tables, "n"), [1, 2, 3]);
      const names = tables.flatMap((table) => columnOf(table, "名")).flatMap((column) =>
        column.type === "text" ? column.values : []
      );
      const expected = columnOf(whole, "名");
      assertEquals(names, expected.type === "text" && expected.values);
    },
  ));
});

Deno.test("streamTable() numbers the columns where there is no header", async () => {
  assertEquals(numbersOf(await collect(["1\n2\n"], { header: false, batchSize: 1 }), "column1"), [1, 2]);
});

Deno.test("streamTable() drops rows with a missing value, and gives no empty piece", async () => {
  const tables = await collect(["n\n1\n?\n?\n?\n5\n"], { batchSize: 2, missing: "drop" });
  assertEquals(tables.map(({ length }) => length), [1, 1]);
  assertEquals(numbersOf(tables, "n"), [1, 5]);
});

Deno.test("streamTable() gives all pieces the given categories", async () => {
  const tables = await collect(["c\nx\nz\n"], { batchSize: 1, inferRows: 1, categories: { c: ["x", "y", "z"] } });
  const codes = tables.map((table) => columnOf(table, "c")).map((column) =>
    column.type === "category" && column.codes[0]
  );
  assertEquals(codes, [0, 2]);
});

Deno.test("streamTable() refuses a category that the first rows do not show, with its line", async () => {
  const error = await assertRejects(
    () => collect(['c\n"x\n"\nx\ny\nz\n'], { batchSize: 1, inferRows: 3 }),
    DataError,
    'Cannot read column "c" as it must hold one of "x", "y": current value on line 6 is "z"; give its categories',
  );
  assertEquals([error.line, error.column], [6, "c"]);
});

Deno.test("streamTable() gives the pieces before a wrong row", async () => {
  const seen: number[] = [];
  const stream = ReadableStream.from(["n\n1\n2\n", "3,4\n"]);
  const error = await assertRejects(async () => {
    for await (const table of streamTable(stream, { batchSize: 1, inferRows: 1 })) seen.push(table.length);
  }, DataError);
  assertEquals(seen, [1, 1]);
  assertEquals(
    error.message,
    'Cannot read a table as every row must have 1 cells, one for each of "n": current row on line 4 has 2',
  );
});

Deno.test("streamTable() stops reading when the loop stops", async () => {
  let pulled = 0;
  const cancelled = Promise.withResolvers<void>();
  const endless = new ReadableStream<string>({
    pull: (controller) => controller.enqueue(pulled++ === 0 ? "n\n" : "1\n".repeat(100)),
    cancel: () => cancelled.resolve(),
  });
  for await (const table of streamTable(endless, { batchSize: 10, inferRows: 10 })) {
    assertEquals(table.length, 10);
    break;
  }
  await cancelled.promise;
});

Deno.test("streamTable() holds no more than a few pieces of a long stream", async () => {
  let pulled = 0;
  let most = 0;
  let given = 0;
  const rows = 1000;
  const stream = new ReadableStream<string>({
    pull(controller) {
      if (pulled === rows) return controller.close();
      controller.enqueue(pulled++ === 0 ? "n\n1\n" : "1\n");
    },
  });
  for await (const { length } of streamTable(stream, { batchSize: 10, inferRows: 10 })) {
    given += length;
    most = Math.max(most, pulled - given);
  }
  assertEquals(given, rows);
  // Queues between the stages hold a chunk or two each.
  assertEquals(most < 30, true, `${most} rows were read ahead`);
});

Deno.test("streamTable() refuses empty streams, bytes that are no UTF-8, text that is no CSV and wrong sizes", async () => {
  const none = "Cannot read a table as it must have a header and at least one row: current text has none";
  await assertRejects(() => collect([]), DataError, none);
  await assertRejects(() => collect(["a\n"]), DataError, none);
  const notText = "Cannot read a table as its bytes must be text in UTF-8: current bytes are not";
  await assertRejects(() => collect([Uint8Array.of(97, 10, 0xFF, 10)]), DataError, notText);
  await assertRejects(() => collect([Uint8Array.of(97, 10, 0xC3)]), DataError, notText);
  await assertRejects(
    () => collect(['a\nb"\n']),
    DataError,
    "must be CSV by RFC 4180: current text has a parse error on line 2",
  );
  await assertRejects(
    () => collect([text], { batchSize: 0 }),
    RangeError,
    "batchSize must be a whole number from 1: current batchSize is 0",
  );
  await assertRejects(
    () => collect([text], { inferRows: 1.5 }),
    RangeError,
    "inferRows must be a whole number from 1: current inferRows is 1.5",
  );
});

import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { DataError } from "../data_error.ts";
import golden from "../golden/scikit_learn.json" with { type: "json" };
import { readTable } from "./read_table.ts";
import { schemaOf } from "./schema.ts";
import type { Table } from "./table.ts";
import { columnOf } from "./table.ts";
import type { TableOptions } from "./table_options.ts";

/** The values of each column as JavaScript has them. */
function contents({ columns }: Table): Record<string, unknown[]> {
  return Object.fromEntries(columns.map((column) => {
    switch (column.type) {
      case "category":
        return [column.name, Array.from(column.codes, (code) => column.categories[code])];
      case "boolean":
        return [column.name, Array.from(column.values, (value) => value === 1)];
      default:
        return [column.name, [...column.values]];
    }
  }));
}

Deno.test("readTable() infers numbers, truth values and categories", () => {
  const table = readTable("n,t,c\n-1.5e2,TRUE,red\n.5,false, blue \n+7,True,red\n");
  assertEquals(table.length, 3);
  assertEquals(table.columns.map(({ type }) => type), ["number", "boolean", "category"]);
  assertEquals(contents(table), { n: [-150, 0.5, 7], t: [true, false, true], c: ["red", "blue", "red"] });
});

Deno.test("readTable() takes decimal numbers alone for numbers", () => {
  for (const cell of ["0x10", "1_000", "1,5", "Infinity", "1e999", "--1", "1e", ".", "１"]) {
    assertEquals(readTable(`a\n"${cell}"\n`).columns[0]?.type, "category", cell);
  }
});

Deno.test("readTable() uses the types that it is given", () => {
  const table = readTable("id,zip\n007,12345\n008,54321\n", { types: { id: "text", zip: "category" } });
  assertEquals(contents(table), { id: ["007", "008"], zip: ["12345", "54321"] });
});

Deno.test("readTable() keeps white space in text alone", () => {
  const table = readTable("a,b\n x ,1\n , 2 \n", { types: { a: "text" } });
  assertEquals(contents(table), { a: [" x ", " "], b: [1, 2] });
});

Deno.test("readTable() reads quotes, line ends between them, a byte-order mark, \\r\\n and other separators", () => {
  const options: TableOptions = { separator: ";", types: { "a b": "text" } };
  const table = readTable('\ufeff"a b";n\r\n"x;\n""y""";1\r\n\r\nz;2', options);
  assertEquals(contents(table), { "a b": ['x;\n"y"', "z"], n: [1, 2] });
});

Deno.test("readTable() numbers the columns where there is no header", () => {
  assertEquals(contents(readTable("1,a\n2,b\n", { header: false })), { column1: [1, 2], column2: ["a", "b"] });
});

Deno.test("readTable() reads columns named like methods of objects", () => {
  assertEquals(contents(readTable("constructor,toString\n1,2\n")), { constructor: [1], toString: [2] });
});

Deno.test("readTable() gives the codes of scikit-learn's OrdinalEncoder", () => {
  const { colours, codes } = golden.encoders;
  const column = columnOf(readTable(`colour\n${colours.join("\n")}\n`), "colour");
  assertEquals(column.type === "category" && [...column.codes], codes);
});

Deno.test("readTable() fills with scikit-learn's mean and most frequent value", () => {
  const { missingText, filledSizes, filledColours } = golden.encoders;
  const { size, colour } = contents(readTable(missingText, { missing: "fill" }));
  filledSizes.forEach((value, i) => assertAlmostEquals(size![i] as number, value, 1e-15));
  assertEquals(colour, filledColours);
});

Deno.test("readTable() drops rows with a missing value", () => {
  const table = readTable("n,c,t\n1,?,a\nNA,x,b\n3,y,\n4, N/A ,d\n", { missing: "drop", types: { t: "text" } });
  assertEquals(table.length, 1);
  assertEquals(contents(table), { n: [3], c: ["y"], t: [""] });
});

Deno.test("readTable() takes other words for missing", () => {
  const options: TableOptions = { missing: "drop", missingValues: ["-999"] };
  assertEquals(contents(readTable("n,c\n1,NA\n-999,b\n", options)), { n: [1], c: ["NA"] });
});

Deno.test("readTable() with the schema of another table gives equal codes", () => {
  const first = readTable("c,n,id\nred,1,a\ngreen,2,b\n", { types: { id: "text" } });
  const { types, categories } = schemaOf(first);
  assertEquals(types, { c: "category", n: "number", id: "text" });
  assertEquals(categories, { c: ["green", "red"] });
  const second = columnOf(readTable("c,n,id\nred,3,5\n", { types, categories }), "c");
  assertEquals(second.type === "category" && [...second.codes], [1]);
  assertEquals(schemaOf(first, ["n"]), { types: { n: "number" }, categories: {} });
});

const refusals: [string, string, TableOptions, string, number | null, string | null][] = [
  [
    "no text",
    "",
    {},
    "Cannot read a table as it must have a header and at least one row: current text has none",
    null,
    null,
  ],
  [
    "empty lines alone",
    "\n\r\n",
    {},
    "Cannot read a table as it must have a header and at least one row: current text has none",
    null,
    null,
  ],
  [
    "a header alone",
    "a,b\n",
    {},
    "Cannot read a table as it must have a header and at least one row: current text has none",
    null,
    null,
  ],
  [
    "no rows",
    "",
    { header: false },
    "Cannot read a table as it must have at least one row: current text has none",
    null,
    null,
  ],
  [
    "a row that is too short",
    'a,b\n"1\n",2\n\n3\n',
    {},
    'Cannot read a table as every row must have 2 cells, one for each of "a", "b": current row on line 5 has 1',
    5,
    null,
  ],
  [
    "a row that is too long",
    "a,b\n1,2,3\n",
    {},
    'Cannot read a table as every row must have 2 cells, one for each of "a", "b": current row on line 2 has 3',
    2,
    null,
  ],
  [
    "a word among numbers",
    "a,b\n1,1\n2,2\n3,abc\n",
    {},
    'Cannot read column "b" as it must hold numbers: current value on line 4 is "abc"; correct the cell, name it as a missing value, or give the column another type',
    4,
    "b",
  ],
  [
    "a word in a column given as numbers",
    "a\nx\n",
    { types: { a: "number" } },
    'Cannot read column "a" as it must hold numbers: current value on line 2 is "x"; correct the cell, name it as a missing value, or give the column another type',
    2,
    "a",
  ],
  [
    "a number among truth values",
    "a\ntrue\n1\n",
    { types: { a: "boolean" } },
    'Cannot read column "a" as it must hold true or false: current value on line 3 is "1"; correct the cell, name it as a missing value, or give the column another type',
    3,
    "a",
  ],
  [
    "a category beside those given",
    "a\nx\nz\n",
    { categories: { a: ["x", "y"] } },
    'Cannot read column "a" as it must hold one of "x", "y": current value on line 3 is "z"; give its categories',
    3,
    "a",
  ],
  [
    "a missing value",
    "a,b\n1,2\n3,\n",
    {},
    'Cannot read column "b" as it must have no missing value: current value on line 3 is ""; fill missing values, or drop their rows',
    3,
    "b",
  ],
  [
    "a column without values",
    "a,b\n1,?\n3,\n",
    { missing: "fill" },
    'Cannot infer the type of column "b" as it must have a value: current values are all missing; give its type',
    null,
    "b",
  ],
  [
    "a column with nothing to fill from",
    "a,b\n1,?\n",
    { missing: "fill", types: { b: "number" } },
    'Cannot fill column "b" as it must have a value: current values are all missing',
    null,
    "b",
  ],
  [
    "two columns of one name",
    "a, a\n1,2\n",
    {},
    'Cannot read a table as its columns must have names that differ: current name of column 2 is "a"',
    1,
    null,
  ],
  [
    "a column without a name",
    "\na,\n1,2\n",
    {},
    'Cannot read a table as its columns must have names that differ: current name of column 2 is ""',
    2,
    null,
  ],
  [
    "a type for a column that is not there",
    "a\n1\n",
    { types: { b: "number" } },
    'Cannot read a table as its types must be for columns that it has, "a": current column is "b"',
    null,
    "b",
  ],
  [
    "a category given twice",
    "a\nx\n",
    { categories: { a: ["x", "x"] } },
    'Cannot read column "a" as each category must be given once: current categories are "x", "x"',
    null,
    "a",
  ],
];

for (const [name, text, options, message, line, column] of refusals) {
  Deno.test(`readTable() refuses ${name}`, () => {
    const error = assertThrows(() => readTable(text, options), DataError);
    assertEquals([error.message, error.line, error.column], [message, line, column]);
  });
}

Deno.test("readTable() refuses text that is not CSV, and says where", () => {
  const message =
    "Cannot read a table as its text must be CSV by RFC 4180: current text has a parse error on line 2, column 2";
  assertThrows(() => readTable('a\nb"c\n'), DataError, message);
});

Deno.test("columnOf() names the columns that there are", () => {
  assertThrows(
    () => columnOf(readTable("a,b\n1,2\n"), "c"),
    RangeError,
    'Cannot take a column as its name must be one of "a", "b": current name is "c"',
  );
});

import { assertEquals, assertThrows } from "@std/assert";
import { type Column, CsvStringifyStream, parse, stringify } from "./mod.ts";

Deno.test("stringify() ends each line in \\r\\n and quotes what would be read otherwise", () => {
  assertEquals(
    stringify([["a", "b,c"], ['d"e', "f\ng"]]),
    'a,"b,c"\r\n"d""e","f\ng"\r\n',
  );
  assertEquals(
    stringify([["a,b", "c;d"]], { separator: ";" }),
    'a,b;"c;d"\r\n',
  );
  assertEquals(stringify([]), "");
});

Deno.test("stringify() writes what is no text as text", () => {
  assertEquals(
    stringify([[1.5, true, 2n, null, undefined]]),
    "1.5,true,2,,\r\n",
  );
  assertEquals(stringify([[{ a: 1 }, [1]]]), '"{""a"":1}",[1]\r\n');
});

Deno.test("stringify() finds columns in nested records and names them", () => {
  const data = [{ name: { first: "A" }, ages: [1, 2] }, { name: null }];
  const columns: Column[] = [
    ["name", "first"],
    { prop: ["ages", 1], header: "age" },
    { prop: "none" },
  ];
  assertEquals(
    stringify(data, { columns }),
    "first,age,none\r\nA,2,\r\n,,\r\n",
  );
  assertEquals(stringify(data, { columns, headers: false }), "A,2,\r\n,,\r\n");
  assertEquals(stringify([["a", "b"]], { columns: [1] }), "1\r\nb\r\n");
});

Deno.test("stringify() begins with a byte-order mark, if so wished", () => {
  assertEquals(stringify([["a"]], { bom: true }), "\ufeffa\r\n");
});

Deno.test("stringify() refuses objects without columns, lists by name, and bad separators", () => {
  assertThrows(
    () => stringify([{ a: 1 }]),
    TypeError,
    "No property accessor function was provided for object",
  );
  assertThrows(
    () => stringify([["a"]], { columns: ["a"] }),
    TypeError,
    'Property accessor is not of type "number"',
  );
  for (const separator of ['"', "\r\n"]) {
    assertThrows(
      () => stringify([], { separator }),
      TypeError,
      "Separator cannot include",
    );
    assertThrows(
      () => new CsvStringifyStream({ separator }),
      TypeError,
      "Separator cannot",
    );
  }
});

Deno.test("parse() reads what stringify() wrote", () => {
  const rows = [["", " a", 'b"', "c,d"], ["e\nf", "#", '""', ","]];
  assertEquals(parse(stringify(rows)), rows);
});

Deno.test("CsvStringifyStream writes lists, or the columns of objects", async () => {
  const lists = ReadableStream.from([["a", 1], ["b,c", null]])
    .pipeThrough(new CsvStringifyStream({ separator: ";" }));
  assertEquals(await Array.fromAsync(lists), ["a;1\r\n", "b,c;\r\n"]);

  const objects = ReadableStream.from([{ x: 1, y: 2 }, { y: 3 }])
    .pipeThrough(new CsvStringifyStream({ columns: ["y", "x"] }));
  assertEquals(await Array.fromAsync(objects), [
    "y,x\r\n",
    "2,1\r\n",
    "3,\r\n",
  ]);
});

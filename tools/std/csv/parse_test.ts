import { assertEquals, assertThrows } from "@std/assert";
import { CsvParseStream, parse, type ParseOptions } from "./mod.ts";

/** Text, options and rows; both readers must agree. */
const readings: [string, string, ParseOptions, string[][]][] = [
  [
    "lines that end in \\n or \\r\\n, the last one or not",
    "a,b\r\nc,d\ne,f",
    {},
    [
      ["a", "b"],
      ["c", "d"],
      ["e", "f"],
    ],
  ],
  ["a carriage return inside a line as text", "a,b\rc\n", {}, [["a", "b\rc"]]],
  ["no text as no rows", "", {}, []],
  ["no row from an empty line", "a\n\n\r\nb\n\n", {}, [["a"], ["b"]]],
  ["fields that are empty", ",\n,,\n", {}, [["", ""], ["", "", ""]]],
  [
    "quotes around separators, line ends and quotes",
    'a,"b,""c""\r\n\nd",e\nf',
    {},
    [
      ["a", 'b,"c"\n\nd', "e"],
      ["f"],
    ],
  ],
  ["quotes around nothing", '"",""\n', {}, [["", ""]]],
  ["another separator", "a;b,c\td", { separator: ";" }, [["a", "b,c\td"]]],
  ["a separator of several characters", 'a::"b::c"::d', { separator: "::" }, [[
    "a",
    "b::c",
    "d",
  ]]],
  ["white space as it stands", " a, b ", {}, [[" a", " b "]]],
  ["no white space before a field, if so wished", ' a,\t"b"\n', {
    trimLeadingSpace: true,
  }, [["a", "b"]]],
  ["no comments, if so wished", "#a\nb\n #c\n", { comment: "#" }, [["b"], [
    " #c",
  ]]],
  ["a comment sign as text otherwise", "#a\n", {}, [["#a"]]],
  ["quotes out of place, if so wished", `a "b","1"2",c",d`, {
    lazyQuotes: true,
  }, [
    ['a "b"', '1"2', 'c"', "d"],
  ]],
  ["a quote that never closes, if so wished", `a,"b\nc`, { lazyQuotes: true }, [
    ["a", "b\nc"],
  ]],
  ["a byte-order mark as nothing", "\ufeffa,b", {}, [["a", "b"]]],
  ["rows of any width", "a\nb,c", { fieldsPerRecord: -1 }, [["a"], ["b", "c"]]],
  ["rows of the first one's width", "a,b\nc,d", { fieldsPerRecord: 0 }, [[
    "a",
    "b",
  ], ["c", "d"]]],
];

for (const [what, text, options, rows] of readings) {
  Deno.test(`parse() reads ${what}`, () => assertEquals(parse(text, options), rows));

  Deno.test(`CsvParseStream reads ${what}`, async () => {
    for (const pieces of [[text], [...text]]) {
      const stream = ReadableStream.from(pieces).pipeThrough(
        new CsvParseStream(options),
      );
      assertEquals(await Array.fromAsync(stream), rows);
    }
  });
}

/** Text, options and the error; both readers must agree. */
const mistakes: [string, string, ParseOptions, new () => Error, string][] = [
  [
    "a quote in an unquoted field",
    'a,b\nc,😀"d',
    {},
    SyntaxError,
    'Syntax error on line 2; parse error on line 2, column 4: bare " in non-quoted-field',
  ],
  [
    "text behind a closing quote",
    '"a"b,c',
    {},
    SyntaxError,
    'Syntax error on line 1; parse error on line 1, column 3: extraneous or missing " in quoted-field',
  ],
  [
    "text behind a closing quote on a later line",
    'a\n"b\n\nc"d',
    {},
    SyntaxError,
    'Syntax error on line 2; parse error on line 4, column 2: extraneous or missing " in quoted-field',
  ],
  [
    "a quote that never closes",
    'a\n"b\nc',
    {},
    SyntaxError,
    'Syntax error on line 2; parse error on line 4, column 1: extraneous or missing " in quoted-field',
  ],
  [
    "a quote that opens at the end",
    'a,"',
    {},
    SyntaxError,
    'Syntax error on line 1; parse error on line 1, column 4: extraneous or missing " in quoted-field',
  ],
  [
    "a row narrower than the first",
    "a,b,c\n\nd,e",
    { fieldsPerRecord: 0 },
    SyntaxError,
    "Syntax error on line 3: expected 3 fields but got 2",
  ],
  [
    "a row of another width than asked for",
    "a,b",
    { fieldsPerRecord: 3 },
    SyntaxError,
    "Syntax error on line 1: expected 3 fields but got 2",
  ],
  [
    "a row with fewer fields than columns",
    "a,b\nc",
    { skipFirstRow: true },
    Error,
    "Syntax error on line 2: The record has 1 fields, but the header has 2 fields",
  ],
];

for (const [what, text, options, ErrorClass, message] of mistakes) {
  Deno.test(`parse() names the place of ${what}`, () => {
    assertThrows(() => parse(text, options), ErrorClass, message);
  });

  Deno.test(`CsvParseStream names the place of ${what}`, async () => {
    const stream = ReadableStream.from([...text]).pipeThrough(
      new CsvParseStream(options),
    );
    const error = await Array.fromAsync(stream).catch((error) => error);
    assertEquals([error.constructor, error.message], [ErrorClass, message]);
  });
}

Deno.test("parse() refuses separators and comments that cannot be told apart", () => {
  const refused: ParseOptions[] = [
    { separator: "\n" },
    { separator: "\r" },
    { separator: '"' },
    { comment: "\n" },
    { comment: '"' },
    { separator: "x", comment: "x" },
  ];
  for (const options of refused) {
    assertThrows(
      () => parse("a", options),
      Error,
      "Cannot parse input: invalid delimiter",
    );
  }
});

Deno.test("parse() names columns by the first row, by the options, or by these in its place", async () => {
  const text = "a,b\n1,2\n";
  const columns = ["x", "y"] as const;
  const cases: [ParseOptions, Record<string, string>[]][] = [
    [{ skipFirstRow: true }, [{ a: "1", b: "2" }]],
    [{ columns }, [{ x: "a", y: "b" }, { x: "1", y: "2" }]],
    [{ skipFirstRow: true, columns }, [{ x: "1", y: "2" }]],
  ];
  for (const [options, rows] of cases) {
    assertEquals(parse(text, options), rows);
    const stream = ReadableStream.from([text]).pipeThrough(
      new CsvParseStream(options),
    );
    assertEquals(await Array.fromAsync(stream), rows);
  }
});

Deno.test("parse() needs the row that names the columns", () => {
  assertThrows(
    () => parse("", { skipFirstRow: true }),
    TypeError,
    "Cannot parse input: headers must be defined",
  );
});

Deno.test("CsvParseStream gives its first row before the text has ended", async () => {
  let chunks = 0;
  const endless = new ReadableStream<string>({
    pull(controller) {
      chunks++;
      controller.enqueue("1,2\n".repeat(1000));
    },
  });
  const reader = endless.pipeThrough(new CsvParseStream()).getReader();
  for (let row = 0; row < 5000; row++) await reader.read();
  await reader.cancel();
  assertEquals(chunks < 20, true, `read ${chunks} chunks ahead of 5000 rows`);
});

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true
  : false;

Deno.test("parse() has the type of its rows", () => {
  const lists = parse("a");
  const explicit = parse("a", { skipFirstRow: false });
  const objects = parse("a\nb", { skipFirstRow: true });
  const named = parse("a", { columns: ["x"] });
  const readable = new CsvParseStream({ columns: ["x"] }).readable;
  const types: [
    Same<typeof lists, string[][]>,
    Same<typeof explicit, string[][]>,
    Same<typeof objects, Record<string, string>[]>,
    Same<typeof named, Record<"x", string>[]>,
    Same<typeof readable, ReadableStream<Record<"x", string>>>,
  ] = [true, true, true, true, true];
  assertEquals([lists, explicit, objects, named], [[["a"]], [["a"]], [{
    a: "b",
  }], [{ x: "a" }]]);
  assertEquals(types.length, 5);
});

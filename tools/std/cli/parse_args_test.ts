import { assertEquals } from "@std/assert";
import { parseArgs, type ParseOptions } from "./parse_args.ts";

/** A command line, options, and what they give. */
const cases: [string, string[], ParseOptions, Record<string, unknown>][] = [
  ["nothing", [], {}, { _: [] }],
  ["what is no option", ["a", "5", "-"], {}, { _: ["a", 5, "-"] }],
  ["--name value", ["--a", "x", "y"], {}, { a: "x", _: ["y"] }],
  ["--name=value", ["--a=x=y", "--b=-c"], {}, { a: "x=y", b: "-c", _: [] }],
  ["--name without a value", ["--a", "--b"], {}, { a: true, b: true, _: [] }],
  ["-n value", ["-a", "x", "y"], {}, { a: "x", _: ["y"] }],
  ["-n=value", ["-a=x", "-b=5"], {}, { a: "x", b: 5, _: [] }],
  ["-n5 and -n-5", ["-a5", "-b-1.5"], {}, { a: 5, b: -1.5, _: [] }],
  ["-n/path", ["-I/a/b"], {}, { I: "/a/b", _: [] }],
  ["-abc", ["-abc", "x"], {}, { a: true, b: true, c: "x", _: [] }],
  ["-n -", ["-a", "-"], {}, { a: "-", _: [] }],
  ["-f-", ["-f-"], {}, { f: "-", _: [] }],
  ["line ends in a value", ["--a", "x\ny", "-b=x\ny"], {}, {
    a: "x\ny",
    b: "x\ny",
    _: [],
  }],
  [
    "numbers",
    [
      "--a=12",
      "--b=5.67",
      "--c=1e7",
      "--d=0xff",
      "--e=-3",
      "--f=.5",
      "--g=10f",
      "--h=1.2.3",
    ],
    {},
    {
      a: 12,
      b: 5.67,
      c: 1e7,
      d: 255,
      e: -3,
      f: 0.5,
      g: "10f",
      h: "1.2.3",
      _: [],
    },
  ],
  ["the last of several values", ["--a=1", "--a=2"], {}, { a: 2, _: [] }],
  ["dots as nested records", ["--a.b=1", "--a.c.d", "x"], {}, {
    a: { b: 1, c: { d: "x" } },
    _: [],
  }],
  ["names that all objects have", ["--toString", "--valueOf", "x"], {}, {
    toString: true,
    valueOf: "x",
    _: [],
  }],
  ["--no-name as a name", ["--no-a"], {}, { "no-a": true, _: [] }],
  ["-- before the rest", ["--a", "--", "--b", "5"], {}, {
    a: true,
    _: ["--b", "5"],
  }],
  ["-- before the rest, apart", ["a", "--", "--b"], { "--": true }, {
    _: ["a"],
    "--": ["--b"],
  }],
  ["--, apart, where it is missing", ["a"], { "--": true }, {
    _: ["a"],
    "--": [],
  }],

  ["string", ["--a", "007", "-b5", "--c"], { string: ["a", "b", "c"] }, {
    a: "007",
    b: "5",
    c: "",
    _: [],
  }],
  ["string for what is no option", ["007"], { string: "_" }, { _: ["007"] }],
  ["string that does not occur", [], { string: "a" }, { _: [] }],

  ["boolean", ["--a", "x", "-b", "y"], { boolean: ["a", "b", "c"] }, {
    a: true,
    b: true,
    c: false,
    _: ["x", "y"],
  }],
  ["boolean with true and false", [
    "--a=false",
    "--b",
    "false",
    "--c",
    "true",
    "-d",
    "true",
  ], {
    boolean: ["a", "b", "c", "d"],
  }, { a: false, b: false, c: true, d: true, _: [] }],
  ["boolean: true", ["--a", "x", "-b", "5", "--c=y"], { boolean: true }, {
    a: true,
    b: 5,
    c: "y",
    _: ["x"],
  }],

  ["negatable", ["--no-a", "--b", "--no-b"], {
    boolean: ["a", "b"],
    negatable: ["a", "b"],
  }, {
    a: false,
    b: false,
    _: [],
  }],
  ["negatable, and then not", ["--no-a", "--a"], {
    boolean: "a",
    negatable: "a",
  }, {
    a: true,
    _: [],
  }],
  ["negatable of a list", ["--a=x", "--no-a"], {
    string: "a",
    collect: "a",
    negatable: "a",
  }, {
    a: false,
    _: [],
  }],

  ["collect", ["--a=x", "--a", "5", "--b"], { collect: ["a", "b"] }, {
    a: ["x", 5],
    b: [true],
    _: [],
  }],
  ["collect of what does not occur", [], {
    collect: ["a", "b"],
    string: "a",
    boolean: "b",
  }, { a: [], b: [], _: [] }],
  ["collect with a default", [], { collect: "a", default: { a: ["x"] } }, {
    a: ["x"],
    _: [],
  }],
  ["collect of what is falsy", ["--a=0", "--a=1"], { collect: "a" }, {
    a: [0, 1],
    _: [],
  }],

  ["alias", ["-a", "x"], { alias: { all: ["a", "every"] } }, {
    a: "x",
    all: "x",
    every: "x",
    _: [],
  }],
  ["alias of a flag", ["-v", "x"], {
    boolean: "verbose",
    alias: { v: "verbose" },
  }, {
    v: true,
    verbose: true,
    _: ["x"],
  }],
  ["alias of a flag that does not occur", [], {
    boolean: "a",
    alias: { a: "b" },
  }, {
    a: false,
    b: false,
    _: [],
  }],
  ["alias of a text and a list", ["-s", "01"], {
    string: "text",
    collect: "text",
    alias: { text: "s" },
  }, { s: ["01"], text: ["01"], _: [] }],

  ["default", ["--a=1"], { default: { a: 5, b: 6 }, alias: { b: "c" } }, {
    a: 1,
    b: 6,
    c: 6,
    _: [],
  }],
  ["default of a flag", [], {
    boolean: ["a", "b"],
    default: { a: true, b: null },
  }, {
    a: true,
    b: null,
    _: [],
  }],
  ["default with dots", ["--a.c=1"], { default: { "a.b": 11 } }, {
    a: { b: 11, c: 1 },
    _: [],
  }],

  ["stopEarly", ["--a", "x", "y", "--b", "5"], { stopEarly: true }, {
    a: "x",
    _: ["y", "--b", "5"],
  }],
];

for (const [what, args, options, expected] of cases) {
  Deno.test(`parseArgs() reads ${what}`, () => assertEquals(parseArgs(args, options), expected));
}

Deno.test("parseArgs() asks about what nothing names, and leaves it out if so told", () => {
  const asked: unknown[] = [];
  const args = parseArgs(["--known", "x", "--a=5", "-b", "other", "-k", "y"], {
    string: "known",
    alias: { known: "k" },
    unknown: (arg, key, value) => {
      asked.push([arg, key, value]);
      return false;
    },
  });
  assertEquals(asked, [["--a=5", "a", "5"], ["-b", "b", "other"]]);
  assertEquals(args, { known: "y", k: "y", _: [] });

  const kept = parseArgs(["--a=5", "x"], { unknown: () => undefined });
  assertEquals(kept, { a: 5, _: ["x"] });
});

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true
  : false;

Deno.test("parseArgs() has the types that the options tell", () => {
  const args = parseArgs(["--flag", "--text=a", "--list=x", "--any=1", "-v"], {
    boolean: ["flag", "verbose", "jit"],
    string: ["text", "list", "named", "other"],
    collect: ["list", "any"],
    negatable: ["named", "jit"],
    alias: { verbose: ["v"] },
    default: { named: "n", size: 5, jit: 1 },
    "--": true,
  });
  const types: [
    Same<typeof args.flag, boolean>,
    Same<typeof args.v, boolean>,
    Same<typeof args.jit, number | boolean>,
    Same<typeof args.text, string | undefined>,
    Same<typeof args.other, string | undefined>,
    Same<typeof args.named, string | false>,
    Same<typeof args.list, string[]>,
    Same<typeof args.any, unknown[]>,
    Same<typeof args.size, unknown>,
    Same<typeof args.unheardOf, unknown>,
    Same<typeof args._, (string | number)[]>,
    Same<(typeof args)["--"], string[]>,
  ] = [true, true, true, true, true, true, true, true, true, true, true, true];
  assertEquals(types.length, 12);
  assertEquals(args, {
    flag: true,
    verbose: true,
    v: true,
    jit: 1,
    text: "a",
    list: ["x"],
    any: [1],
    named: "n",
    size: 5,
    _: [],
    "--": [],
  });

  const untyped = parseArgs(["--port=80"]);
  const port: number = untyped.port;
  assertEquals(port, 80);
});

import { assertEquals, assertThrows } from "@std/assert";
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from "./bdd.ts";

const log: string[] = [];

describe("outer", () => {
  beforeAll(() => void log.push("outer beforeAll"));
  beforeEach(() => void log.push("outer beforeEach"));
  afterEach(() => void log.push("outer afterEach"));
  afterAll(() => void log.push("outer afterAll"));

  it("first", () => void log.push("first"));

  describe("inner", () => {
    beforeEach(() => void log.push("inner beforeEach"));
    afterEach(() => void log.push("inner afterEach"));

    it("second", async () => {
      await Promise.resolve();
      log.push("second");
    });
    it.skip("skipped", () => void log.push("skipped"));
    it.ignore("ignored", () => void log.push("ignored"));
  });
});

Deno.test("describe() runs hooks around its tests, outer before inner and back", () => {
  assertEquals(log, [
    "outer beforeAll",
    "outer beforeEach",
    "first",
    "outer afterEach",
    "outer beforeEach",
    "inner beforeEach",
    "second",
    "inner afterEach",
    "outer afterEach",
    "outer afterAll",
  ]);
});

const focused: string[] = [];

describe({
  name: "a skipped suite",
  ignore: true,
  fn: () => it("never", () => void focused.push("never")),
});

interface Context {
  count: number;
}

const flat = describe<Context>("a flat suite", {
  beforeAll() {
    this.count = 1;
  },
  beforeEach() {
    this.count++;
  },
});

it(flat, "sees what the hooks set", function () {
  assertEquals(this.count, 2);
});

it(
  flat,
  { name: "does not see what other tests set", sanitizeOps: true },
  function () {
    assertEquals(this.count, 2);
  },
);

it("stands alone, with the test's context", (t) => {
  assertEquals(t.name, "stands alone, with the test's context");
});

Deno.test("describe.ignore() and ignore: true leave tests out", () => {
  assertEquals(focused, []);
});

Deno.test("describe() refuses an async function", () => {
  assertThrows(
    () => describe("wrong", async () => {}),
    Error,
    'Returning a Promise from "describe" is not supported',
  );
});

/** Runs a test file of its own, because focus and file-wide hooks reach a whole file. */
async function run(body: string): Promise<string[]> {
  const file = await Deno.makeTempFile({ suffix: "_test.ts" });
  try {
    const source = `import * as bdd from ${JSON.stringify(import.meta.resolve("./bdd.ts"))};`;
    await Deno.writeTextFile(file, `${source}\n${body}`);
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["test", "--no-check", "--no-config", file],
      env: { NO_COLOR: "1" },
    }).output();
    return new TextDecoder().decode(stdout).split("\n").filter((line) => line.startsWith("> "));
  } finally {
    await Deno.remove(file);
  }
}

Deno.test("it.only() leaves out the tests beside it", async () => {
  const printed = await run(`
    bdd.describe("suite", () => {
      bdd.it("a", () => console.log("\\n> a"));
      bdd.it.only("b", () => console.log("\\n> b"));
    });
    bdd.describe("other", () => {
      bdd.it("c", () => console.log("\\n> c"));
    });
  `);
  assertEquals(printed, ["> b"]);
});

Deno.test("describe.only() leaves out the suites beside it", async () => {
  const printed = await run(`
    bdd.describe("suite", () => {
      bdd.it("a", () => console.log("\\n> a"));
    });
    bdd.describe.only("other", () => {
      bdd.it("b", () => console.log("\\n> b"));
      bdd.it("c", () => console.log("\\n> c"));
    });
  `);
  assertEquals(printed, ["> b", "> c"]);
});

Deno.test("hooks outside suites belong to the file", async () => {
  const printed = await run(`
    bdd.beforeAll(() => console.log("\\n> beforeAll"));
    bdd.afterEach(() => console.log("\\n> afterEach"));
    bdd.it("a", () => console.log("\\n> a"));
    bdd.describe("suite", () => {
      bdd.it("b", () => console.log("\\n> b"));
    });
  `);
  assertEquals(printed, [
    "> beforeAll",
    "> a",
    "> afterEach",
    "> b",
    "> afterEach",
  ]);
});

Deno.test("afterEach() and afterAll() run after a test that fails, as do the tests after it", async () => {
  const printed = await run(`
    bdd.describe("suite", () => {
      bdd.afterEach(() => console.log("\\n> afterEach"));
      bdd.afterAll(() => console.log("\\n> afterAll"));
      bdd.it("a", () => { throw new Error("no"); });
      bdd.it("b", () => console.log("\\n> b"));
    });
  `);
  assertEquals(printed, ["> afterEach", "> b", "> afterEach", "> afterAll"]);
});

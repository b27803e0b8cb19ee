import { assert, assertEquals, assertFalse, assertNotEquals, assertThrows, equal } from "./mod.ts";
import { AssertionError } from "./assertion_error.ts";

class Point {
  #hidden: number;
  constructor(public x: number, hidden = 0) {
    this.#hidden = hidden;
  }
  get hidden() {
    return this.#hidden;
  }
}

/** Values of which no two are equal, each as a function, so that it can be made twice. */
const distinct: Record<string, () => unknown> = {
  "one": () => 1,
  "a bigint": () => 1n,
  "a string": () => "1",
  "true": () => true,
  "null": () => null,
  "undefined": () => undefined,
  "NaN": () => NaN,
  "an empty list": () => [],
  "a list": () => [1, [2]],
  "a longer list": () => [1, [2], 3],
  "a list with a hole at its end": () => [1, [2], undefined],
  "an empty record": () => ({}),
  "a record": () => ({ a: { b: NaN } }),
  "a record with undefined": () => ({ a: undefined }),
  "a record with another undefined": () => ({ b: undefined }),
  "a record with a symbol": () => ({ [Symbol.for("a")]: 1 }),
  "floats": () => Float32Array.of(1, NaN),
  "more floats": () => Float32Array.of(1, NaN, 0),
  "doubles": () => Float64Array.of(1, NaN),
  "bigints": () => BigInt64Array.of(1n),
  "a buffer": () => Uint8Array.of(1, 2).buffer,
  "another buffer": () => Uint8Array.of(1, 3).buffer,
  "a date": () => new Date(5),
  "another date": () => new Date(6),
  "no date": () => new Date(NaN),
  "a regular expression": () => /a/g,
  "another regular expression": () => /a/,
  "a URL": () => new URL("https://example.com/a"),
  "another URL": () => new URL("https://example.com/b"),
  "a set": () => new Set([1, 2]),
  "a larger set": () => new Set([1, 2, 3]),
  "a set of objects": () => new Set([{ a: 1 }, { a: 2 }]),
  "another set of objects": () => new Set([{ a: 1 }, { a: 3 }]),
  "a map": () => new Map([["a", [1]]]),
  "a map with another value": () => new Map([["a", [2]]]),
  "a map with another key": () => new Map([["b", [1]]]),
  "a map of object keys": () => new Map([[{ a: 1 }, 1]]),
  "another map of object keys": () => new Map([[{ a: 2 }, 1]]),
  "an instance": () => new Point(1),
  "an instance with another field": () => new Point(2),
  "an instance with another getter": () => new Point(1, 1),
  "a weak reference": () => new WeakRef({ a: 1 }),
};

for (const [name, make] of Object.entries(distinct)) {
  Deno.test(`equal() tells ${name} from every other value, and finds it equal to itself`, () => {
    for (const [otherName, makeOther] of Object.entries(distinct)) {
      const expected = name === otherName;
      assert(
        equal(make(), makeOther()) === expected,
        `${name} and ${otherName}`,
      );
    }
  });
}

Deno.test("equal() takes the two zeros for one", () => {
  assert(equal(0, -0));
  assert(equal({ a: [0] }, { a: [-0] }));
  assert(equal(Float32Array.of(0), Float32Array.of(-0)));
});

Deno.test("equal() takes an object without prototype for a plain one", () => {
  assert(equal(Object.assign(Object.create(null), { a: 1 }), { a: 1 }));
});

Deno.test("equal() does not mind the order of keys and elements", () => {
  assert(equal({ a: 1, b: 2 }, { b: 2, a: 1 }));
  assert(equal(new Set([1, new Set([2, 3])]), new Set([new Set([3, 2]), 1])));
});

Deno.test("equal() ends on values that contain themselves", () => {
  const [a, b]: Record<string, unknown>[] = [{}, {}];
  a!.self = a;
  b!.self = b;
  assert(equal(a, b));
  b!.other = 1;
  assertFalse(equal(a, b));
});

Deno.test("equal() compares functions by identity", () => {
  const f = () => 1;
  assert(equal({ f }, { f }));
  assertFalse(equal({ f }, { f: () => 1 }));
});

Deno.test("equal() refuses what nobody can look into", () => {
  assertThrows(() => equal(new WeakMap(), new WeakMap()), TypeError, "WeakMap");
  assertThrows(() => equal(new WeakSet(), new WeakSet()), TypeError, "WeakSet");
  assertFalse(equal(new WeakMap(), new WeakSet()));
});

Deno.test("assertEquals() shows the lines that differ, and the message", () => {
  assertThrows(
    () => assertEquals({ a: 1, b: 2 }, { a: 1, b: 3 }, "after a step"),
    AssertionError,
    "Values are not equal: after a step\n\n+ actual - expected\n\n  {\n    a: 1,\n+   b: 2\n-   b: 3\n  }\n",
  );
  assertThrows(
    () => assertEquals(1, 2),
    AssertionError,
    "Values are not equal.\n\n1 !== 2\n",
  );
});

Deno.test("assertNotEquals() throws on equal values", () => {
  assertNotEquals([1], [2]);
  assertThrows(
    () => assertNotEquals([1], [1], "why"),
    AssertionError,
    "Expected actual: [ 1 ] not to be: [ 1 ]: why",
  );
});

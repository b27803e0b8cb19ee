import {
  assert,
  assertAlmostEquals,
  assertArrayIncludes,
  assertEquals,
  assertExists,
  assertFalse,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertIsError,
  assertLess,
  assertLessOrEqual,
  assertMatch,
  assertNotInstanceOf,
  assertNotMatch,
  assertNotStrictEquals,
  assertObjectMatch,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
  fail,
  unimplemented,
  unreachable,
} from "./mod.ts";

/** Asserts, with nothing of this package, that a function throws an `AssertionError` with a message. */
function failsWith(fn: () => unknown, message: string): void {
  let thrown: unknown;
  try {
    fn();
  } catch (error) {
    thrown = error;
  }
  const found = thrown instanceof AssertionError ? thrown.message : `no assertion: ${thrown}`;
  if (!found.includes(message)) {
    throw new Error(`wanted "${message}", got "${found}"`);
  }
}

Deno.test("assert() and assertFalse() tell truthy from falsy, and narrow the type", () => {
  const value: string | undefined = ["a"].at(0);
  assert(value);
  value.trim();
  for (const falsy of [false, 0, 0n, "", null, undefined, NaN]) {
    assertFalse(falsy);
    failsWith(() => assert(falsy, "is falsy"), "is falsy");
  }
  failsWith(() => assertFalse([], "is truthy"), "is truthy");
});

Deno.test("assertStrictEquals() compares as Object.is() does", () => {
  const list = [1];
  assertStrictEquals(list, list);
  assertStrictEquals(NaN, NaN);
  failsWith(() => assertStrictEquals(0, -0), "Values are not strictly equal.");
  failsWith(
    () => assertStrictEquals([1], [1], "why"),
    "Values have the same structure but are not reference-equal: why",
  );
  assertNotStrictEquals(0, -0);
  failsWith(
    () => assertNotStrictEquals(list, list),
    'Expected "actual" to not be strictly equal to: [ 1 ]',
  );
});

Deno.test("assertAlmostEquals() allows 1e-7 of the expected magnitude, or the tolerance", () => {
  assertAlmostEquals(0.1 + 0.2, 0.3);
  assertAlmostEquals(NaN, NaN);
  assertAlmostEquals(-0, 0);
  assertAlmostEquals(Infinity, Infinity);
  assertAlmostEquals(9e20, 9.0000000001e20);
  assertAlmostEquals(1.000000001e-8, 1.000000002e-8);
  assertAlmostEquals(1, 1.5, 0.5);
  failsWith(() => assertAlmostEquals(1, 1 + 2e-7), "to be close to");
  failsWith(() => assertAlmostEquals(1e-8, 1e-9), "to be close to");
  failsWith(
    () => assertAlmostEquals(1, NaN),
    'Expected actual: "1" to be close to "NaN"',
  );
  failsWith(
    () => assertAlmostEquals(NaN, 1, 100),
    'Expected actual: "NaN" to be close to "1"',
  );
  failsWith(
    () => assertAlmostEquals(1.5, 2, 0.1, "why"),
    'Expected actual: "1.5e+0" to be close to "2": delta "5e-1" is greater than "1e-1": why',
  );
  failsWith(
    () => assertAlmostEquals(-Infinity, Infinity),
    'Expected actual: "-Infinity"',
  );
});

Deno.test("assertThrows() returns what is thrown, whatever it is", () => {
  const throwing = (value: unknown) => () => {
    throw value;
  };
  assertEquals(assertThrows(throwing("no")), "no");
  assertEquals(assertThrows(throwing(undefined)), undefined);
  const error: RangeError = assertThrows(
    throwing(new RangeError("out")),
    RangeError,
    "ou",
  );
  assertEquals(error.message, "out");
  assertThrows(throwing(new RangeError("out")), Error);
});

Deno.test("assertThrows() fails on no error, another class, or another message", () => {
  const throwing = () => {
    throw new RangeError("out");
  };
  failsWith(() => assertThrows(() => 1), "Expected function to throw.");
  failsWith(
    () => assertThrows(() => 1, "why"),
    "Expected function to throw: why",
  );
  failsWith(
    () => assertThrows(() => 1, Error, "m", "why"),
    "Expected function to throw: why",
  );
  failsWith(
    () => assertThrows(throwing, TypeError),
    'Expected error to be instance of "TypeError", but was "RangeError".',
  );
  failsWith(
    () => assertThrows(throwing, RangeError, "in", "why"),
    'Expected error message to include "in", but got "out": why',
  );
  failsWith(
    () =>
      assertThrows(() => {
        throw "text";
      }, Error),
    "A non-Error object was thrown.",
  );
});

Deno.test("assertIsError() looks at class and message", () => {
  assertIsError(new TypeError("a shape"), TypeError, /sh.pe/);
  assertIsError(new TypeError("a \x1b[31mshape\x1b[0m"), Error, "a shape");
  failsWith(
    () => assertIsError("no"),
    'Expected "error" to be an Error object.',
  );
  failsWith(() => assertIsError(new Error("b"), Error, /a/), "to match /a/");
});

Deno.test("assertExists() refuses null and undefined only", () => {
  assertExists(0);
  assertExists("");
  failsWith(
    () => assertExists(null),
    'Expected actual: "null" to not be null or undefined.',
  );
  failsWith(() => assertExists(undefined, "why"), ": why");
});

Deno.test("assertInstanceOf() names the class wanted and the kind found", () => {
  const value: unknown = Float32Array.of(1);
  assertInstanceOf(value, Float32Array);
  assertEquals(value.length, 1);
  failsWith(
    () => assertInstanceOf([], Map),
    'Expected object to be an instance of "Map" but was "Array".',
  );
  failsWith(() => assertInstanceOf(null, Map), 'but was "null"');
  failsWith(() => assertInstanceOf(5, Map, "why"), 'but was "number": why');
  assertNotInstanceOf(value, Map);
  failsWith(
    () => assertNotInstanceOf(new Map(), Map),
    "to not be an instance of",
  );
});

Deno.test("the order assertions hold on their side of the bound, and at it if they say so", () => {
  assertGreater(2, 1);
  assertGreaterOrEqual(2, 2);
  assertLess(1, 2);
  assertLessOrEqual(2, 2);
  failsWith(() => assertGreater(2, 2), "Expect 2 > 2.");
  failsWith(() => assertGreaterOrEqual(1, 2, "why"), "Expect 1 >= 2: why");
  failsWith(() => assertLess(2, 2), "Expect 2 < 2.");
  failsWith(() => assertLessOrEqual(3, 2), "Expect 3 <= 2.");
  failsWith(() => assertLess(NaN, 2), "Expect NaN < 2.");
});

Deno.test("the text assertions show both texts", () => {
  assertMatch("abc", /b/);
  assertNotMatch("abc", /d/);
  assertStringIncludes("abc", "bc");
  failsWith(
    () => assertMatch("abc", /d/),
    'Expected actual: "abc" to match: "/d/".',
  );
  failsWith(
    () => assertNotMatch("abc", /b/),
    'Expected actual: "abc" to not match: "/b/".',
  );
  failsWith(
    () => assertStringIncludes("abc", "d", "why"),
    'Expected actual: "abc" to contain: "d": why',
  );
});

Deno.test("assertArrayIncludes() names what is missing", () => {
  assertArrayIncludes([{ a: 1 }, { a: 2 }], [{ a: 2 }]);
  assertArrayIncludes(Uint8Array.of(1, 2), Uint8Array.of(2));
  failsWith(() => assertArrayIncludes([1, 2], [2, 3]), "missing: [ 3 ]");
});

Deno.test("assertObjectMatch() passes on parts, at every depth", () => {
  const object = {
    a: { b: 1, c: [1, { d: 2, e: 3 }, 4] },
    map: new Map([["x", { y: 1, z: 2 }]]),
    set: new Set([1, 2]),
    floats: Float32Array.of(1, 2),
    at: new Date(5),
  };
  assertObjectMatch(object, {});
  assertObjectMatch(object, { a: { c: [1, { e: 3 }] } });
  assertObjectMatch(object, {
    map: new Map([["x", { z: 2 }]]),
    set: new Set([2]),
  });
  assertObjectMatch(object, { floats: Float32Array.of(1, 2), at: new Date(5) });
  const cyclic: Record<string, unknown> = { a: 1 };
  cyclic.self = cyclic;
  assertObjectMatch(cyclic, cyclic);
});

Deno.test("assertObjectMatch() fails on what is missing or differs", () => {
  const object = {
    a: { b: 1 },
    list: [1, 2],
    map: new Map([["x", 1]]),
    floats: Float32Array.of(1, 2),
  };
  const parts: Record<string, unknown>[] = [
    { z: undefined },
    { a: { b: 2 } },
    { a: { b: 1, c: undefined } },
    { list: [2] },
    { list: [1, 2, 3] },
    { map: new Map([["x", 2]]) },
    { map: new Map([["y", 1]]) },
    { floats: Float32Array.of(1) },
    { a: null },
  ];
  for (const part of parts) {
    failsWith(() => assertObjectMatch(object, part), "Objects do not match.");
  }
  assertThrows(() => assertObjectMatch(null!, {}), TypeError, "null");
});

Deno.test("fail(), unreachable() and unimplemented() always fail", () => {
  failsWith(() => fail(), "Failed assertion.");
  failsWith(() => fail("why"), "Failed assertion: why");
  failsWith(() => unreachable("why"), "Unreachable: why");
  failsWith(() => unimplemented(), "Unimplemented.");
});

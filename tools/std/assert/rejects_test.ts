import { assertEquals, AssertionError, assertRejects, assertThrows } from "./mod.ts";

Deno.test("assertRejects() returns the reason", async () => {
  assertEquals(await assertRejects(() => Promise.reject("no")), "no");
  const error: RangeError = await assertRejects(
    () => Promise.reject(new RangeError("out")),
    RangeError,
    "ou",
  );
  assertEquals(error.message, "out");
});

const failures: [string, () => Promise<unknown>, string][] = [
  [
    "a promise that is kept",
    () => assertRejects(() => Promise.resolve(1), "why"),
    "Expected function to reject: why",
  ],
  [
    "an error of another class",
    () => assertRejects(() => Promise.reject(new Error("a")), TypeError),
    'Expected error to be instance of "TypeError", but was "Error".',
  ],
  [
    "another message",
    () => assertRejects(() => Promise.reject(new Error("a")), Error, "b"),
    'Expected error message to include "b", but got "a".',
  ],
  [
    "a reason that is no error",
    () => assertRejects(() => Promise.reject("a"), Error),
    "A non-Error object was rejected.",
  ],
  [
    "a function that throws",
    () =>
      assertRejects(() => {
        throw new Error("a");
      }),
    "Function throws when expected to reject.",
  ],
];

for (const [what, assertion, message] of failures) {
  Deno.test(`assertRejects() fails on ${what}`, async () => {
    const reason = await assertion().then(() => undefined, (reason) => reason);
    assertThrows(
      () => {
        throw reason;
      },
      AssertionError,
      message,
    );
  });
}

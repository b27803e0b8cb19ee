import { assertEquals, assertThrows } from "@std/assert";
import { supports, vectorLevel, withVectorLevel } from "./features.ts";

Deno.test("vectorLevel() is the best that the machine has", () => {
  const best = supports("relaxedSimd") ? "relaxed" : supports("simd") ? "simd" : "none";
  assertEquals(vectorLevel(), best);
});

Deno.test("a machine with relaxed vector instructions has the plain ones", () => {
  assertEquals(supports("relaxedSimd") && !supports("simd"), false);
});

Deno.test("withVectorLevel() holds inside alone, also when the function fails", () => {
  const best = vectorLevel();
  const inside = withVectorLevel("none", () => [vectorLevel(), withVectorLevel("simd", vectorLevel), vectorLevel()]);
  assertEquals(inside, ["none", "simd", "none"]);
  assertThrows(
    () =>
      withVectorLevel("none", () => {
        throw new Error("inside");
      }),
    Error,
    "inside",
  );
  assertEquals(vectorLevel(), best);
});

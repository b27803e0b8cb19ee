import { assertEquals } from "@std/assert";
import { profileText } from "./profile_text.ts";

Deno.test("profileText() has the share of each step, and one line for those that take next to nothing", () => {
  const steps = [
    { name: "matmul", count: 8, isCompiled: false, milliseconds: 7 },
    { name: "add relu", count: 2, isCompiled: true, milliseconds: 2.98 },
    { name: "sum", count: 3, isCompiled: true, milliseconds: 0.015 },
    { name: "exp", count: 1, isCompiled: true, milliseconds: 0.005 },
  ];
  assertEquals(profileText("W2 compiled", { milliseconds: 10, steps, uncompiled: ["matmul"] }).split("\n"), [
    "W2 compiled: 10.0 ms a run on one thread, in 14 steps",
    " share      ms  steps  what",
    "------  ------  -----  ----------------------",
    "70.0 %    7.00      8  matmul (in TypeScript)",
    "29.8 %    2.98      2  add relu",
    " 0.2 %  0.0200      4  others",
    "without kernel: matmul",
  ]);
});

Deno.test("profileText() says when everything has a kernel", () => {
  const steps = [{ name: "exp", count: 1, isCompiled: true, milliseconds: 1 }];
  assertEquals(
    profileText("f", { milliseconds: 1, steps, uncompiled: [] }).split("\n").at(-1),
    "without kernel: nothing",
  );
});

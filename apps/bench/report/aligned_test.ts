import { assertEquals } from "@std/assert";
import { aligned } from "./aligned.ts";
import { threeDigits } from "./decimals.ts";

Deno.test("aligned() gives columns the width of their widest cell", () => {
  const table = aligned([{ heading: "row", align: "left" }, { heading: "value", align: "right" }], [
    ["W2", "1256"],
    ["W11 AᵀB", "7"],
  ]);
  assertEquals(table, [
    "row      value",
    "-------  -----",
    "W2        1256",
    "W11 AᵀB      7",
  ]);
});

Deno.test("aligned() takes rows that end early, and leaves no space behind them", () => {
  const columns = [{ heading: "a", align: "left" }, { heading: "b", align: "left" }] as const;
  assertEquals(aligned(columns, [["long"], ["", "x"]]), ["a     b", "----  -", "long", "      x"]);
});

Deno.test("threeDigits() rounds to three digits, but never before the point", () => {
  const written = [0, 0.012345, 0.5, 4.567, 9.996, 61.84, 99.96, 1256.4, 590_000].map(threeDigits);
  assertEquals(written, ["0", "0.0123", "0.500", "4.57", "10.00", "61.8", "100", "1256", "590000"]);
});

/**
 * Reading and writing CSV: a stand-in for the part of JSR's `@std/csv` that this project uses.
 *
 * @example There and back
 * ```ts
 * import { parse, stringify } from "@std/csv";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = parse("a,b\n1,2\n", { skipFirstRow: true });
 *
 * assertEquals(rows, [{ a: "1", b: "2" }]);
 * assertEquals(stringify(rows, { columns: ["b"] }), "b\r\n2\r\n");
 * ```
 *
 * @module
 */

export * from "./parse.ts";
export * from "./parse_stream.ts";
export * from "./stringify.ts";
export * from "./stringify_stream.ts";

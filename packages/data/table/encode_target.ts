/**
 * From a column of a table to what a network is to predict.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { allocate, fromValues } from "@chainrule/tensor";
import { DataError } from "../data_error.ts";
import type { Column, Table } from "./table.ts";
import { columnOf, quoted } from "./table.ts";

/** Whether a target is a class or a number. */
export type Task = "classify" | "regress";

/** How a target is encoded. */
export interface TargetOptions {
  /** Whether the target is a class or a number. @default what `inferTask` says */
  readonly task?: Task;
  /** The names of the classes, in order of their codes. @default those found, sorted */
  readonly classNames?: readonly string[];
  /** The dtype of numbers to predict. @default "float32" */
  readonly dtype?: "float32" | "float64";
}

/** What a network is to predict. */
export interface Target {
  /** Codes of classes, shape `[N]`, dtype int32; or numbers, shape `[N, 1]`. */
  readonly y: Tensor;
  /** The name of each class, or null where numbers are predicted. */
  readonly classNames: readonly string[] | null;
}

/** More distinct whole numbers than this are amounts, not classes. */
const mostClasses = 20;

/**
 * Turns a column into a target: codes of classes, or numbers. 目标编码
 *
 * @param table The table
 * @param name The name of the column
 * @param options The task, and the classes
 * @returns Codes `[N]` with the names of the classes, or numbers `[N, 1]`
 * @throws {DataError} When numbers are asked of a column that has none, or a value is not among the given classes
 * @throws {RangeError} When no column has the name
 *
 * @example Two classes
 * ```ts
 * import { encodeTarget, readTable } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { y, classNames } = encodeTarget(readTable("animal\ndog\ncat\ndog\n"), "animal");
 * assertEquals(classNames, ["cat", "dog"]);
 * assertEquals(y.toArray(), [1, 0, 1]);
 * ```
 */
export function encodeTarget(
  table: Table,
  name: string,
  options: TargetOptions = {},
): Target {
  const column = columnOf(table, name);
  const task = options.task ??
    (options.classNames === undefined ? inferTask(column) : "classify");
  return task === "classify"
    ? encodeClasses(column, options.classNames)
    : encodeNumbers(column, options.dtype ?? "float32");
}

/**
 * Whether a column looks like classes: it holds no numbers, or whole numbers of which at most 20 differ. 任务类型
 *
 * @param column The column
 * @returns `"classify"` or `"regress"`
 *
 * @example Prices are no classes
 * ```ts
 * import { columnOf, inferTask, readTable } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const table = readTable("price,label\n9.5,0\n12.25,1\n");
 * assertEquals(inferTask(columnOf(table, "price")), "regress");
 * assertEquals(inferTask(columnOf(table, "label")), "classify");
 * ```
 */
export function inferTask(column: Column): Task {
  if (column.type !== "number") return "classify";
  const whole = column.values.every((value) => Number.isInteger(value));
  return whole && new Set(column.values).size <= mostClasses ? "classify" : "regress";
}

function encodeNumbers(column: Column, dtype: "float32" | "float64"): Target {
  if (column.type !== "number" && column.type !== "boolean") {
    throw new DataError(
      `Cannot predict column "${column.name}" by regression as it must hold numbers: current type is ${column.type}; classify instead`,
      { column: column.name },
    );
  }
  const values = allocate(dtype, column.values.length);
  values.set(column.values);
  return { y: fromValues(values, [values.length, 1], dtype), classNames: null };
}

function encodeClasses(
  column: Column,
  given: readonly string[] | undefined,
): Target {
  const names = valueNames(column);
  const classNames = given ?? classesOf(column, names);
  const codes = new Map(classNames.map((name, code) => [name, code]));
  const y = Int32Array.from(names, (name, row) => {
    const code = codes.get(name);
    if (code !== undefined) return code;
    throw new DataError(
      `Cannot predict column "${column.name}" as its values must be among the classes ${
        quoted(classNames)
      }: current value in row ${row + 1} is "${name}"`,
      { column: column.name },
    );
  });
  return { y: fromValues(y, [y.length], "int32"), classNames };
}

function valueNames(column: Column): string[] {
  switch (column.type) {
    case "number":
      return Array.from(column.values, String);
    case "boolean":
      return Array.from(column.values, (value) => String(value === 1));
    case "category":
      return Array.from(column.codes, (code) => column.categories[code]!);
    case "text":
      return [...column.values];
  }
}

function classesOf(
  column: Column,
  names: readonly string[],
): readonly string[] {
  if (column.type === "category") return column.categories;
  const distinct = [...new Set(names)];
  return column.type === "number" ? distinct.sort((a, b) => Number(a) - Number(b)) : distinct.sort();
}

/**
 * From the columns of a table to a matrix of features.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { allocate, fromValues } from "@chainrule/tensor";
import { DataError } from "../data_error.ts";
import type { Column, Table } from "./table.ts";
import { columnOf } from "./table.ts";

/** Which columns become features, and how. */
export interface FeatureOptions {
  /** The names of the columns that become features, in order. @default all columns but those excluded */
  readonly features?: readonly string[];
  /** The names of columns that do not become features. @default none */
  readonly exclude?: readonly string[];
  /** Whether a category becomes one feature of 0 or 1 for each category, or its code. @default "oneHot" */
  readonly categories?: "oneHot" | "codes";
  /** The dtype of the features. @default "float32" */
  readonly dtype?: "float32" | "float64";
}

/** Features of samples. */
export interface Features {
  /** The features, shape `[N, D]`. */
  readonly x: Tensor;
  /** The name of each feature; `column=category` for a category. */
  readonly featureNames: readonly string[];
}

/**
 * Turns columns into features: numbers as they are, truth values into 0 and 1, categories into one-hot or codes. 特征编码
 *
 * @param table The table
 * @param options Which columns, and how categories are encoded
 * @returns Features `[N, D]` and their names
 * @throws {DataError} When a column of text is among them, or none is left
 * @throws {RangeError} When a name is not that of a column
 *
 * @example One-hot colours
 * ```ts
 * import { encodeFeatures, readTable } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { x, featureNames } = encodeFeatures(readTable("size,colour\n1,red\n2,blue\n"));
 * assertEquals(featureNames, ["size", "colour=blue", "colour=red"]);
 * assertEquals(x.toArray(), [[1, 0, 1], [2, 1, 0]]);
 * ```
 */
export function encodeFeatures(
  table: Table,
  options: FeatureOptions = {},
): Features {
  const { exclude = [], categories = "oneHot", dtype = "float32" } = options;
  const names = options.features ?? table.columns.map(({ name }) => name);
  for (const name of exclude) columnOf(table, name);
  const parts = names.filter((name) => !exclude.includes(name))
    .flatMap((name) => encode(columnOf(table, name), categories));
  if (parts.length === 0) {
    throw new DataError(
      "Cannot make features of a table as at least one column must be left for them: current columns are all excluded",
    );
  }
  const values = allocate(dtype, table.length * parts.length);
  parts.forEach(({ valueAt }, feature) => {
    for (let row = 0; row < table.length; row++) {
      values[row * parts.length + feature] = valueAt(row);
    }
  });
  return {
    x: fromValues(values, [table.length, parts.length], dtype),
    featureNames: parts.map(({ name }) => name),
  };
}

interface Feature {
  readonly name: string;
  readonly valueAt: (row: number) => number;
}

function encode(column: Column, categories: "oneHot" | "codes"): Feature[] {
  const { name } = column;
  if (column.type === "text") {
    throw new DataError(
      `Cannot make features of column "${name}" as it must hold numbers, truth values or categories: current type is text; exclude it`,
      { column: name },
    );
  }
  if (column.type !== "category") {
    return [{ name, valueAt: (row) => column.values[row]! }];
  }
  const { codes } = column;
  if (categories === "codes") return [{ name, valueAt: (row) => codes[row]! }];
  return column.categories.map((category, code) => ({
    name: `${name}=${category}`,
    valueAt: (row) => codes[row] === code ? 1 : 0,
  }));
}

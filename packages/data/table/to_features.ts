/**
 * From a table to the tensors that a network learns from.
 *
 * @module
 */
import type { FeatureOptions, Features } from "./encode_features.ts";
import { encodeFeatures } from "./encode_features.ts";
import type { Target, TargetOptions } from "./encode_target.ts";
import { encodeTarget } from "./encode_target.ts";
import type { Table } from "./table.ts";

/** What to predict from what. */
export interface ToFeaturesOptions extends FeatureOptions, TargetOptions {
  /** The name of the column to predict. */
  readonly target: string;
}

/**
 * Turns a table into features and a target. 特征与目标
 *
 * @param table The table
 * @param options The column to predict, and how columns are encoded
 * @returns Features `x` of shape `[N, D]` with their names; codes of classes `y` of shape `[N]` with their names, or numbers `[N, 1]`
 * @throws {DataError} When a column does not fit its use
 * @throws {RangeError} When a name is not that of a column
 *
 * @example Flowers
 * ```ts
 * import { readTable, toFeatures } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const table = readTable("length,width,kind\n5.1,3.5,setosa\n6.2,2.9,virginica\n");
 * const { x, y, classNames } = toFeatures(table, { target: "kind" });
 * assertEquals(x.shape, [2, 2]);
 * assertEquals(y.toArray(), [0, 1]);
 * assertEquals(classNames, ["setosa", "virginica"]);
 * ```
 */
export function toFeatures(
  table: Table,
  options: ToFeaturesOptions,
): Features & Target {
  const { target, exclude = [] } = options;
  return {
    ...encodeTarget(table, target, options),
    ...encodeFeatures(table, { ...options, exclude: [...exclude, target] }),
  };
}

/**
 * Tables from CSV, and features from tables.
 *
 * @module
 */
export type { MissingPolicy } from "./build_table.ts";
export * from "./encode_features.ts";
export * from "./encode_target.ts";
export * from "./read_table.ts";
export { schemaOf } from "./schema.ts";
export type { TableSchema } from "./schema.ts";
export * from "./stream_table.ts";
export { columnOf } from "./table.ts";
export type { BooleanColumn, CategoryColumn, Column, ColumnType, NumberColumn, Table, TextColumn } from "./table.ts";
export type { TableOptions } from "./table_options.ts";
export * from "./to_features.ts";

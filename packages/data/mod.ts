/**
 * Data for networks: tables from CSV, the IDX format of MNIST, graphs from folders, batches, splits, scalers and made-up data.
 * Nothing here touches files; `@chainrule/data/files` does.
 *
 * @example From text to batches
 * ```ts
 * import { batches, Dataset, readTable, split, StandardScaler, toFeatures } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const table = readTable("length,width,kind\n5.1,3.5,a\n4.9,3,a\n6.2,2.9,b\n6.7,3.1,b\n");
 * const { x, y } = toFeatures(table, { target: "kind" });
 * const { train, test } = split(new Dataset({ x, y }), { train: 0.5, test: 0.5 }, { stratify: "y" });
 * const scaler = new StandardScaler().fit(train.tensors.x);
 * for (const { x, y } of batches(train, { batchSize: 2 })) {
 *   assertEquals(scaler.transform(x).shape, [2, 2]);
 *   assertEquals([...y.data].sort(), [0, 1]);
 * }
 * assertEquals(test.length, 2);
 * ```
 *
 * @module
 */
export * from "./data_error.ts";
export * from "./dataset/mod.ts";
export * from "./generators/mod.ts";
export * from "./graph/mod.ts";
export * from "./idx/mod.ts";
export * from "./scaling/mod.ts";
export * from "./table/mod.ts";

import { assertEquals, assertThrows } from "@std/assert";
import { DataError } from "../data_error.ts";
import golden from "../golden/scikit_learn.json" with { type: "json" };
import { encodeFeatures } from "./encode_features.ts";
import { encodeTarget } from "./encode_target.ts";
import { readTable } from "./read_table.ts";
import { toFeatures } from "./to_features.ts";

const houses = readTable(
  "area,kind,new,price,street\n50,flat,true,1.5,A\n120,house,false,3.25,B\n70,flat,false,2,C\n",
  {
    types: { street: "text" },
  },
);

Deno.test("encodeFeatures() gives scikit-learn's one-hot columns", () => {
  const { colours, oneHot } = golden.encoders;
  const { x, featureNames } = encodeFeatures(readTable(`colour\n${colours.join("\n")}\n`));
  assertEquals(x.toArray(), oneHot);
  assertEquals(featureNames, ["colour=Blue", "colour=green", "colour=red"]);
});

Deno.test("encodeFeatures() gives codes where they are asked for", () => {
  const { x, featureNames } = encodeFeatures(houses, { exclude: ["street", "price"], categories: "codes" });
  assertEquals(featureNames, ["area", "kind", "new"]);
  assertEquals(x.toArray(), [[50, 0, 1], [120, 1, 0], [70, 0, 0]]);
});

Deno.test("encodeFeatures() keeps the order in which features are named", () => {
  const { x, featureNames } = encodeFeatures(houses, { features: ["price", "area"], dtype: "float64" });
  assertEquals(x.dtype, "float64");
  assertEquals(featureNames, ["price", "area"]);
  assertEquals(x.toArray(), [[1.5, 50], [3.25, 120], [2, 70]]);
});

Deno.test("encodeFeatures() refuses text, names that no column has, and nothing", () => {
  assertThrows(
    () => encodeFeatures(houses),
    DataError,
    'Cannot make features of column "street" as it must hold numbers, truth values or categories: current type is text; exclude it',
  );
  assertThrows(() => encodeFeatures(houses, { features: ["colour"] }), RangeError, 'current name is "colour"');
  assertThrows(() => encodeFeatures(houses, { exclude: ["colour"] }), RangeError, 'current name is "colour"');
  assertThrows(
    () => encodeFeatures(houses, { features: [] }),
    DataError,
    "Cannot make features of a table as at least one column must be left for them: current columns are all excluded",
  );
});

Deno.test("encodeTarget() classifies words, truth values and few whole numbers, and predicts other numbers", () => {
  const table = readTable("word,truth,digit,size\nb,true,10,1.5\na,false,9,2\nb,true,9,3\n");
  const classesOf = (name: string) => {
    const { y, classNames } = encodeTarget(table, name);
    return [y.dtype, y.toArray(), classNames];
  };
  assertEquals(classesOf("word"), ["int32", [1, 0, 1], ["a", "b"]]);
  assertEquals(classesOf("truth"), ["int32", [1, 0, 1], ["false", "true"]]);
  assertEquals(classesOf("digit"), ["int32", [1, 0, 0], ["9", "10"]]);
  assertEquals(classesOf("size"), ["float32", [[1.5], [2], [3]], null]);
});

Deno.test("encodeTarget() takes up to 20 whole numbers for classes", () => {
  const numbers = (count: number) => readTable(`n\n${Array.from({ length: count }, (_, i) => i).join("\n")}\n`);
  assertEquals(encodeTarget(numbers(20), "n").classNames?.length, 20);
  assertEquals(encodeTarget(numbers(21), "n").classNames, null);
  assertEquals(encodeTarget(numbers(21), "n", { task: "classify" }).classNames?.length, 21);
  assertEquals(encodeTarget(numbers(2), "n", { task: "regress", dtype: "float64" }).y.toArray(), [[0], [1]]);
});

Deno.test("encodeTarget() keeps classes that it is given, also of fractions", () => {
  const { y } = encodeTarget(readTable("n\n0.5\n"), "n", { classNames: ["1", "0.5"] });
  assertEquals(y.toArray(), [1]);
});

Deno.test("encodeTarget() refuses a class beside those given, and regression on words", () => {
  assertThrows(
    () => encodeTarget(houses, "kind", { classNames: ["flat"] }),
    DataError,
    'Cannot predict column "kind" as its values must be among the classes "flat": current value in row 2 is "house"',
  );
  assertThrows(
    () => encodeTarget(houses, "kind", { task: "regress" }),
    DataError,
    'Cannot predict column "kind" by regression as it must hold numbers: current type is category; classify instead',
  );
});

Deno.test("toFeatures() keeps the target out of the features", () => {
  const { x, y, featureNames, classNames } = toFeatures(houses, { target: "price", exclude: ["street"] });
  assertEquals(featureNames, ["area", "kind=flat", "kind=house", "new"]);
  assertEquals(x.toArray(), [[50, 1, 0, 1], [120, 0, 1, 0], [70, 1, 0, 0]]);
  assertEquals(y.toArray(), [[1.5], [3.25], [2]]);
  assertEquals(classNames, null);
  assertThrows(() => toFeatures(houses, { target: "rent" }), RangeError, 'current name is "rent"');
});

import type { Tensor } from "@chainrule/tensor";
import { concat, oneHot, slice } from "@chainrule/tensor";
import type { Golden } from "@chainrule/testing";
import { assertBits, goldenTensor } from "@chainrule/testing";
import { assertAlmostEquals } from "@std/assert";
import golden from "../golden/metrics.json" with { type: "json" };
import { Accuracy } from "./accuracy.ts";
import { ConfusionMatrix, confusionMatrix } from "./confusion_matrix.ts";
import { F1 } from "./f1.ts";
import { MeanAbsoluteError } from "./mean_absolute_error.ts";
import type { Metric } from "./metric.ts";
import { Precision } from "./precision.ts";
import { R2 } from "./r2.ts";
import { Recall } from "./recall.ts";
import { RocAuc } from "./roc_auc.ts";
import { TopKAccuracy } from "./top_k_accuracy.ts";

/** Sums of at most 240 terms in float64, in another order than scikit-learn's. */
const rounding = 1e-13;

/** The value of a metric for data that come in batches of seven. */
function inBatches(metric: Metric, output: Tensor, target: Tensor): number {
  metric.reset();
  for (let start = 0; start < output.shape[0]!; start += 7) {
    const end = Math.min(start + 7, output.shape[0]!);
    metric.update(slice(output, [start], [end]), slice(target, [start], [end]));
  }
  return metric.result();
}

function check(metric: Metric, output: Tensor, target: Tensor, expected: number | null): void {
  const value = expected ?? NaN;
  metric.update(output, target);
  assertAlmostEquals(metric.result(), value, rounding, `${metric.name} at once`);
  assertAlmostEquals(inBatches(metric, output, target), value, rounding, `${metric.name} in batches, after a reset`);
}

interface BinaryCase {
  readonly name: string;
  readonly threshold: number;
  readonly output: Golden;
  readonly target: Golden;
  readonly accuracy: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly precisionMacro: number;
  readonly recallMacro: number;
  readonly f1Macro: number;
  readonly rocAuc: number | null;
  readonly confusion: Golden;
}

for (const item of golden.binary as unknown as readonly BinaryCase[]) {
  const { threshold } = item;
  const scores = goldenTensor(item.output);
  const labels = goldenTensor(item.target, "int32");

  Deno.test(`metrics of two classes are scikit-learn's: ${item.name}`, () => {
    check(new Accuracy({ threshold }), scores, labels, item.accuracy);
    check(new Precision({ threshold }), scores, labels, item.precision);
    check(new Recall({ threshold }), scores, labels, item.recall);
    check(new F1({ threshold }), scores, labels, item.f1);
    check(new Precision({ threshold, average: "macro" }), scores, labels, item.precisionMacro);
    check(new Recall({ threshold, average: "macro" }), scores, labels, item.recallMacro);
    check(new F1({ threshold, average: "macro" }), scores, labels, item.f1Macro);
    check(new RocAuc(), scores, labels, item.rocAuc);
    const confusion = new ConfusionMatrix(2, { threshold });
    confusion.update(scores, labels);
    assertBits(confusion.matrix(), goldenTensor(item.confusion, "int32"));
  });

  Deno.test(`outputs and targets may be columns, or two columns: ${item.name}`, () => {
    const column = scores.reshape([scores.size, 1]);
    const ofLabels = goldenTensor(item.target, "float64").reshape([labels.size, 1]);
    check(new Accuracy({ threshold }), column, ofLabels, item.accuracy);
    check(new F1({ threshold }), column, ofLabels, item.f1);
    check(new RocAuc(), column, ofLabels, item.rocAuc);
    // The larger of two columns is the second where the score is above the threshold, ties included.
    const columns = concat([scores.mul(0).add(threshold).reshape([scores.size, 1]), column], 1);
    check(new Accuracy(), columns, oneHot(labels, 2), item.accuracy);
    check(new F1(), columns, oneHot(labels, 2), item.f1);
    check(new RocAuc(), columns, oneHot(labels, 2), item.rocAuc);
  });
}

interface MulticlassCase {
  readonly name: string;
  readonly output: Golden;
  readonly target: Golden;
  readonly accuracy: number;
  readonly precisionMacro: number;
  readonly recallMacro: number;
  readonly f1Macro: number;
  readonly topK: readonly number[];
  readonly confusion: Golden;
}

for (const item of golden.multiclass as unknown as readonly MulticlassCase[]) {
  Deno.test(`metrics of several classes are scikit-learn's: ${item.name}`, () => {
    const scores = goldenTensor(item.output);
    const classes = scores.shape[1]!;
    const labels = goldenTensor(item.target, "int32");
    for (const target of [labels, labels.reshape([labels.size, 1]), oneHot(labels, classes)]) {
      check(new Accuracy(), scores, target, item.accuracy);
      check(new Precision({ average: "macro" }), scores, target, item.precisionMacro);
      check(new Recall({ average: "macro" }), scores, target, item.recallMacro);
      check(new F1({ average: "macro" }), scores, target, item.f1Macro);
      item.topK.forEach((expected, i) => check(new TopKAccuracy(i + 1), scores, target, expected));
      assertBits(confusionMatrix(scores, target, classes), goldenTensor(item.confusion, "int32"));
    }
  });
}

interface RegressionCase {
  readonly name: string;
  readonly output: Golden;
  readonly target: Golden;
  readonly meanAbsoluteError: number;
  readonly r2: number;
}

for (const item of golden.regression as unknown as readonly RegressionCase[]) {
  Deno.test(`metrics of predictions are scikit-learn's: ${item.name}`, () => {
    for (const dtype of ["float64", "float32"] as const) {
      const [output, target] = [goldenTensor(item.output, dtype), goldenTensor(item.target, dtype)];
      check(new MeanAbsoluteError(), output, target, item.meanAbsoluteError);
      check(new R2(), output, target, item.r2);
    }
  });
}

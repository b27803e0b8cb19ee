import type { Tensor } from "@chainrule/tensor";
import { ShapeError, tensor, zeros } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { Accuracy } from "./accuracy.ts";
import { ConfusionMatrix, confusionMatrix } from "./confusion_matrix.ts";
import { F1 } from "./f1.ts";
import type { MetricName } from "./from_name.ts";
import { metricFromName, metricNames } from "./from_name.ts";
import { MeanAbsoluteError } from "./mean_absolute_error.ts";
import type { Metric } from "./metric.ts";
import { Precision } from "./precision.ts";
import { R2 } from "./r2.ts";
import { Recall } from "./recall.ts";
import { RocAuc } from "./roc_auc.ts";
import { TopKAccuracy } from "./top_k_accuracy.ts";

Deno.test("every metric has the name that it is asked for by, and is NaN before anything came", () => {
  assertEquals(metricNames.length, 8);
  for (const name of metricNames) {
    const metric = metricFromName(name);
    assertEquals([metric.name, metric.result()], [name, NaN]);
    assertEquals(metricFromName(name) === metric, false);
  }
});

Deno.test("every metric takes another name, under which it can be compiled beside another of its kind", () => {
  const named: Metric[] = [
    new Accuracy({ name: "a" }),
    new Precision({ name: "a" }),
    new Recall({ name: "a" }),
    new F1({ name: "a" }),
    new TopKAccuracy(3, "a"),
    new MeanAbsoluteError("a"),
    new R2("a"),
    new RocAuc("a"),
  ];
  assertEquals(named.map(({ name }) => name), named.map(() => "a"));
});

Deno.test("an unknown metric is refused, and the nearest is named", () => {
  assertEquals(
    assertThrows(() => metricFromName("acuracy" as MetricName), RangeError).message,
    "Cannot compile as the metric must be one of accuracy, topKAccuracy, precision, recall, f1, rocAuc, meanAbsoluteError, r2: current metric is acuracy; did you mean accuracy?",
  );
});

Deno.test("of classes that tie, the first is predicted, whatever K", () => {
  const [output, target] = [tensor([[0.5, 0.5, 0]]), tensor([1], "int32")];
  for (const [metric, expected] of [[new Accuracy(), 0], [new TopKAccuracy(1), 0], [new TopKAccuracy(2), 1]] as const) {
    metric.update(output, target);
    assertEquals(metric.result(), expected);
  }
});

Deno.test("the threshold itself is class 0", () => {
  const metric = new Accuracy();
  metric.update(tensor([0.5, 0.75]), tensor([0, 1]));
  assertEquals(metric.result(), 1);
});

Deno.test("the matrix of a ConfusionMatrix does not change when it goes on", () => {
  const confusion = new ConfusionMatrix(2);
  confusion.update(tensor([0.9]), tensor([0]));
  const before = confusion.matrix();
  confusion.update(tensor([0.1]), tensor([0]));
  assertEquals([before.toArray(), before.dtype], [[[0, 1], [0, 0]], "int32"]);
  assertEquals(confusion.matrix().toArray(), [[1, 1], [0, 0]]);
  confusion.reset();
  assertEquals(confusion.matrix().toArray(), [[0, 0], [0, 0]]);
});

Deno.test("a score of one sample says nothing about variance", () => {
  const metric = new R2();
  metric.update(tensor([1]), tensor([1]));
  assertEquals(metric.result(), NaN);
});

const labels = (...values: number[]): Tensor => tensor(values, "int32");
const three = zeros([2, 3]);

const refusals: [string, () => unknown, ErrorConstructor | typeof ShapeError, string][] = [
  [
    "a target for each sample",
    () => new Accuracy().update(three, labels(0)),
    ShapeError,
    "Cannot compute accuracy as the target must have a label or a one-hot row for each of 2 samples: current shape is [1]",
  ],
  [
    "outputs that are rows of classes",
    () => new Accuracy().update(zeros([2, 3, 4]), labels(0, 1)),
    ShapeError,
    "Cannot compute accuracy as its output must have shape [N, C], [N, 1] or [N]: current shape is [2, 3, 4]",
  ],
  [
    "labels that are classes",
    () => confusionMatrix(three, labels(0, 3), 3),
    RangeError,
    "Cannot compute confusionMatrix as classes must be whole numbers in [0, 3): current class of target 1 is 3",
  ],
  [
    "labels that are whole",
    () => new F1().update(tensor([0.2]), tensor([0.5])),
    RangeError,
    "Cannot compute f1 as classes must be whole numbers in [0, 2): current class of target 0 is 0.5",
  ],
  [
    "outputs of no more classes than expected",
    () => confusionMatrix(tensor([[0, 0, 1]]), labels(0), 2),
    RangeError,
    "Cannot compute confusionMatrix as classes must be whole numbers in [0, 2): current class of output 0 is 2",
  ],
  [
    "a number of classes",
    () => new ConfusionMatrix(0),
    RangeError,
    "Cannot compute confusionMatrix as classes must be a positive whole number: current classes is 0",
  ],
  [
    "two classes, or the macro average",
    () => new Precision().update(three, labels(0, 1)),
    RangeError,
    'Cannot compute precision as the binary average must have two classes: current number of classes is 3; use average: "macro"',
  ],
  [
    "as many classes as K",
    () => metricFromName("topKAccuracy").update(three, labels(0, 1)),
    RangeError,
    "Cannot compute topKAccuracy as k must be at most the number of classes: current k is 5 of 3; give new TopKAccuracy(k) to compile",
  ],
  [
    "a whole K",
    () => new TopKAccuracy(1.5),
    RangeError,
    "Cannot make TopKAccuracy as k must be a positive whole number: current k is 1.5",
  ],
  [
    "rows for TopKAccuracy",
    () => new TopKAccuracy(1).update(zeros([2]), labels(0, 1)),
    ShapeError,
    "Cannot compute topKAccuracy as its output must have shape [N, C]: current shape is [2]",
  ],
  [
    "labels that TopKAccuracy can find",
    () => new TopKAccuracy(1).update(three, labels(0, -1)),
    RangeError,
    "Cannot compute topKAccuracy as labels must be in [0, 3): current label is -1",
  ],
  [
    "one shape for both sides of an error",
    () => new MeanAbsoluteError().update(zeros([2, 1]), zeros([2])),
    ShapeError,
    "Cannot compute meanAbsoluteError as output and target must have the same shape: current shapes are [2, 1] and [2]; reshape the target to [2, 1]",
  ],
  [
    "columns for R2",
    () => new R2().update(zeros([2, 1, 1]), zeros([2, 1, 1])),
    ShapeError,
    "Cannot compute r2 as its output must have shape [N] or [N, M]: current shape is [2, 1, 1]",
  ],
  [
    "the same columns for R2 in every batch",
    () => {
      const metric = new R2();
      metric.update(zeros([2, 2]), zeros([2, 2]));
      metric.update(zeros([2, 3]), zeros([2, 3]));
    },
    ShapeError,
    "Cannot compute r2 as its output must have shape [N] or [N, 2]: current shape is [2, 3]",
  ],
  [
    "two classes for RocAuc",
    () => new RocAuc().update(three, labels(0, 1)),
    ShapeError,
    "Cannot compute rocAuc as its output must have shape [N], [N, 1] or [N, 2]: current shape is [2, 3]",
  ],
  [
    "labels 0 and 1 for RocAuc",
    () => new RocAuc().update(zeros([2]), labels(0, 2)),
    RangeError,
    "Cannot compute rocAuc as labels must be 0 or 1: current label of sample 1 is 2",
  ],
  [
    "scores that are numbers",
    () => new RocAuc().update(tensor([1, NaN]), labels(0, 1)),
    RangeError,
    "Cannot compute rocAuc as scores must be numbers: current score of sample 1 is NaN",
  ],
];

for (const [what, run, type, message] of refusals) {
  Deno.test(`metrics ask for ${what}`, () => {
    assertEquals(assertThrows(run, type).message, message);
  });
}

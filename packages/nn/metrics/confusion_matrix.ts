/**
 * Which classes are taken for which.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { fromValues } from "@chainrule/tensor";
import { checkCount } from "../check_count.ts";
import { predictedLabels, targetLabels } from "./labels.ts";

/** How {@link ConfusionMatrix} counts. */
export interface ConfusionMatrixOptions {
  /** Where class 1 begins, for one output a sample. @default 0.5 */
  readonly threshold?: number;
  /** What errors call it. @default "confusionMatrix" */
  readonly name?: string;
}

/**
 * Counts how often each class was taken for each, over batches. 混淆矩阵
 *
 * Formula: `M[i, j]` is the number of samples of class i that were taken for class j
 *
 * @example A cat taken for a dog
 * ```ts
 * import { ConfusionMatrix } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const confusion = new ConfusionMatrix(2);
 * confusion.update(tensor([[0.9, 0.1], [0.4, 0.6]]), tensor([0, 0], "int32"));
 * confusion.update(tensor([[0.2, 0.8]]), tensor([1], "int32"));
 * assertEquals(confusion.matrix().toArray(), [[1, 1], [0, 1]]);
 * ```
 */
export class ConfusionMatrix {
  /** The number of classes. */
  readonly classes: number;
  readonly #options: Required<ConfusionMatrixOptions>;
  readonly #counts: Int32Array;

  /**
   * Starts with zeros.
   *
   * @param classes The number of classes; 2 for one output a sample
   * @param options The threshold
   * @throws {RangeError} When the number of classes is not a positive whole number
   */
  constructor(classes: number, { threshold = 0.5, name = "confusionMatrix" }: ConfusionMatrixOptions = {}) {
    checkCount(`compute ${name}`, "classes", classes);
    this.classes = classes;
    this.#options = { threshold, name };
    this.#counts = new Int32Array(classes * classes);
  }

  /** Forgets everything. */
  reset(): void {
    this.#counts.fill(0);
  }

  /**
   * Takes in a batch.
   *
   * @param output Shape `[N, C]`, or one output a sample
   * @param target Labels, or one-hot rows
   * @throws {ShapeError} When there is not one target for each sample
   * @throws {RangeError} When a class is not among those expected
   */
  update(output: Tensor, target: Tensor): void {
    const { name, threshold } = this.#options;
    const predicted = predictedLabels(name, output, threshold);
    const actual = targetLabels(name, target, output.shape[0]);
    for (let i = 0; i < actual.length; i++) {
      this.#counts[this.#check("target", actual, i) * this.classes + this.#check("output", predicted, i)]!++;
    }
  }

  /** The counts, a row an actual class, a column a predicted one: shape `[C, C]`, dtype int32. */
  matrix(): Tensor {
    return fromValues(this.#counts.slice(), [this.classes, this.classes], "int32");
  }

  #check(what: string, labels: ArrayLike<number>, i: number): number {
    const label = labels[i]!;
    if (Number.isInteger(label) && label >= 0 && label < this.classes) return label;
    throw new RangeError(
      `Cannot compute ${this.#options.name} as classes must be whole numbers in [0, ${this.classes}): current class of ${what} ${i} is ${label}`,
    );
  }
}

/**
 * How often each class was taken for each. 混淆矩阵
 *
 * @param output Shape `[N, C]`, or one output a sample
 * @param target Labels, or one-hot rows
 * @param classes The number of classes
 * @returns Counts, a row an actual class, a column a predicted one, shape `[C, C]`, dtype int32
 * @throws {ShapeError} When there is not one target for each sample
 * @throws {RangeError} When a class is not among those expected
 *
 * @example Of two samples of class 1, one was taken for class 0
 * ```ts
 * import { confusionMatrix } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(confusionMatrix(tensor([0.2, 0.9]), tensor([1, 1]), 2).toArray(), [[0, 0], [1, 1]]);
 * ```
 */
export function confusionMatrix(output: Tensor, target: Tensor, classes: number): Tensor {
  const confusion = new ConfusionMatrix(classes);
  confusion.update(output, target);
  return confusion.matrix();
}

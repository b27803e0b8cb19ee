/**
 * Scores of classes, made of the confusion matrix.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { isBinary } from "./labels.ts";
import { ConfusionMatrix } from "./confusion_matrix.ts";

/** How precision, recall and F1 count. */
export interface ClassScoreOptions {
  /** The name under which results appear. @default that of the metric */
  readonly name?: string;
  /**
   * The score of class 1 of two, or the mean of the scores of all classes that occur among targets or predictions.
   * @default "binary"
   */
  readonly average?: "binary" | "macro";
  /** Where class 1 begins, for one output a sample. @default 0.5 */
  readonly threshold?: number;
}

/** What is known about one class. */
export interface ClassCounts {
  /** How many of its samples were found. */
  readonly hits: number;
  /** How many samples were taken for it. */
  readonly predicted: number;
  /** How many samples it has. */
  readonly actual: number;
}

/** Gathers counts over batches and makes a number of them. */
export class ClassScores {
  readonly #name: string;
  readonly #score: (counts: ClassCounts) => number;
  readonly #options: ClassScoreOptions;
  #confusion: ConfusionMatrix | null = null;

  /** Chooses the score. */
  constructor(name: string, score: (counts: ClassCounts) => number, options: ClassScoreOptions) {
    this.#name = name;
    this.#score = score;
    this.#options = options;
  }

  /** Forgets everything. */
  reset(): void {
    this.#confusion = null;
  }

  /** Takes in a batch. */
  update(output: Tensor, target: Tensor): void {
    const { average = "binary", threshold = 0.5 } = this.#options;
    const classes = isBinary(output) ? 2 : output.shape[1]!;
    if (average === "binary" && classes !== 2) {
      throw new RangeError(
        `Cannot compute ${this.#name} as the binary average must have two classes: current number of classes is ${classes}; use average: "macro"`,
      );
    }
    this.#confusion ??= new ConfusionMatrix(classes, { threshold, name: this.#name });
    this.#confusion.update(output, target);
  }

  /** The score of class 1, or the mean over classes. */
  result(): number {
    if (this.#confusion === null) return NaN;
    const counts = countsOf(this.#confusion);
    if (this.#options.average !== "macro") return this.#score(counts[1]!);
    const scores = counts.filter(({ predicted, actual }) => predicted + actual > 0).map(this.#score);
    return scores.reduce((total, score) => total + score, 0) / scores.length;
  }
}

/** A part of a whole; 0 of nothing. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function countsOf(confusion: ConfusionMatrix): ClassCounts[] {
  const matrix = confusion.matrix();
  const hits = matrix.data.filter((_, i) => i % (confusion.classes + 1) === 0);
  const [predicted, actual] = [matrix.sum({ axis: 0 }).data, matrix.sum({ axis: 1 }).data];
  return Array.from(hits, (_, i) => ({ hits: hits[i]!, predicted: predicted[i]!, actual: actual[i]! }));
}

/**
 * Bringing samples to a scale on which networks learn well.
 *
 * @module
 */
import { StandardScaler } from "@chainrule/data";
import type { Tensor } from "@chainrule/tensor";
import type { SampleProblem, Samples } from "../problems/problem.ts";

/** Brings features, and numbers that are to be predicted, to mean 0 and standard deviation 1 over the training samples. */
export class Standardization {
  readonly #x: StandardScaler | null;
  readonly #y: StandardScaler | null;

  constructor({ train, standardize, classNames }: SampleProblem) {
    this.#x = standardize ? new StandardScaler().fit(train.x) : null;
    this.#y = standardize && classNames === null ? new StandardScaler().fit(train.y) : null;
  }

  /** Features and targets on that scale. */
  samples({ x, y }: Samples): Samples {
    return { x: this.features(x), y: this.#y?.transform(y) ?? y };
  }

  /** Features on that scale. */
  features(x: Tensor): Tensor {
    return this.#x?.transform(x) ?? x;
  }

  /** What a network puts out, on the scale of the data. */
  predictions(output: Tensor): Tensor {
    return this.#y?.inverse(output) ?? output;
  }
}

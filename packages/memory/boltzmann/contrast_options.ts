/**
 * How contrastive divergence is taken.
 *
 * @module
 */

/** How contrastive divergence is taken. */
export interface ContrastOptions {
  /** How many steps of Gibbs sampling the model takes on its own: k of CD-k. @default 1 */
  readonly steps?: number;
  /** Whether it goes on with its own chains rather than beginning at the data. @default false */
  readonly persistent?: boolean;
}

/** How contrastive divergence of a restricted Boltzmann machine is taken. */
export interface RBMContrastOptions extends ContrastOptions {
  /** What a step gives: states of visible units, or their probabilities, as suits data that are shades of grey. @default "states" */
  readonly visible?: "states" | "probabilities";
}

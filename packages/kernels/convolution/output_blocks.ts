/**
 * How the channels of a convolution's result are cut into blocks that registers hold.
 *
 * @module
 */
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import type { ConvolutionGeometry } from "./geometry.ts";

/** Some blocks of one height. */
export interface OutputBlocks {
  /** Channels of a block. */
  readonly height: number;
  /** How many blocks. */
  readonly count: number;
}

/**
 * Blocks of about equal height, the higher ones first. Five channels by two vectors of sums, two vectors of pixels, four weights and one of
 * them in all lanes fill sixteen registers; products that are rounded by themselves need room too.
 */
export function outputBlocks(outputs: number, level: VectorCodeLevel): OutputBlocks[] {
  const blocks = Math.ceil(outputs / (level === "relaxed" ? 5 : 4));
  const height = Math.floor(outputs / blocks);
  const higher = outputs % blocks;
  return [{ height: height + 1, count: higher }, { height, count: blocks - higher }].filter(({ count }) => count > 0);
}

/** How many vectors of pixels go with a block: as many sums as registers hold, and at least eight to hide what an addition takes. */
export function vectorsBeside(height: number): number {
  return [0, 8, 4, 3][height] ?? 2;
}

/** How many places the weights of a block take for one row of the window: they are read in fours. */
export function packedRow(height: number, columns: number): number {
  return Math.ceil(height * columns / 4) * 4;
}

/** How many places all weights of a group take, at any level. */
export function packedSize({ channels, outputs, kernel: [rows, columns] }: ConvolutionGeometry): number {
  const rounding = 3 * outputs;
  return channels * rows * (outputs * columns + rounding);
}

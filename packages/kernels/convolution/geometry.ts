/**
 * What a convolution goes over.
 *
 * @module
 */

/** A number for rows and one for columns: of an image, a window, a step. */
export type Pair = readonly [rows: number, columns: number];

/**
 * A cross-correlation of images with windows of weights: `y[n, o, i, j] = Σ x[n, c, i·stride + k·dilation − before] w[o, c, k]`, in rows
 * and columns alike; what lies outside an image is 0.
 */
export interface ConvolutionGeometry {
  /** How many images. */
  readonly images: number;
  /** Into how many groups channels are cut; each group knows only itself. */
  readonly groups: number;
  /** Channels of the source in a group. */
  readonly channels: number;
  /** Channels of the result in a group. */
  readonly outputs: number;
  /** The size of a plane of the source. */
  readonly source: Pair;
  /** The size of a plane of the result. */
  readonly result: Pair;
  /** The size of a window. */
  readonly kernel: Pair;
  /** How far windows are apart. */
  readonly stride: Pair;
  /** How far elements of a window are apart. */
  readonly dilation: Pair;
  /** How many zeros come before the first row and column; below 0, how many are left out. */
  readonly before: Pair;
  /** How far rows and columns of the source are apart, with zeros between them: 1 for none. */
  readonly spread: Pair;
}

/** The convolution that gives the gradient of the source, from that of the result and the weights turned by half a turn. */
export function inputGradientGeometry(geometry: ConvolutionGeometry): ConvolutionGeometry {
  const { channels, outputs, source, result, kernel, stride, dilation, before } = geometry;
  const mirrored = (axis: 0 | 1): number => dilation[axis] * (kernel[axis] - 1) - before[axis];
  return {
    ...geometry,
    channels: outputs,
    outputs: channels,
    source: result,
    result: source,
    stride: [1, 1],
    before: [mirrored(0), mirrored(1)],
    spread: stride,
  };
}

/** How many multiplications a convolution takes. */
export function multiplicationsOf({ images, groups, channels, outputs, result, kernel }: ConvolutionGeometry): number {
  return images * groups * channels * outputs * areaOf(result) * areaOf(kernel);
}

/** The number of elements of a plane. */
export function areaOf([rows, columns]: Pair): number {
  return rows * columns;
}

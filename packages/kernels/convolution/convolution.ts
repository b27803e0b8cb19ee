/**
 * Convolution of float32 images. {@link ./README.md} says how data goes through it.
 *
 * @module
 */
import type { Address, Kernel, KernelCall } from "../engine/kernel.ts";
import { scratchAt, temporaryAt } from "../engine/kernel.ts";
import { i32, select } from "../wasm/mod.ts";
import type { ConvolutionGeometry } from "./geometry.ts";
import { areaOf, inputGradientGeometry, multiplicationsOf } from "./geometry.ts";
import { outputBlocks, packedRow, packedSize, vectorsBeside } from "./output_blocks.ts";
import { packWeightsKernel } from "./pack_weights.ts";
import type { PlaneLayout } from "./plane_layout.ts";
import { copyPlanes, planeLayout } from "./plane_layout.ts";
import { sumTile } from "./sum_tile.ts";

/** The copies of the source for one band should fit the second-level cache beside the weights. */
const copiesLimit = 2 ** 18;

/** How many units there should be at least, so that threads have something to share, and how many pixels are worth a unit. */
const wantedUnits = 8;
const leastPixels = 128;

/** Where the operands of a convolution are. */
export interface ConvolutionPlaces {
  /** The images. */
  readonly source: Address;
  /** The weights. */
  readonly weights: Address;
  /** The result. */
  readonly out: Address;
}

/**
 * The calls that convolve images with weights. Sums are kept in float32 and go along channels, then rows and columns of the window: each
 * element is within `n · 2⁻²⁴ Σ |x| |w|` of its definition, with n the number of products in it.
 *
 * @param geometry The convolution
 * @param places Where its operands are
 */
export function convolutionCalls(geometry: ConvolutionGeometry, places: ConvolutionPlaces): KernelCall[] {
  return calls(geometry, places, false);
}

/**
 * The calls that give the gradient of a convolution's source, to the same bound. Weights must be finite: one that is not gives NaN where it
 * meets a zero beside or between the elements of the gradient.
 *
 * @param geometry The convolution
 * @param places Where the gradient of the result is (as `source`), the weights, and the gradient of the source (as `out`)
 */
export function convolutionInputGradientCalls(geometry: ConvolutionGeometry, places: ConvolutionPlaces): KernelCall[] {
  return calls(inputGradientGeometry(geometry), places, true);
}

function calls(
  geometry: ConvolutionGeometry,
  { source, weights, out }: ConvolutionPlaces,
  turned: boolean,
): KernelCall[] {
  const { images, groups, channels, outputs, result, kernel } = geometry;
  const leastBands = Math.min(Math.ceil(wantedUnits / images), Math.ceil(areaOf(result) / leastPixels));
  const layout = planeLayout(geometry, channels, copiesLimit, leastBands);
  const weightCount = groups * channels * outputs * areaOf(kernel);
  const temporaryBytes = 4 * groups * packedSize(geometry);
  const copied = images * groups * layout.bands * layout.bytes / 4;
  return [{
    kernel: packWeightsKernel(geometry, turned),
    units: groups,
    nanoseconds: weightCount,
    arguments: [weights, temporaryAt()],
    temporaryBytes,
  }, {
    kernel: convolutionKernel(geometry, layout),
    units: images * layout.bands,
    nanoseconds: multiplicationsOf(geometry) / 25 + copied / 4,
    arguments: [source, temporaryAt(), out, scratchAt()],
    scratchBytes: layout.bytes,
    temporaryBytes,
  }];
}

/** The kernel that convolves with packed weights; a unit is a band of rows of an image's result. */
function convolutionKernel(geometry: ConvolutionGeometry, layout: PlaneLayout): Kernel {
  const { images: _, ...ofOneImage } = geometry;
  const { groups, channels, outputs, source, result, kernel } = geometry;
  const pixels = areaOf(result);
  const groupSource = 4 * channels * areaOf(source);
  const { bands, bandRows } = layout;
  return {
    name: "convolution",
    key: `convolution ${JSON.stringify(ofOneImage)} ${bandRows}`,
    parameters: ["source", "weights", "out", "copies"],
    write(f, p, { module, level }): void {
      const blocks = outputBlocks(outputs, level).map(({ height, count }) => {
        const vectors = vectorsBeside(height);
        const tile = (wide: number) => sumTile(module, level, geometry, layout, height, wide);
        return { height, count, vectors, tiles: tile(vectors), tile: tile(1) };
      });
      f.for(p.first!, p.last!, 1, (unit) => {
        const image = f.let(i32.divU(unit, bands));
        const firstRow = f.let(i32.mul(i32.remU(unit, bands), bandRows));
        const from = f.let(i32.add(p.source!, i32.mul(image, groups * groupSource)));
        const imageOut = i32.mul(image, 4 * groups * outputs * pixels);
        const to = f.let(i32.add(p.out!, i32.add(imageOut, i32.mul(firstRow, 4 * result[1]))));
        const rowsLeft = f.let(i32.sub(result[0], firstRow));
        const rows = select(i32.ltU(rowsLeft, bandRows), rowsLeft, i32.const(bandRows));
        const bandBytes = f.let(i32.mul(rows, 4 * result[1]));
        f.for(0, groups, 1, (group) => {
          const packed = f.let(i32.add(p.weights!, i32.mul(group, 4 * packedSize(geometry))));
          copyPlanes(f, geometry, layout, { source: from, channels, firstRow, target: p.copies! });
          for (const { height, count, vectors, tiles, tile } of blocks) {
            f.for(0, count, 1, () => {
              const rest = f.let(i32.remU(bandBytes, 16 * vectors));
              const whole = f.let(i32.sub(bandBytes, rest));
              f.do(tiles.call({ copies: p.copies!, weights: packed, out: to, bytes: whole }));
              const restPlaces = { copies: i32.add(p.copies!, whole), out: i32.add(to, whole) };
              f.do(tile.call({ ...restPlaces, weights: packed, bytes: rest }));
              f.set(packed, i32.add(packed, 4 * channels * kernel[0] * packedRow(height, kernel[1])));
              f.set(to, i32.add(to, 4 * height * pixels));
            });
          }
          f.set(from, i32.add(from, groupSource));
        });
      });
    },
  };
}

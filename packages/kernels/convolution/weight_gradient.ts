/**
 * The gradient of a convolution's weights.
 *
 * @module
 */
import type { Address, Kernel, KernelCall } from "../engine/kernel.ts";
import { scratchAt, temporaryAt } from "../engine/kernel.ts";
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import type { Expression } from "../wasm/mod.ts";
import { f32, f32x4, i32, memoryFill, select, shuffle32, v128 } from "../wasm/mod.ts";
import type { DotTile } from "./dot_tile.ts";
import { dotTile } from "./dot_tile.ts";
import type { ConvolutionGeometry } from "./geometry.ts";
import { areaOf, multiplicationsOf } from "./geometry.ts";
import type { PlaneLayout } from "./plane_layout.ts";
import { copyPlanes, planeLayout } from "./plane_layout.ts";
import { areRowsEnough, slidingGeometry, slidingTile } from "./sliding_tile.ts";

/** The copies of one channel should fit the first-level cache, beside a part of the gradient. */
const copiesLimit = 3 * 2 ** 12;

/** How many units there should be at least, so that threads have something to share. */
const wantedUnits = 8;

/** Where the operands are. */
export interface WeightGradientPlaces {
  /** The images. */
  readonly source: Address;
  /** The gradient of the result. */
  readonly gradient: Address;
  /** The gradient of the weights. */
  readonly out: Address;
}

/**
 * The calls that give the gradient of a convolution's weights. Sums are kept in float32: four over the pixels of a band of rows, added up
 * over bands and images, then with one another. Each element is within `n · 2⁻²⁴ Σ |x| |g|` of its definition, with n at most the
 * number of products in it.
 *
 * @param geometry The convolution
 * @param places Where its operands are
 */
export function convolutionWeightGradientCalls(
  geometry: ConvolutionGeometry,
  { source, gradient, out }: WeightGradientPlaces,
): KernelCall[] {
  const { images, groups, channels, outputs, kernel } = geometry;
  const layout = planeLayout(copiedGeometry(geometry), 1, copiesLimit, 1);
  const parts = Math.min(images, Math.ceil(wantedUnits / (groups * channels)));
  const imagesOfPart = Math.ceil(images / parts);
  const copied = images * groups * channels * layout.bands * layout.bytes / 4;
  const weightCount = groups * channels * outputs * areaOf(kernel);
  const scratchBytes = layout.bytes + 16 * outputs * areaOf(kernel);
  const temporaryBytes = parts > 1 ? 4 * weightCount * parts : 0;
  const main: KernelCall = {
    kernel: weightGradientKernel(geometry, layout, imagesOfPart),
    units: groups * channels * Math.ceil(images / imagesOfPart),
    nanoseconds: multiplicationsOf(geometry) / 20 + copied / 4,
    arguments: [source, gradient, parts > 1 ? temporaryAt() : out, scratchAt(), scratchAt(layout.bytes)],
    scratchBytes,
    temporaryBytes,
  };
  if (parts === 1) return [main];
  return [main, {
    kernel: addPartsKernel(weightCount, Math.ceil(images / imagesOfPart)),
    units: weightCount,
    nanoseconds: weightCount * parts,
    arguments: [temporaryAt(), out],
    temporaryBytes,
  }];
}

/** What is copied: images row by row where that is enough, else a copy for each column of the window. */
function copiedGeometry(geometry: ConvolutionGeometry): ConvolutionGeometry {
  return areRowsEnough(geometry) ? slidingGeometry(geometry) : geometry;
}

/** The kernel that does it; a unit is a channel of the source in some of the images. */
function weightGradientKernel(geometry: ConvolutionGeometry, layout: PlaneLayout, imagesOfPart: number): Kernel {
  const { images, groups, channels, outputs, source, result, kernel } = geometry;
  const allChannels = groups * channels;
  const window = areaOf(kernel);
  const plane = 4 * areaOf(result);
  const { bands, bandRows } = layout;
  const copied = copiedGeometry(geometry);
  const slides = areRowsEnough(geometry);
  const columnBytes = slides ? 4 : layout.windowColumnBytes;
  return {
    name: "convolutionWeightGradient",
    key: `convolutionWeightGradient ${JSON.stringify(geometry)} ${bandRows} ${imagesOfPart}`,
    parameters: ["source", "gradient", "out", "copies", "sums"],
    write(f, p, { module, level }): void {
      const pieces = piecesOf(kernel[1], mostColumns(slides, level)).map((piece) => {
        const height = heightBeside(piece.length, level);
        const tile = (rows: number) =>
          slides
            ? slidingTile(module, level, geometry, piece.length, rows)
            : dotTile(module, level, geometry, columnBytes, piece.length, rows);
        return { ...piece, height, tile: tile(height), single: tile(1) };
      });
      f.for(p.first!, p.last!, 1, (unit) => {
        const channel = f.let(i32.remU(unit, allChannels));
        const group = f.let(i32.divU(channel, channels));
        const image = f.let(i32.mul(i32.divU(unit, allChannels), imagesOfPart));
        const end = f.let(least(i32.add(image, imagesOfPart), images));
        f.do(memoryFill(p.sums!, 0, 16 * outputs * window));
        f.for(image, end, 1, (each) => {
          const place = i32.add(i32.mul(each, allChannels), channel);
          const from = f.let(i32.add(p.source!, i32.mul(place, 4 * areaOf(source))));
          const groupPlace = i32.add(i32.mul(each, groups), group);
          const gradients = f.let(i32.add(p.gradient!, i32.mul(groupPlace, outputs * plane)));
          f.for(0, bands * bandRows, bandRows, (firstRow) => {
            copyPlanes(f, copied, layout, { source: from, channels: 1, firstRow, target: p.copies! });
            const rows = f.let(least(i32.sub(result[0], firstRow), bandRows));
            const bytes = f.let(i32.mul(rows, 4 * result[1]));
            f.for(0, kernel[0], 1, (row) => {
              const copies = f.let(i32.add(p.copies!, i32.mul(row, layout.windowRowBytes)));
              for (const { start, length: _, height, tile, single } of pieces) {
                const gradient = f.let(i32.add(gradients, i32.mul(firstRow, 4 * result[1])));
                const sums = f.let(i32.add(p.sums!, i32.mul(i32.add(i32.mul(row, kernel[1]), start), 16)));
                const step = (tile: DotTile, by: number) => {
                  f.do(tile.call({ copies: i32.add(copies, start * columnBytes), gradient, sums, bytes }));
                  f.set(gradient, i32.add(gradient, by * plane));
                  f.set(sums, i32.add(sums, 16 * by * window));
                };
                f.for(0, Math.floor(outputs / height), 1, () => step(tile, height));
                f.for(0, outputs % height, 1, () => step(single, 1));
              }
            });
          });
        });
        const partOut = i32.mul(i32.divU(unit, allChannels), 4 * allChannels * outputs * window);
        const firstOutput = i32.add(i32.mul(group, outputs * channels), i32.remU(channel, channels));
        const to = f.let(i32.add(p.out!, i32.add(partOut, i32.mul(firstOutput, 4 * window))));
        const sums = f.let(p.sums!);
        f.for(0, outputs, 1, () => {
          f.for(0, 4 * window, 4, (at) => {
            f.do(f32.store(i32.add(to, at), sumOfLanes(v128.load(sums))));
            f.set(sums, i32.add(sums, 16));
          });
          f.set(to, i32.add(to, 4 * channels * window));
        });
      });
    },
  };
}

/** The kernel that adds the parts of a gradient, in order; a unit is an element. */
function addPartsKernel(count: number, parts: number): Kernel {
  return {
    name: "addGradientParts",
    key: `addGradientParts ${count} ${parts}`,
    parameters: ["parts", "out"],
    write(f, p): void {
      f.for(i32.mul(p.first!, 4), i32.mul(p.last!, 4), 4, (at) => {
        const from = f.let(i32.add(p.parts!, at));
        const total = f.let(f32.load(from));
        f.for(1, parts, 1, () => {
          f.set(from, i32.add(from, 4 * count));
          f.set(total, f32.add(total, f32.load(from)));
        });
        f.do(f32.store(i32.add(p.out!, at), total));
      });
    },
  };
}

/** Columns of the window that a tile takes at once. */
interface Piece {
  readonly start: number;
  readonly length: number;
}

/** The columns of a window in pieces of about equal length. */
function piecesOf(columns: number, most: number): Piece[] {
  const count = Math.ceil(columns / most);
  const cut = (piece: number) => Math.floor(piece * columns / count);
  return Array.from({ length: count }, (_, i) => ({ start: cut(i), length: cut(i + 1) - cut(i) }));
}

/** How many columns of the window registers have room for: without fused multiply-add, products need some, too. */
function mostColumns(slides: boolean, level: VectorCodeLevel): number {
  return level === "simd" ? 4 : slides ? 5 : 6;
}

/** How many channels of the result go with some columns of the window: as many as registers hold. */
function heightBeside(columns: number, level: VectorCodeLevel): number {
  const heights = [0, 6, 4, level === "relaxed" ? 3 : 2];
  return heights[columns] ?? 2;
}

function sumOfLanes(x: Expression<"v128">): Expression<"f32"> {
  const pairs = f32x4.add(x, shuffle32(x, x, [2, 3, 2, 3]));
  return f32.add(f32x4.extractLane(pairs, 0), f32x4.extractLane(pairs, 1));
}

function least(a: Expression<"i32">, b: number): Expression<"i32"> {
  return select(i32.ltU(a, b), a, i32.const(b));
}

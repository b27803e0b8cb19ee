/**
 * How a band of the source lies in memory for a convolution, and the code that puts it there.
 *
 * @module
 */
import type { Expression, FunctionBuilder, Local } from "../wasm/mod.ts";
import { f32, f32x4, i32, v128 } from "../wasm/mod.ts";
import type { ConvolutionGeometry } from "./geometry.ts";

/**
 * For each column `k` of the window, a copy of the source in which pixel `(i, j)` of the result finds what it needs at place `(i, j)`, for
 * every row of the window some rows further on. All pixels of a band of the result are then one line without gaps, whatever stride,
 * dilation and padding are.
 */
export interface PlaneLayout {
  /** Rows of the result that are done at once. */
  readonly bandRows: number;
  /** How many bands there are. */
  readonly bands: number;
  /** How often rows of the source are copied: once, or once for each row of the window when windows skip rows. */
  readonly parts: number;
  /** Rows of a part. */
  readonly lines: number;
  /** From one row of the window to the next, in bytes. */
  readonly windowRowBytes: number;
  /** From one channel to the next, in bytes. */
  readonly channelBytes: number;
  /** From one column of the window to the next, in bytes. */
  readonly windowColumnBytes: number;
  /** The bytes of all of it, with room for the vector that begins at the last element. */
  readonly bytes: number;
}

/**
 * The layout for bands of some rows.
 *
 * @param geometry The convolution
 * @param channels How many channels are there at once
 * @param bandRows The most rows of a band; bands are cut about equal
 */
export function layoutOfBands(
  { result, kernel, stride, dilation }: ConvolutionGeometry,
  channels: number,
  bandRows: number,
): PlaneLayout {
  const [height, width] = result;
  const bands = Math.ceil(height / bandRows);
  const rows = Math.ceil(height / bands);
  const dense = stride[0] === 1;
  const parts = dense ? 1 : kernel[0];
  const lines = dense ? rows + (kernel[0] - 1) * dilation[0] : rows;
  const channelBytes = 4 * width * parts * lines;
  return {
    bandRows: rows,
    bands,
    parts,
    lines,
    windowRowBytes: 4 * width * (dense ? dilation[0] : lines),
    channelBytes,
    windowColumnBytes: channelBytes * channels,
    bytes: channelBytes * channels * kernel[1] + 64,
  };
}

/**
 * The layout whose bands are as large as fits.
 *
 * @param geometry The convolution
 * @param channels How many channels are there at once
 * @param limit How many bytes should be enough; one row may take more
 * @param leastBands How many bands there should be at least
 */
export function planeLayout(
  geometry: ConvolutionGeometry,
  channels: number,
  limit: number,
  leastBands: number,
): PlaneLayout {
  const [height] = geometry.result;
  let rows = Math.max(1, Math.ceil(height / leastBands));
  while (rows > 1 && layoutOfBands(geometry, channels, rows).bytes > limit) rows = Math.ceil(rows / 2);
  return layoutOfBands(geometry, channels, rows);
}

/** Where a band is copied from, and where to. */
export interface Copied {
  /** The first channel's plane. */
  readonly source: Expression<"i32">;
  /** How many channels. */
  readonly channels: number;
  /** The first row of the band in the result. */
  readonly firstRow: Local<"i32">;
  /** Where the copies begin. */
  readonly target: Local<"i32">;
}

/** Writes the code that copies a band of the source. Rows are written in order, so that a vector may reach into the next. */
export function copyPlanes(
  f: FunctionBuilder<"none">,
  geometry: ConvolutionGeometry,
  { parts, lines }: PlaneLayout,
  { source, channels, firstRow, target }: Copied,
): void {
  const [sourceRows, sourceColumns] = geometry.source;
  const [rowStride] = geometry.stride;
  const [spread] = geometry.spread;
  const width = geometry.result[1];
  const to = f.let(target);
  for (let column = 0; column < geometry.kernel[1]; column++) {
    const run = runOf(geometry, column);
    const plane = f.let(source);
    f.for(0, channels, 1, () => {
      const first = f.let(i32.sub(i32.mul(firstRow, rowStride), geometry.before[0]));
      f.for(0, parts, 1, () => {
        const row = f.let(first);
        f.for(0, lines, 1, () => {
          const inside = i32.ltU(row, (sourceRows - 1) * spread + 1);
          const there = spread === 1 ? inside : i32.and(inside, i32.eqz(i32.remU(row, spread)));
          f.if(there, () => {
            const line = spread === 1 ? row : i32.divU(row, spread);
            const from = f.let(i32.add(plane, i32.mul(line, 4 * sourceColumns)));
            copyRow(f, run, from, to, width);
          }, () => {
            zeros(f, to, 0, width);
          });
          f.set(to, i32.add(to, 4 * width));
          f.set(row, i32.add(row, rowStride));
        });
        f.set(first, i32.add(first, geometry.dilation[0]));
      });
      f.set(plane, i32.add(plane, 4 * sourceRows * sourceColumns));
    });
  }
}

/** The columns of the result that find something in the source: `first`, `first + step`, and so on. */
interface Run {
  readonly first: number;
  readonly step: number;
  readonly count: number;
  /** What column of the source the first one finds, and how far apart the columns are that the others find. */
  readonly from: number;
  readonly fromStep: number;
}

/** What a row looks like for one column of the window. */
function runOf({ source, result, stride, dilation, before, spread }: ConvolutionGeometry, column: number): Run {
  const found: { at: number; from: number }[] = [];
  for (let at = 0; at < result[1]; at++) {
    const place = at * stride[1] + column * dilation[1] - before[1];
    const from = place / spread[1];
    if (Number.isInteger(from) && from >= 0 && from < source[1]) found.push({ at, from });
  }
  const [first, second] = found;
  return {
    first: first?.at ?? 0,
    step: first && second ? second.at - first.at : 1,
    count: found.length,
    from: first?.from ?? 0,
    fromStep: first && second ? second.from - first.from : 1,
  };
}

/** Rows with more vectors, or more single elements, than this are written by loops. */
const unrolled = 8;

function copyRow(f: FunctionBuilder<"none">, run: Run, from: Local<"i32">, to: Local<"i32">, width: number): void {
  const { first, step, count, fromStep } = run;
  if (step !== 1 || fromStep !== 1 || count < 4) {
    zeros(f, to, 0, width);
    repeat(f, count, 1, (i, shift) => {
      const place = (start: Local<"i32">, each: number) =>
        shift === undefined ? start : i32.add(start, i32.mul(shift, 4 * each));
      const element = f32.load(place(from, fromStep), { offset: 4 * (run.from + i * fromStep) });
      f.do(f32.store(place(to, step), element, { offset: 4 * (first + i * step) }));
    });
    return;
  }
  zeros(f, to, 0, first);
  const copy = (i: number, shift?: Local<"i32">) => {
    const place = (start: Local<"i32">) => shift === undefined ? start : i32.add(start, i32.mul(shift, 4));
    f.do(v128.store(place(to), v128.load(place(from), { offset: 4 * (run.from + i) }), { offset: 4 * (first + i) }));
  };
  repeat(f, Math.floor(count / 4) * 4, 4, copy);
  // The last vector overlaps the one before: reading further could leave the memory.
  if (count % 4 > 0) copy(count - 4);
  zeros(f, to, first + count, width);
}

/** Zeros from `start` on, to `end` or up to three elements further. */
function zeros(f: FunctionBuilder<"none">, to: Local<"i32">, start: number, end: number): void {
  repeat(f, Math.ceil((end - start) / 4) * 4, 4, (i, shift) => {
    const place = shift === undefined ? to : i32.add(to, i32.mul(shift, 4));
    f.do(v128.store(place, f32x4.splat(0), { offset: 4 * (start + i) }));
  });
}

/** Does `body` for 0, `step`, … below `count`: written out if these are few, else in a loop, where what the index grows by is a variable. */
function repeat(
  f: FunctionBuilder<"none">,
  count: number,
  step: number,
  body: (index: number, shift?: Local<"i32">) => void,
): void {
  if (count / step <= unrolled) {
    for (let i = 0; i < count; i += step) body(i);
  } else {
    f.for(0, count, step, (shift) => body(0, shift));
  }
}

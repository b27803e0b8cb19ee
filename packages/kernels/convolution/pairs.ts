/**
 * Windows of two by two side by side, four windows at a time.
 *
 * @module
 */
import type { FunctionBuilder, Local, Vector } from "../wasm/mod.ts";
import { f32x4, i32, memoryFill, shuffle32, v128 } from "../wasm/mod.ts";
import type { PoolingGeometry } from "./pooling_windows.ts";

/** Whether windows are two by two, side by side, and at least four in a row. */
export function arePairs({ size, stride, dilation, before, result }: PoolingGeometry): boolean {
  const isTwo = ([rows, columns]: readonly [number, number]) => rows === 2 && columns === 2;
  return isTwo(size) && isTwo(stride) && Math.max(...dilation) === 1 && Math.max(...before) === 0 && result[1] >= 4;
}

/** Writes code that writes the largest of each window. */
export function largestOfPairs(
  f: FunctionBuilder<"none">,
  geometry: PoolingGeometry,
  source: Local<"i32">,
  out: Local<"i32">,
): void {
  forEachFour(f, geometry, source, out, (elements, _from, to) => {
    const best = elements.slice(1).reduce((best, x) => larger(f, best, x, beats(x, best)), elements[0]!);
    f.do(v128.store(to, best));
  });
}

/** Writes code that puts each of some values where the largest of its window is, and zeros elsewhere. */
export function spreadToPairs(
  f: FunctionBuilder<"none">,
  geometry: PoolingGeometry,
  source: Local<"i32">,
  values: Local<"i32">,
  out: Local<"i32">,
): void {
  const [rows, columns] = geometry.source;
  const row = 4 * columns;
  if (rows % 2 + columns % 2 > 0) f.do(memoryFill(out, 0, rows * row));
  const shift = f.let(i32.sub(out, source));
  forEachFour(f, geometry, source, values, (elements, from, value) => {
    const to = f.let(i32.add(from, shift));
    const wins: Local<"v128">[] = [];
    elements.slice(1).reduce((best, x) => {
      const win = f.let(beats(x, best));
      wins.push(win);
      return larger(f, best, x, win);
    }, elements[0]!);
    const [second, third, fourth] = [wins[0]!, wins[1]!, wins[2]!];
    const given = f.let(v128.load(value));
    const later = f.let(v128.or(third, fourth));
    const parts = [
      v128.andnot(given, v128.or(second, later)),
      v128.andnot(v128.and(given, second), later),
      v128.andnot(v128.and(given, third), fourth),
      v128.and(given, fourth),
    ].map((part) => f.let(part));
    [0, 1].forEach((line) => {
      const [left, right] = [parts[2 * line]!, parts[2 * line + 1]!];
      f.do(v128.store(to, shuffle32(left, right, [0, 4, 1, 5]), { offset: line * row }));
      f.do(v128.store(to, shuffle32(left, right, [2, 6, 3, 7]), { offset: line * row + 16 }));
    });
  });
}

/** Calls `body` with the four elements of each of four windows, and where these windows begin. The last four may overlap those before. */
function forEachFour(
  f: FunctionBuilder<"none">,
  { source: [, columns], result: [rows, windows] }: PoolingGeometry,
  source: Local<"i32">,
  pooled: Local<"i32">,
  body: (elements: Local<"v128">[], from: Local<"i32">, pooled: Local<"i32">) => void,
): void {
  const row = 4 * columns;
  const line = f.let(source);
  const pooledLine = f.let(pooled);
  const four = (from: Local<"i32">, to: Local<"i32">) => {
    const elements = [0, row].flatMap((offset) => {
      const left = f.let(v128.load(from, { offset }));
      const right = f.let(v128.load(from, { offset: offset + 16 }));
      return [f.let(shuffle32(left, right, [0, 2, 4, 6])), f.let(shuffle32(left, right, [1, 3, 5, 7]))];
    });
    body(elements, from, to);
  };
  f.for(0, rows, 1, () => {
    const [from, to] = [f.let(line), f.let(pooledLine)];
    f.for(0, Math.floor(windows / 4), 1, () => {
      four(from, to);
      f.set(from, i32.add(from, 32));
      f.set(to, i32.add(to, 16));
    });
    if (windows % 4 > 0) {
      f.set(from, i32.add(line, 8 * (windows - 4)));
      f.set(to, i32.add(pooledLine, 4 * (windows - 4)));
      four(from, to);
    }
    f.set(line, i32.add(line, 2 * row));
    f.set(pooledLine, i32.add(pooledLine, 4 * windows));
  });
}

/** All bits of a lane where `x` takes the place of what was largest so far: where it is larger, or the first NaN. */
export function beats(x: Vector, best: Vector): Vector {
  const firstNaN = v128.and(f32x4.ne(x, x), f32x4.eq(best, best));
  return v128.or(f32x4.gt(x, best), firstNaN);
}

function larger(f: FunctionBuilder<"none">, best: Vector, x: Vector, where: Vector): Local<"v128"> {
  return f.let(v128.bitselect(x, best, where));
}

/**
 * Packing: the lines of a matrix (rows of the left one, columns of the right one) in strips, element by element of the inner axis.
 *
 * @module
 */
import type { FunctionBuilder, Local, ModuleBuilder, Vector, WasmFunction } from "../wasm/mod.ts";
import { f32, i32, shuffle32, v128 } from "../wasm/mod.ts";

const parameters = {
  source: "i32",
  lineStride: "i32",
  innerStride: "i32",
  lines: "i32",
  inner: "i32",
  target: "i32",
} as const;

/** Packs `lines` lines of length `inner`; addresses and strides in bytes. */
export type Pack = WasmFunction<typeof parameters, "none">;

/** The places of one strip, and how far apart its lines are. */
interface Strip {
  readonly source: Local<"i32">;
  readonly target: Local<"i32">;
  readonly lineStride: Local<"i32">;
}

/**
 * Adds a function that packs strips of `height` lines, a multiple of two. The places of lines that the last strip lacks keep what they
 * have: it only reaches elements of a tile that are not copied.
 *
 * @param module Receives the function
 * @param name Its name
 * @param height Lines of a strip
 */
export function packStrips(module: ModuleBuilder, name: string, height: number): Pack {
  const packLines = packLineByLine(module, `${name}Lines`, height);
  const innerStep = 4 * height;
  return module.function(name, parameters, "none", (f, { source, lineStride, innerStride, lines, inner, target }) => {
    const size = f.let(i32.mul(inner, innerStep));
    f.while(i32.gtU(lines, 0), () => {
      const rest = { lineStride, innerStride, lines: f.let(i32.const(height)), inner: f.let(inner) };
      const strip = { source: f.let(source), target: f.let(target), lineStride };
      f.if(i32.geU(lines, height), () => {
        f.if(i32.eq(lineStride, 4), () => {
          f.while(rest.inner, () => {
            copyLines(f, strip, height);
            f.set(strip.source, i32.add(strip.source, innerStride));
            f.set(strip.target, i32.add(strip.target, innerStep));
            f.set(rest.inner, i32.sub(rest.inner, 1));
          });
        }, () => {
          f.if(i32.eq(innerStride, 4), () => {
            f.while(i32.geU(rest.inner, 4), () => {
              transposeLines(f, strip, height);
              f.set(strip.source, i32.add(strip.source, 16));
              f.set(strip.target, i32.add(strip.target, 4 * innerStep));
              f.set(rest.inner, i32.sub(rest.inner, 4));
            });
          });
        });
      }, () => {
        f.set(rest.lines, lines);
      });
      f.do(packLines.call({ ...rest, source: strip.source, target: strip.target }));
      f.set(source, i32.add(source, i32.mul(lineStride, height)));
      f.set(target, i32.add(target, size));
      f.set(lines, i32.sub(lines, rest.lines));
    });
  });
}

/** Copies one element of each line; lines are neighbours in memory. */
function copyLines(f: FunctionBuilder<"none">, { source, target }: Strip, height: number): void {
  for (let line = 0; line < height; line += 4) {
    const offset = 4 * line;
    if (height - line >= 4) f.do(v128.store(target, v128.load(source, { offset }), { offset }));
    else f.do(v128.store64Lane(target, 0, v128.load64Zero(source, { offset }), { offset }));
  }
}

/** Copies four elements of each line, which are neighbours in memory. */
function transposeLines(f: FunctionBuilder<"none">, { source, target, lineStride }: Strip, height: number): void {
  const from = f.let(source);
  const nextLine = (): Local<"v128"> => {
    const line = f.let(v128.load(from));
    f.set(from, i32.add(from, lineStride));
    return line;
  };
  /** The elements of two lines in turn: of the first two places, and of the last two. */
  const interleave = (): [Local<"v128">, Local<"v128">] => {
    const [a, b] = [nextLine(), nextLine()];
    return [f.let(shuffle32(a, b, [0, 4, 1, 5])), f.let(shuffle32(a, b, [2, 6, 3, 7]))];
  };
  for (let line = 0; line < height; line += 4) {
    const at = (place: number) => ({ offset: 4 * (place * height + line) });
    const pairs = interleave();
    if (height - line >= 4) {
      interleave().forEach((others, half) => {
        f.do(v128.store(target, shuffle32(pairs[half]!, others, [0, 1, 4, 5]), at(2 * half)));
        f.do(v128.store(target, shuffle32(pairs[half]!, others, [2, 3, 6, 7]), at(2 * half + 1)));
      });
    } else {
      pairs.forEach((pair: Vector, half) => {
        f.do(v128.store64Lane(target, 0, pair, at(2 * half)));
        f.do(v128.store64Lane(target, 1, pair, at(2 * half + 1)));
      });
    }
  }
}

/** Packs one strip whatever its strides, one line after another. */
function packLineByLine(module: ModuleBuilder, name: string, height: number): Pack {
  return module.function(name, parameters, "none", (f, { source, lineStride, innerStride, lines, inner, target }) => {
    f.for(0, lines, 1, () => {
      const from = f.let(source);
      const to = f.let(target);
      f.for(0, inner, 1, () => {
        f.do(f32.store(to, f32.load(from)));
        f.set(from, i32.add(from, innerStride));
        f.set(to, i32.add(to, 4 * height));
      });
      f.set(source, i32.add(source, lineStride));
      f.set(target, i32.add(target, 4));
    });
  });
}

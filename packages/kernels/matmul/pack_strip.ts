/**
 * Packing: lines of a matrix (rows of the left one, columns of the right one) as a strip, element by element of the inner axis.
 *
 * @module
 */
import type { FunctionBuilder, Local, ModuleBuilder, Vector, WasmFunction } from "../wasm/mod.ts";
import { f32, i32, select, shuffle32, v128 } from "../wasm/mod.ts";

const parameters = {
  source: "i32",
  lineStride: "i32",
  innerStride: "i32",
  lines: "i32",
  inner: "i32",
  target: "i32",
} as const;

/** Steps that are written out one after another. */
const unrolled = 4;

/** Packs `lines` lines of length `inner`; addresses and strides in bytes. */
export type Pack = WasmFunction<typeof parameters, "none">;

type Parameters = { readonly [Name in keyof typeof parameters]: Local<"i32"> };

/**
 * Adds a function that packs a strip with room for `height` lines, a multiple of two. In the places of lines that it lacks there may be
 * anything: what comes of them is not copied.
 *
 * @param module Receives the function
 * @param name Its name
 * @param height Lines of a full strip
 */
export function packStrip(module: ModuleBuilder, name: string, height: number): Pack {
  const innerStep = 4 * height;
  return module.function(name, parameters, "none", (f, p) => {
    const { source, lineStride, innerStride, lines, inner, target } = p;
    f.if(i32.and(i32.eq(lineStride, 4), i32.geU(lines, 4)), () => {
      // The first four lines and the last four, which may in part be the same.
      const last = f.let(i32.mul(i32.sub(lines, 4), 4));
      const steps = (count: number): void => {
        for (let step = 0; step < count; step++) {
          f.do(v128.store(target, v128.load(source)));
          f.do(v128.store(i32.add(target, last), v128.load(i32.add(source, last))));
          f.set(source, i32.add(source, innerStride));
          f.set(target, i32.add(target, innerStep));
        }
        f.set(inner, i32.sub(inner, count));
      };
      f.while(i32.geU(inner, unrolled), () => steps(unrolled));
      f.while(inner, () => steps(1));
      f.return();
    });
    f.if(i32.eq(innerStride, 4), () => {
      // The way to the next line, where there is one; the last line stands for those that are lacking.
      const steps = Array.from(
        { length: height - 1 },
        (_, line) => f.let(select(i32.gtU(lines, line + 1), lineStride, i32.const(0))),
      );
      f.while(i32.geU(inner, 4), () => {
        transposeLines(f, p, steps, height);
        f.set(source, i32.add(source, 16));
        f.set(target, i32.add(target, 4 * innerStep));
        f.set(inner, i32.sub(inner, 4));
      });
    });
    packElements(f, p, innerStep);
  });
}

/** Copies four elements of each line, which are neighbours in memory. */
function transposeLines(
  f: FunctionBuilder<"none">,
  { source, target }: Parameters,
  steps: readonly Local<"i32">[],
  height: number,
): void {
  const from = f.let(source);
  let next = 0;
  const nextLine = (): Local<"v128"> => {
    if (next > 0) f.set(from, i32.add(from, steps[next - 1]!));
    next++;
    return f.let(v128.load(from));
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

/** Copies what is left, whatever its strides, one line after another. */
function packElements(
  f: FunctionBuilder<"none">,
  { source, lineStride, innerStride, lines, inner, target }: Parameters,
  innerStep: number,
): void {
  f.for(0, lines, 1, () => {
    const from = f.let(source);
    const to = f.let(target);
    f.for(0, inner, 1, () => {
      f.do(f32.store(to, f32.load(from)));
      f.set(from, i32.add(from, innerStride));
      f.set(to, i32.add(to, innerStep));
    });
    f.set(source, i32.add(source, lineStride));
    f.set(target, i32.add(target, 4));
  });
}

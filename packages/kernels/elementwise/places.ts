/**
 * Where a loop over vectors reads and writes: whole vectors, and the part of one at the end of a row.
 *
 * @module
 */
import type { FunctionBuilder, Local, ResultType } from "../wasm/mod.ts";
import { i32, v128 } from "../wasm/mod.ts";
import type { Spread } from "./vocabulary.ts";

type Code = FunctionBuilder<ResultType>;

/** An input as the loop goes over it. */
export interface Source {
  /** What it holds for the elements at hand. */
  readonly value: Local<"v128">;
  /** The address of the next elements, if it is read for each vector. */
  readonly cursor?: Local<"i32">;
  /** What is to be done before each row. */
  readonly startRow?: () => void;
}

/** Prepares an input; `address` is a parameter, and may change. */
export function sourceOf(f: Code, spread: Spread, address: Local<"i32">): Source {
  const value = f.local("v128");
  const repeat = () => f.set(value, v128.load32Splat(address));
  switch (spread) {
    case "each":
      return { value, cursor: address };
    case "row": {
      const cursor = f.local("i32");
      return { value, cursor, startRow: () => f.set(cursor, address) };
    }
    case "column":
      return {
        value,
        startRow(): void {
          repeat();
          f.set(address, i32.add(address, 4));
        },
      };
    case "scalar":
      repeat();
      return { value };
  }
}

/** Reads four elements of every input that has them. */
export function loadWhole(f: Code, sources: readonly Source[]): void {
  for (const { value, cursor } of sources) {
    if (cursor !== undefined) f.set(value, v128.load(cursor));
  }
}

/** Reads the last one to three elements; the other lanes are zeros. */
export function loadPart(f: Code, sources: readonly Source[], count: Local<"i32">): void {
  for (const { value, cursor } of sources) {
    if (cursor === undefined) continue;
    f.set(value, v128.load32Zero(cursor));
    for (const lane of [1, 2]) {
      f.if(i32.gtU(count, lane), () => f.set(value, v128.load32Lane(cursor, lane, value, { offset: 4 * lane })));
    }
  }
}

/** Writes four elements of every result. */
export function storeWhole(f: Code, outs: readonly Local<"i32">[], results: readonly Local<"v128">[]): void {
  outs.forEach((out, i) => f.do(v128.store(out, results[i]!)));
}

/** Writes the last one to three elements. */
export function storePart(
  f: Code,
  outs: readonly Local<"i32">[],
  results: readonly Local<"v128">[],
  count: Local<"i32">,
): void {
  outs.forEach((out, i) => {
    for (const lane of [0, 1, 2]) {
      const store = () => f.do(v128.store32Lane(out, lane, results[i]!, { offset: 4 * lane }));
      lane === 0 ? store() : f.if(i32.gtU(count, lane), store);
    }
  });
}

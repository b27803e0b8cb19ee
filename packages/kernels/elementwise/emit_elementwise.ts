/**
 * Elementwise computations as functions of a WebAssembly module.
 *
 * @module
 */
import type { VectorCodeLevel } from "../vector_math/lanes.ts";
import { writeLanes } from "../vector_math/lanes.ts";
import type { Local, ModuleBuilder, Operand, Parameters, WasmFunction } from "../wasm/mod.ts";
import { i32 } from "../wasm/mod.ts";
import { loadPart, loadWhole, sourceOf, storePart, storeWhole } from "./places.ts";
import { structureOf } from "./structure.ts";
import type { Elementwise } from "./vocabulary.ts";
import { wasmBuilder } from "./wasm_builder.ts";

/**
 * Adds a function that computes a formula to a module, which must have a memory.
 *
 * Its parameters, all i32, are `rows`, `columns`, the addresses `out0`, `out1`, … of the results and `in0`, `in1`, … of the inputs. All
 * numbers are float32; results are written row after row. A result may take the place of an `each` input; otherwise they must not
 * overlap inputs. An element gets the same bits wherever it stands, and at every level unless the formula has functions of `vectorMath`.
 *
 * @param module Where the function goes
 * @param name Its name
 * @param elementwise What it computes
 * @param level Its vector instructions
 * @returns The function, not exported
 */
export function emitElementwise(
  module: ModuleBuilder,
  name: string,
  elementwise: Elementwise,
  level: VectorCodeLevel,
): WasmFunction<Parameters, "none"> {
  const { formula, inputs } = elementwise;
  const outNames = Array.from({ length: structureOf(elementwise).outputs }, (_, i) => `out${i}`);
  const inNames = inputs.map((_, i) => `in${i}`);
  const names = ["rows", "columns", ...outNames, ...inNames];

  return module.function(name, Object.fromEntries(names.map((name) => [name, "i32"])), "none", (f, parameters) => {
    const of = (name: string): Local<"i32"> => parameters[name]!;
    const outs = outNames.map(of);
    writeLanes(f, level, (lanes) => {
      const { f } = lanes;
      const sources = inputs.map((spread, i) => sourceOf(f, spread, of(inNames[i]!)));
      const places = [...outs, ...sources.flatMap(({ cursor }) => cursor ?? [])];
      const advance = (bytes: Operand<"i32">) => places.forEach((place) => f.set(place, i32.add(place, bytes)));
      const compute = () => formula(wasmBuilder(lanes), sources.map(({ value }) => value));

      f.for(0, of("rows"), 1, () => {
        for (const source of sources) source.startRow?.();
        const left = f.let(of("columns"));
        f.while(i32.geU(left, 4), () => {
          loadWhole(f, sources);
          storeWhole(f, outs, compute());
          advance(16);
          f.set(left, i32.sub(left, 4));
        });
        f.if(left, () => {
          loadPart(f, sources, left);
          storePart(f, outs, compute(), left);
          advance(i32.shl(left, 2));
        });
      });
    });
  });
}

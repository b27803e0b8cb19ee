import { assertEquals } from "@std/assert";
import { compileKernel } from "../engine/compile_kernel.ts";
import type { ElementType } from "../elementwise/element_type.ts";
import { f64x2 } from "../wasm/mod.ts";
import { loadElement, loadPair, storeElement } from "./elements.ts";

const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array } as const;
const memory = new WebAssembly.Memory({ initial: 1 });
const buffer = memory.buffer as ArrayBuffer;

/** What `values` of one type are as another, by way of a kernel that reads them one at a time or two. */
function converted(from: ElementType, to: ElementType, values: readonly number[], inPairs: boolean): number[] {
  const [source, target] = [arrays[from], arrays[to]];
  new source(buffer, 1024).set(values);
  const kernel = {
    name: "convert",
    key: `convert ${from} ${to} ${inPairs}`,
    parameters: [],
    write: (f: Parameters<typeof storeElement>[0]) => {
      values.forEach((_, i) => {
        const offset = 1024 + (inPairs ? i - i % 2 : i) * source.BYTES_PER_ELEMENT;
        const element = inPairs
          ? f64x2.extractLane(loadPair(from, 0, { offset }), i % 2)
          : loadElement(from, 0, { offset });
        storeElement(f, to, 2048, element, { offset: i * target.BYTES_PER_ELEMENT });
      });
    },
  };
  compileKernel(kernel, memory, "simd")(0, 0);
  return [...new target(buffer, 2048, values.length)];
}

Deno.test("elements are converted as typed arrays do", () => {
  const numbers = [
    0,
    -0,
    1.5,
    -1.5,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 32 + 5,
    -(2 ** 52) - 1,
    2 ** 63,
    1e300,
    NaN,
    Infinity,
  ];
  const values = {
    float32: numbers,
    float64: [...numbers, -Infinity, 0.1],
    int32: [1, -5, 2 ** 31 - 1, -(2 ** 31)],
    bool: [0, 1, 1, 0],
  };
  for (const from of ["float32", "float64", "int32", "bool"] as const) {
    for (const to of ["float32", "float64", "int32", "bool"] as const) {
      const expected = [...arrays[to].from(arrays[from].from(values[from]))];
      for (const inPairs of [false, true]) {
        assertEquals(converted(from, to, values[from], inPairs), expected, `${from} to ${to}`);
      }
    }
  }
});

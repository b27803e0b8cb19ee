/**
 * Windows that go over planes.
 *
 * @module
 */
import type { FunctionBuilder, Local } from "../wasm/mod.ts";
import { i32 } from "../wasm/mod.ts";
import type { Pair } from "./geometry.ts";

/** How windows go over planes; each has an element inside. */
export interface PoolingGeometry {
  /** How many planes. */
  readonly planes: number;
  /** The size of a plane. */
  readonly source: Pair;
  /** How many windows a plane has. */
  readonly result: Pair;
  /** The size of a window. */
  readonly size: Pair;
  /** How far windows are apart. */
  readonly stride: Pair;
  /** How far elements of a window are apart. */
  readonly dilation: Pair;
  /** How many rows and columns come before the first. */
  readonly before: Pair;
}

/** How many elements all windows have. */
export function elementsOf({ planes, result, size }: PoolingGeometry): number {
  return planes * result[0] * result[1] * size[0] * size[1];
}

/** What distinguishes the code of one geometry from that of others. */
export function keyOf({ planes: _, ...ofOnePlane }: PoolingGeometry): string {
  return JSON.stringify(ofOnePlane);
}

/** A window, as code for it is written. */
export interface PoolingWindow {
  /** Where it is in the result, in bytes from the start of the plane. */
  readonly place: Local<"i32">;
  /** Writes code for each element inside the plane, which is so many bytes from the plane's start. */
  forEach(body: (place: Local<"i32">) => void): void;
}

/** Writes code for each window of a plane, in order. */
export function forEachWindow(
  f: FunctionBuilder<"none">,
  { source, result, size, stride, dilation, before }: PoolingGeometry,
  body: (window: PoolingWindow) => void,
): void {
  const place = f.let(i32.const(0));
  const row = f.let(i32.const(-before[0]));
  f.for(0, result[0], 1, () => {
    const column = f.let(i32.const(-before[1]));
    f.for(0, result[1], 1, () => {
      body({
        place,
        forEach(inside): void {
          f.for(0, size[0] * dilation[0], dilation[0], (down) => {
            const y = f.let(i32.add(row, down));
            f.if(i32.ltU(y, source[0]), () => {
              f.for(0, size[1] * dilation[1], dilation[1], (right) => {
                const x = f.let(i32.add(column, right));
                f.if(i32.ltU(x, source[1]), () => {
                  inside(f.let(i32.mul(i32.add(i32.mul(y, source[1]), x), 4)));
                });
              });
            });
          });
        },
      });
      f.set(place, i32.add(place, 4));
      f.set(column, i32.add(column, stride[1]));
    });
    f.set(row, i32.add(row, stride[0]));
  });
}

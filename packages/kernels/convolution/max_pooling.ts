/**
 * The largest element of each window of float32 planes, and its derivatives. Of elements that tie, the first counts; NaN beats all.
 *
 * @module
 */
import type { Address, Kernel, KernelCall } from "../engine/kernel.ts";
import type { FunctionBuilder, Local } from "../wasm/mod.ts";
import { f32, i32, i32x4, memoryFill, v128 } from "../wasm/mod.ts";
import { areaOf } from "./geometry.ts";
import { arePairs, beats, largestOfPairs, spreadToPairs } from "./pairs.ts";
import type { PoolingGeometry } from "./pooling_windows.ts";
import { elementsOf, forEachWindow, keyOf } from "./pooling_windows.ts";

/** Where the operands are. */
export interface MaxPoolingPlaces {
  /** The planes whose largest elements are looked for. */
  readonly source: Address;
  /** What is taken or put there. */
  readonly values: Address;
  /** The result. */
  readonly out: Address;
}

/** The call that gives the largest element of each window, exactly. */
export function maxPoolingCall(geometry: PoolingGeometry, source: Address, out: Address): KernelCall {
  return call("maxPooling", geometry, { source, values: source, out });
}

/** The call that takes from each window of `values` the element that is the largest of `source`, exactly. */
export function maxPoolingTakeCall(geometry: PoolingGeometry, places: MaxPoolingPlaces): KernelCall {
  return call("maxPoolingTake", geometry, places);
}

/**
 * The call that puts each element of `values` where its window of `source` has the largest. Where windows overlap, they are added in
 * float32, in order: to `n · 2⁻²⁴ Σ |values|`, with n of them; else the result is exact.
 */
export function maxPoolingGradientCall(geometry: PoolingGeometry, places: MaxPoolingPlaces): KernelCall {
  return call("maxPoolingGradient", geometry, places);
}

type Name = "maxPooling" | "maxPoolingTake" | "maxPoolingGradient";

function call(name: Name, geometry: PoolingGeometry, { source, values, out }: MaxPoolingPlaces): KernelCall {
  const vectors = name !== "maxPoolingTake" && arePairs(geometry);
  return {
    kernel: vectors ? pairsKernel(name, geometry) : windowsKernel(name, geometry),
    units: geometry.planes,
    nanoseconds: elementsOf(geometry) * (vectors ? 0.3 : 2.8),
    arguments: [source, values, out],
  };
}

/** A kernel that looks at one window after another; a unit is a plane. */
function windowsKernel(name: Name, geometry: PoolingGeometry): Kernel {
  const spreads = name === "maxPoolingGradient";
  return planeKernel(name, geometry, (f, source, values, out) => {
    if (spreads) f.do(memoryFill(out, 0, 4 * areaOf(geometry.source)));
    // Vectors of equal numbers, as vectors are chosen from without a branch: which element is the largest is hard to foresee.
    const best = f.local("v128");
    const places = f.local("v128");
    forEachWindow(f, geometry, (window) => {
      f.set(places, i32x4.splat(-1));
      window.forEach((place) => {
        const value = f.let(v128.load32Splat(i32.add(source, place)));
        const takes = f.let(v128.or(i32x4.eq(places, -1), beats(value, best)));
        f.set(best, v128.bitselect(value, best, takes));
        f.set(places, v128.bitselect(i32x4.splat(place), places, takes));
      });
      const where = f.let(i32x4.extractLane(places, 0));
      if (spreads) {
        const to = f.let(i32.add(out, where));
        f.do(f32.store(to, f32.add(f32.load(to), f32.load(i32.add(values, window.place)))));
      } else {
        f.do(f32.store(i32.add(out, window.place), f32.load(i32.add(values, where))));
      }
    });
  });
}

/** A kernel for windows of two by two side by side; a unit is a plane. */
function pairsKernel(name: Name, geometry: PoolingGeometry): Kernel {
  return planeKernel(`${name}OfPairs`, geometry, (f, source, values, out) => {
    if (name === "maxPooling") largestOfPairs(f, geometry, source, out);
    else spreadToPairs(f, geometry, source, values, out);
  });
}

type Plane = Local<"i32">;

function planeKernel(
  name: string,
  geometry: PoolingGeometry,
  plane: (f: FunctionBuilder<"none">, source: Plane, values: Plane, out: Plane) => void,
): Kernel {
  const [whole, pooled] = [4 * areaOf(geometry.source), 4 * areaOf(geometry.result)];
  const spreads = name.startsWith("maxPoolingGradient");
  return {
    name,
    key: `${name} ${keyOf(geometry)}`,
    parameters: ["source", "values", "out"],
    write(f, p): void {
      f.for(p.first!, p.last!, 1, (unit) => {
        const source = f.let(i32.add(p.source!, i32.mul(unit, whole)));
        const values = f.let(i32.add(p.values!, i32.mul(unit, spreads ? pooled : whole)));
        const out = f.let(i32.add(p.out!, i32.mul(unit, spreads ? whole : pooled)));
        plane(f, source, values, out);
      });
    },
  };
}

/**
 * The mean of each window of float32 planes, and its gradient.
 *
 * @module
 */
import type { Address, Kernel, KernelCall } from "../engine/kernel.ts";
import type { Expression } from "../wasm/mod.ts";
import { f32, f64, i32, memoryFill } from "../wasm/mod.ts";
import { areaOf } from "./geometry.ts";
import type { PoolingGeometry } from "./pooling_windows.ts";
import { elementsOf, forEachWindow, keyOf } from "./pooling_windows.ts";

/** The call that gives the mean of each window, summed in float64 and rounded once. */
export function averagePoolingCall(
  geometry: PoolingGeometry,
  countPadding: boolean,
  source: Address,
  out: Address,
): KernelCall {
  return call(meanKernel(geometry, countPadding), geometry, source, out);
}

/**
 * The call that spreads each element of `gradient` evenly over its window. Where windows overlap, shares are added in order and rounded
 * each time: to `n · 2⁻²⁴ Σ |gradient|`, with n of them; else the result is rounded once.
 */
export function averagePoolingGradientCall(
  geometry: PoolingGeometry,
  countPadding: boolean,
  gradient: Address,
  out: Address,
): KernelCall {
  return call(gradientKernel(geometry, countPadding), geometry, gradient, out);
}

function call(kernel: Kernel, geometry: PoolingGeometry, from: Address, out: Address): KernelCall {
  return { kernel, units: geometry.planes, nanoseconds: 1.4 * elementsOf(geometry), arguments: [from, out] };
}

/** A unit is a plane. */
function meanKernel(geometry: PoolingGeometry, countPadding: boolean): Kernel {
  return {
    name: "averagePooling",
    key: `averagePooling ${keyOf(geometry)} ${countPadding}`,
    parameters: ["source", "out"],
    write(f, p): void {
      const total = f.local("f64");
      const count = f.local("i32");
      f.for(p.first!, p.last!, 1, (unit) => {
        const source = f.let(i32.add(p.source!, i32.mul(unit, 4 * areaOf(geometry.source))));
        const out = f.let(i32.add(p.out!, i32.mul(unit, 4 * areaOf(geometry.result))));
        forEachWindow(f, geometry, (window) => {
          f.set(total, 0);
          f.set(count, 0);
          window.forEach((place) => {
            f.set(total, f64.add(total, f64.promoteF32(f32.load(i32.add(source, place)))));
            f.set(count, i32.add(count, 1));
          });
          const mean = f64.div(total, divisor(geometry, countPadding, count));
          f.do(f32.store(i32.add(out, window.place), f32.demoteF64(mean)));
        });
      });
    },
  };
}

/** A unit is a plane. */
function gradientKernel(geometry: PoolingGeometry, countPadding: boolean): Kernel {
  const whole = 4 * areaOf(geometry.source);
  return {
    name: "averagePoolingGradient",
    key: `averagePoolingGradient ${keyOf(geometry)} ${countPadding}`,
    parameters: ["gradient", "out"],
    write(f, p): void {
      const count = f.local("i32");
      f.for(p.first!, p.last!, 1, (unit) => {
        const gradient = f.let(i32.add(p.gradient!, i32.mul(unit, 4 * areaOf(geometry.result))));
        const out = f.let(i32.add(p.out!, i32.mul(unit, whole)));
        f.do(memoryFill(out, 0, whole));
        forEachWindow(f, geometry, (window) => {
          if (!countPadding) {
            f.set(count, 0);
            window.forEach(() => f.set(count, i32.add(count, 1)));
          }
          const given = f64.promoteF32(f32.load(i32.add(gradient, window.place)));
          const share = f.let(f64.div(given, divisor(geometry, countPadding, count)));
          window.forEach((place) => {
            const to = f.let(i32.add(out, place));
            f.do(f32.store(to, f32.demoteF64(f64.add(f64.promoteF32(f32.load(to)), share))));
          });
        });
      });
    },
  };
}

function divisor({ size }: PoolingGeometry, countPadding: boolean, count: Expression<"i32">): Expression<"f64"> {
  return countPadding ? f64.const(areaOf(size)) : f64.convertI32U(count);
}

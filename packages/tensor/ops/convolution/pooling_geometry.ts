/**
 * Pooling as its kernels see it.
 *
 * @module
 */
import type { PoolingGeometry } from "@chainrule/kernels";
import type { Site } from "../../core/lowering.ts";
import type { Inputs } from "../../core/op.ts";
import type { Shape } from "../../core/shape.ts";
import type { Pooling } from "./pooling.ts";
import { isSingle } from "./single.ts";

/**
 * How the windows of images `x` give `y`; null where TypeScript does that, or a gradient of it. Where windows do not overlap, kernels have the bits
 * of TypeScript; the gradients of windows that do are within the bounds that the kernels state.
 */
export function poolingGeometry(site: Site<Inputs, Pooling>, x: Shape, y: Shape): PoolingGeometry | null {
  const { size, stride, padding, dilation } = site.attributes;
  if (!isSingle(site)) return null;
  return {
    planes: x[0]! * x[1]!,
    source: [x[2]!, x[3]!],
    result: [y[2]!, y[3]!],
    size,
    stride,
    dilation,
    before: [padding[0], padding[2]],
  };
}

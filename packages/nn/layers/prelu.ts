/**
 * ReLU with a learnable slope.
 *
 * @module
 */
import { prelu } from "@chainrule/activations";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { full, reshape, ShapeError, Variable } from "@chainrule/tensor";
import { Module } from "../module.ts";

/** How a {@link PReLU} layer is made. */
export interface PReLUOptions {
  /** Whether all units share one slope; otherwise each unit (each channel of an image) has its own. @default false */
  readonly shared?: boolean;
  /** The first slope. @default 0.25 */
  readonly initial?: number;
  /** The dtype of the slopes. @default "float32" */
  readonly dtype?: DType;
}

/**
 * ReLU whose slope for negative inputs is learnt. 带参数的ReLU
 *
 * Formula (§4.1.2.2): `max(0, x) + γᵢ min(0, x)`. Source: He, Zhang, Ren and Sun (2015).
 *
 * The slopes belong to axis 1: units of a table, channels of images.
 *
 * | what | shape |
 * | --- | --- |
 * | input, output | `[N, D]` or `[N, C, ...]` |
 * | `slope` | `[D]` or `[C]`; `[]` if shared |
 *
 * @example One slope for each of two units
 * ```ts
 * import { PReLU } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new PReLU().forward(tensor([[-4, 2]])).toArray(), [[-1, 2]]);
 * ```
 */
export class PReLU extends Module {
  /** The options that it was made with. */
  readonly options: PReLUOptions;
  /** The slopes γ, once built. */
  slope: Variable | null = null;

  /**
   * Chooses whose slopes are learnt.
   *
   * @param options See {@link PReLUOptions}
   */
  constructor(options: PReLUOptions = {}) {
    super();
    this.options = options;
  }

  /** The dtype of the slopes. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** Makes the slopes. */
  protected override build(inputShape: Shape): void {
    const { shared = false, initial = 0.25 } = this.options;
    if (!shared) checkInput(inputShape, undefined);
    this.slope = new Variable(full(shared ? [] : [inputShape[1]!], initial, this.dtype), { name: "slope" });
  }

  /**
   * The activations.
   *
   * @param x Shape `[N, D]` or `[N, C, ...]`
   * @returns The same shape
   * @throws {ShapeError} When axis 1 is not the number of slopes
   */
  forward(x: Tensor): Tensor {
    this.ensureBuilt(x.shape);
    const slope = this.slope!;
    const [units] = slope.shape;
    if (units === undefined) return prelu(x, slope);
    checkInput(x.shape, units);
    return prelu(x, x.rank === 2 ? slope : reshape(slope, [units, ...x.shape.slice(2).map(() => 1)]));
  }
}

function checkInput(shape: Shape, units: number | undefined): void {
  if (shape.length >= 2 && (units === undefined || shape[1] === units)) return;
  throw new ShapeError("PReLU", [shape], `Cannot apply PReLU as its input must have shape [N, ${units ?? "D"}, ...]`);
}

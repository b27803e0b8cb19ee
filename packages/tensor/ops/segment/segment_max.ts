/**
 * The largest elements of segments.
 *
 * @module
 */
import type { Combination, KernelCall } from "@chainrule/kernels";
import { temporaryAt } from "@chainrule/kernels";
import { apply } from "../../core/apply.ts";
import type { Values } from "../../core/dtype.ts";
import { allocate } from "../../core/dtype.ts";
import { ShapeError } from "../../core/errors.ts";
import type { Site } from "../../core/lowering.ts";
import type { Binary, Op, Result, TensorLike } from "../../core/op.ts";
import { checkShape, sizeOf } from "../../core/shape.ts";
import type { Tensor } from "../../core/tensor.ts";
import { div } from "../arithmetic/div.ts";
import { mul } from "../arithmetic/mul.ts";
import { equal } from "../comparison/equal.ts";
import { gather } from "../indexing/gather.ts";
import { indexCheckCalls } from "../indexing/index_calls.ts";
import { asIndices, checkIndexDType, checkIndices, integers } from "../indexing/indices.ts";
import { scatterAdd } from "../indexing/scatter_add.ts";
import { scatterCall } from "../indexing/scatter_call.ts";
import { cast } from "../shape/cast.ts";

/** What a segment without elements gives. */
export interface SegmentExtremeOptions {
  /** The value of an empty segment. @default 0 */
  readonly empty?: number;
}

/** The attributes of {@link segmentMaxOp}. */
export interface SegmentExtreme {
  /** How many segments there are. */
  readonly numberOfSegments: number;
  /** The value of a segment without elements. */
  readonly empty: number;
}

/** The record of {@link segmentMax}. */
export const segmentMaxOp: Op<Binary, SegmentExtreme> = {
  name: "segmentMax",
  shape: ([values, ids], { numberOfSegments }) => {
    if (ids!.length !== 1 || values![0] !== ids![0]) {
      throw new ShapeError(
        "segmentMax",
        [values!, ids!],
        "Cannot segmentMax values by ids as ids must be a vector with one id for each row of values",
      );
    }
    return values!.with(0, numberOfSegments);
  },
  dtype: ([values, ids]) => {
    checkIndexDType("segmentMax values", ids!, "ids");
    return values!;
  },
  compute: ([values, ids], { numberOfSegments, empty }, result) => {
    checkIndices("segmentMax values", ids, numberOfSegments, "ids");
    return largest(values.data, ids.data, empty, result);
  },
  lower: segmentMaxCalls,
  vjp: [
    (g, [values, ids], y) => mul(gather(g, ids), shares(values, ids, y)),
    integers,
  ],
  jvp: ([dv], [values, ids], y, { numberOfSegments }) =>
    scatterAdd(mul(dv!, shares(values, ids, y)), ids, numberOfSegments),
};

/**
 * The largest element of each column in each segment; NaN if any is NaN. Elements that tie for it share the gradient equally. 分段最大值
 *
 * Formula: `yₖ = max values[n] over all n with ids[n] = k`
 *
 * @param values Shape `[N, ...]`
 * @param ids The segment of each row, in any order, shape `[N]`, dtype int32
 * @param numberOfSegments The number of segments K
 * @param options What an empty segment gives; 0 unless told otherwise, so that a node without neighbours gets zeros
 * @returns Shape `[K, ...]`
 * @throws {RangeError} When an id is outside `[0, K)`
 * @throws {ShapeError} When there is not one id for each row
 *
 * @example The largest message at each of three nodes
 * ```ts
 * import { segmentMax, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const messages = tensor([-1, -3, -5]);
 * const targets = tensor([1, 0, 1], "int32");
 * assertEquals(segmentMax(messages, targets, 3).toArray(), [-3, -1, 0]);
 * ```
 */
export function segmentMax(
  values: TensorLike,
  ids: TensorLike,
  numberOfSegments: number,
  { empty = 0 }: SegmentExtremeOptions = {},
): Tensor {
  checkShape("segmentMax into", [numberOfSegments]);
  return apply(segmentMaxOp, [values, asIndices(ids)], {
    numberOfSegments,
    empty,
  });
}

/** For each element its share in the extreme of its segment: 1 over the number that tie for it, 0 for others. */
function shares(values: Tensor, ids: Tensor, y: Tensor): Tensor {
  const ties = cast(equal(values, gather(y, ids)), values.dtype);
  const counts = scatterAdd(ties, ids, y.shape[0]!);
  return div(ties, gather(counts, ids));
}

function largest(
  values: Values,
  ids: Values,
  empty: number,
  { shape, dtype }: Result,
): Values {
  const inner = sizeOf(shape.slice(1));
  const out = allocate(dtype, sizeOf(shape)).fill(empty);
  const seen = new Uint8Array(shape[0]!);
  for (let n = 0, from = 0; n < ids.length; n++) {
    const segment = ids[n]!;
    let to = segment * inner;
    const first = seen[segment] === 0;
    seen[segment] = 1;
    for (const end = from + inner; from < end; from++, to++) {
      out[to] = first ? values[from]! : Math.max(out[to]!, values[from]!);
    }
  }
  return out;
}

function segmentMaxCalls(
  { attributes: { numberOfSegments, empty }, inputs: [values, ids], output }: Site<Binary, SegmentExtreme>,
): readonly KernelCall[] {
  if (sizeOf(output.shape) === 0) return indexCheckCalls(ids, numberOfSegments);
  const combination = `largest ${values.dtype} ${values.dtype}` as Combination;
  return [scatterCall({
    what: { combination, inner: sizeOf(output.shape.slice(1)), units: "targets", empty },
    outer: 1,
    size: numberOfSegments,
    indices: ids,
    operands: [values.address, ids.address, output.address, temporaryAt()],
    temporaryBytes: numberOfSegments,
  })];
}

/**
 * Sums of products, written with indices.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { mul } from "../arithmetic/mul.ts";
import { identity } from "../gradient/identity.ts";
import { sum } from "../reduction/sum.ts";
import { permute } from "../shape/permute.ts";
import { reshape } from "../shape/reshape.ts";
import { diagonal } from "./diagonal.ts";
import { parseEquation } from "./einsum_equation.ts";
import type { Labels } from "./einsum_equation.ts";
import { matmul } from "./matmul.ts";

/** A tensor with a name for each axis. */
interface Labelled {
  readonly x: Tensor;
  readonly labels: Labels;
}

/**
 * Multiplies tensors and adds up along axes, as an equation over index letters says. Two operands at a time are contracted, from left
 * to right, as matrix products. 爱因斯坦求和
 *
 * Formula: `"ij,jk->ik"` is `C[i, k] = Σⱼ A[i, j] B[j, k]`
 *
 * A letter twice in one operand takes the diagonal. Without an arrow, the result has the letters that come once, in alphabetical order.
 * An ellipsis stands for further axes, which broadcast.
 *
 * @param equation The letters of each operand, separated by commas, then `->` and the letters of the result
 * @param operands As many tensors as the equation has
 * @returns The result
 * @throws {RangeError} When the equation cannot be read
 * @throws {ShapeError} When a shape does not fit its letters
 *
 * @example A bilinear form for each sample
 * ```ts
 * import { einsum, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[1, 2], [3, 4]]);
 * const w = tensor([[1, 0], [0, 2]]);
 * assertEquals(einsum("ni,ij,nj->n", x, w, x).toArray(), [9, 41]);
 * ```
 */
export function einsum(
  equation: string,
  ...operands: readonly TensorLike[]
): Tensor {
  const { inputs, output } = parseEquation(equation, operands.map(shapeOf));
  return scope("einsum", () => {
    const terms = operands.map((operand, index) => withoutRepeats(operand, inputs[index]!));
    const product = terms.reduce((left, right, index) => {
      const later = terms.slice(index + 1).flatMap(({ labels }) => labels);
      return contract(left, right, new Set([...output, ...later]));
    });
    const { x, labels } = summedDown(product, new Set(output));
    return permute(x, output.map((label) => labels.indexOf(label)));
  });
}

/** Takes the diagonal for each letter that comes twice. */
function withoutRepeats(operand: TensorLike, labels: Labels): Labelled {
  let x = identity(operand);
  let rest = labels;
  for (;;) {
    const second = rest.findIndex((label, i) => rest.indexOf(label) < i);
    if (second === -1) return { x, labels: rest };
    const first = rest.indexOf(rest[second]!);
    const others = [...rest.keys()].filter((i) => i !== first && i !== second);
    x = diagonal(permute(x, [...others, first, second]));
    rest = [...others.map((i) => rest[i]!), rest[second]!];
  }
}

/** Adds up along every axis that is not `wanted`. */
function summedDown({ x, labels }: Labelled, wanted: Set<string>): Labelled {
  const axis = [...labels.keys()].filter((i) => !wanted.has(labels[i]!));
  if (axis.length === 0) return { x, labels };
  return {
    x: sum(x, { axis }),
    labels: labels.filter((label) => wanted.has(label)),
  };
}

/** The product of two terms, summed along the letters that nobody else wants. */
function contract(a: Labelled, b: Labelled, wanted: Set<string>): Labelled {
  const left = summedDown(a, new Set([...wanted, ...b.labels]));
  const right = summedDown(b, new Set([...wanted, ...a.labels]));
  const shared = left.labels.filter((label) => right.labels.includes(label));
  const batch = shared.filter((label) => wanted.has(label));
  const inner = shared.filter((label) => !wanted.has(label));
  const rows = left.labels.filter((label) => !shared.includes(label));
  const columns = right.labels.filter((label) => !shared.includes(label));
  const labels = [...batch, ...rows, ...columns];
  const alongside = inner.length === 0 ||
    (batch.length > 0 && rows.length === 0 && columns.length === 0);
  if (alongside) {
    const all = [...labels, ...inner];
    const product = mul(spread(left, all), spread(right, all));
    return summedDown({ x: product, labels: all }, new Set(labels));
  }
  const product = matmul(
    grouped(left, batch, rows, inner),
    grouped(right, batch, inner, columns),
  );
  const lengths = [
    ...product.shape.slice(0, batch.length),
    ...rows.map((label) => lengthOf(left, label)),
    ...columns.map((label) => lengthOf(right, label)),
  ];
  return { x: reshape(product, lengths), labels };
}

/** The axes in the order of `labels`, with length 1 for those that the term does not have. */
function spread({ x, labels }: Labelled, wanted: Labels): Tensor {
  const own = wanted.filter((label) => labels.includes(label));
  const ordered = permute(x, own.map((label) => labels.indexOf(label)));
  return reshape(
    ordered,
    wanted.map((label) => labels.includes(label) ? x.shape[labels.indexOf(label)]! : 1),
  );
}

/** A batch of matrices: `rows` in one axis, `columns` in another. */
function grouped(
  term: Labelled,
  batch: Labels,
  rows: Labels,
  columns: Labels,
): Tensor {
  const { x, labels } = term;
  const order = [...batch, ...rows, ...columns];
  const size = (group: Labels) => group.reduce((product, label) => product * lengthOf(term, label), 1);
  return reshape(permute(x, order.map((label) => labels.indexOf(label))), [
    ...batch.map((label) => lengthOf(term, label)),
    size(rows),
    size(columns),
  ]);
}

function lengthOf({ x, labels }: Labelled, label: string): number {
  return x.shape[labels.indexOf(label)]!;
}

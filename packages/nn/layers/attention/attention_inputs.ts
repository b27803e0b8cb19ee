/**
 * What is attended to.
 *
 * @module
 */
import type { Shape, Tensor } from "@chainrule/tensor";
import { logicalAnd, reshape, sameShape, ShapeError } from "@chainrule/tensor";
import { checkMask, checkTruth } from "./check_mask.ts";

/** What `MultiHeadAttention` looks at beside its queries. */
export interface AttentionInputs {
  /** The sequence that is attended to, shape `[N, S, ...]`. @default the queries: self-attention */
  readonly key?: Tensor;
  /** What is taken from there, shape `[N, S, ...]`. @default the keys */
  readonly value?: Tensor;
  /** True where a query may see a key, dtype bool; a shape that broadcasts to `[N, H, T, S]`, such as `[T, S]`. */
  readonly mask?: Tensor;
  /** True where there is a key rather than padding, dtype bool, shape `[N, S]`. */
  readonly keyMask?: Tensor;
}

const action = "apply MultiHeadAttention";

/** Throws unless queries, keys and values fit each other, and have the numbers of features that are known. */
export function checkAttended(query: Tensor, inputs: AttentionInputs, features: readonly (number | undefined)[]): void {
  const { key = query, value = key } = inputs;
  const shapes = [query, key, value].map(({ shape }) => shape);
  shapes.forEach((shape, i) => {
    const known = features[i];
    if (shape.length === 3 && (known === undefined || shape[2] === known)) return;
    const [name, steps] = [["query", "T"], ["key", "S"], ["value", "S"]][i]!;
    throw new ShapeError(
      "MultiHeadAttention",
      [shape],
      `Cannot ${action} as its ${name} must have shape [N, ${steps}, ${known ?? "D"}]`,
    );
  });
  if (query.shape[0] === key.shape[0] && sameShape(key.shape.slice(0, 2), value.shape.slice(0, 2))) return;
  throw new ShapeError(
    "MultiHeadAttention",
    shapes,
    `Cannot ${action} as query, key and value must have the same number of samples, and there must be one value for each key`,
  );
}

/** Both masks in one, for weights of shape `[N, H, T, S]`. */
export function wholeMask({ mask, keyMask }: AttentionInputs, weights: Shape): Tensor | undefined {
  if (mask !== undefined) checkMask(action, mask, weights);
  if (keyMask === undefined) return mask;
  checkTruth(action, "keyMask", keyMask);
  const [samples, , , keys] = weights as [number, number, number, number];
  if (!sameShape(keyMask.shape, [samples, keys])) {
    throw new ShapeError(
      "MultiHeadAttention",
      [keyMask.shape],
      `Cannot ${action} as keyMask must have shape [${samples}, ${keys}], a truth value for each key`,
    );
  }
  const forAll = reshape(keyMask, [samples, 1, 1, keys]);
  return mask === undefined ? forAll : logicalAnd(mask, forAll);
}

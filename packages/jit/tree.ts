/**
 * Arguments and results: tensors in nested records and arrays.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { isTensor, isVariable } from "@chainrule/tensor";

/** Replaces each tensor and number of `tree`; everything else stays. */
export function mapLeaves(
  tree: unknown,
  replace: (leaf: Tensor | number) => unknown,
): unknown {
  if (typeof tree === "number" || isTensor(tree)) return replace(tree);
  if (Array.isArray(tree)) return tree.map((item) => mapLeaves(item, replace));
  if (!isRecord(tree)) return tree;
  return Object.fromEntries(
    Object.entries(tree).map((
      [name, item],
    ) => [name, mapLeaves(item, replace)]),
  );
}

/** The tensors and numbers of `tree`, in order. */
export function leavesOf(tree: unknown): (Tensor | number)[] {
  const leaves: (Tensor | number)[] = [];
  mapLeaves(tree, (leaf) => leaves.push(leaf));
  return leaves;
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** What two argument lists must share to be served by one program. */
export function signatureOf(tree: unknown): string {
  if (isTensor(tree)) return `${tree.dtype}[${tree.shape}]`;
  if (Array.isArray(tree)) return `(${tree.map(signatureOf)})`;
  if (isRecord(tree)) {
    const fields = Object.entries(tree).map(([name, item]) => `${JSON.stringify(name)}:${signatureOf(item)}`);
    return `{${fields}}`;
  }
  if (tree !== null && (typeof tree === "object" || typeof tree === "function")) {
    return `#${identityOf(tree)}`;
  }
  if (typeof tree === "number") return "number";
  return typeof tree === "string" ? JSON.stringify(tree) : String(tree);
}

function identityOf(value: object): number {
  const known = identities.get(value);
  if (known !== undefined) return known;
  identities.set(value, ++lastIdentity);
  return lastIdentity;
}

function isRecord(tree: unknown): tree is Record<string, unknown> {
  if (typeof tree !== "object" || tree === null || isVariable(tree)) {
    return false;
  }
  const prototype = Object.getPrototypeOf(tree);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Lists of arguments, where nothing may cost much: every call of a compiled function looks at them.
 *
 * @module
 */
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { isTensor, sameShape } from "@chainrule/tensor";
import { leavesOf as leavesIn } from "./tree.ts";

/** What one argument must be again: a tensor like that, a number, or the very same value. */
type Part =
  | { readonly kind: "tensor"; readonly shape: Shape; readonly dtype: DType }
  | { readonly kind: "number" }
  | { readonly kind: "same"; readonly value: unknown };

/** What a list of arguments must be again to be served by the same program; null where that takes a closer look. */
export type Pattern = readonly Part[] | null;

/** The pattern of a list without records and arrays. */
export function patternOf(args: readonly unknown[]): Pattern {
  const parts = args.map(partOf);
  return parts.every((part) => part !== null) ? parts : null;
}

function partOf(arg: unknown): Part | null {
  if (isTensor(arg)) return { kind: "tensor", shape: arg.shape, dtype: arg.dtype };
  if (typeof arg === "number") return { kind: "number" };
  return typeof arg === "object" && arg !== null ? null : { kind: "same", value: arg };
}

/** Whether a list has a pattern. It may say no where it does. */
export function fits(pattern: Pattern, args: readonly unknown[]): boolean {
  if (pattern === null || pattern.length !== args.length) return false;
  for (let i = 0; i < pattern.length; i++) if (!partFits(pattern[i]!, args[i])) return false;
  return true;
}

function partFits(part: Part, arg: unknown): boolean {
  switch (part.kind) {
    case "tensor":
      return isTensor(arg) && arg.dtype === part.dtype &&
        (arg.shape === part.shape || sameShape(arg.shape, part.shape));
    case "number":
      return typeof arg === "number";
    case "same":
      return arg === part.value;
  }
}

/** The tensors and numbers among arguments, in order. */
export function leavesOf(args: readonly unknown[]): readonly (Tensor | number)[] {
  return args.every(isLeaf) ? args : leavesIn(args);
}

function isLeaf(arg: unknown): arg is Tensor | number {
  return typeof arg === "number" || isTensor(arg);
}

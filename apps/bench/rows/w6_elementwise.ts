/**
 * Functions of a million numbers.
 *
 * @module
 */
import { gelu, relu, softmax } from "@chainrule/activations";
import type { Tensor } from "@chainrule/tensor";
import { uniform } from "../workloads/hashed.ts";
import { eagerAndCompiled } from "./eager_and_compiled.ts";
import type { Compile } from "./eager_and_compiled.ts";
import type { Row, Variant } from "./row.ts";
import { milliseconds } from "./unit.ts";

const million = 1_000_000;

/** The row. */
export const w6: Row = {
  row: "W6",
  title: "a million numbers",
  unit: milliseconds,
  variants: [
    ...variants("GELU (erf)", "W6_gelu_erf", (a) => gelu(a), [uniformMillion(1, 3)]),
    ...variants("GELU (tanh)", "W6_gelu_tanh", (a) => gelu(a, { approximate: "tanh" }), [uniformMillion(1, 3)]),
    ...variants(
      "relu(x·a + b)",
      "W6_chain",
      (x, a, b) => relu(x.mul(a).add(b)),
      [1, 2, 3].map((seed) => uniformMillion(seed)),
    ),
    ...variants("softmax 1000x1000", "W6_softmax", (m) => softmax(m), [() => uniform([1000, 1000], 4)]),
  ],
};

function uniformMillion(seed: number, scale = 1): () => Tensor {
  return () => uniform([million], seed, scale);
}

function variants(
  label: string,
  workload: string,
  f: (...inputs: [Tensor, Tensor, Tensor]) => Tensor,
  inputs: readonly (() => Tensor)[],
): readonly Variant[] {
  return eagerAndCompiled({ label, workload }, (compile: Compile) => {
    const made = inputs.map((make) => make()) as [Tensor, Tensor, Tensor];
    const compute = compile(f);
    return () => compute(...made);
  });
}

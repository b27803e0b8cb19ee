/**
 * Functions of a million numbers.
 *
 * @module
 */
import { gelu, relu, softmax } from "@chainrule/activations";
import type { Tensor } from "@chainrule/tensor";
import { uniform } from "../workloads/hashed.ts";
import { computationVariants } from "./eager_and_compiled.ts";
import type { Row } from "./row.ts";
import { milliseconds } from "./unit.ts";

/** The row. */
export const w6: Row = {
  row: "W6",
  title: "a million numbers",
  unit: milliseconds,
  variants: [
    ...computationVariants({ label: "GELU (erf)", workload: "W6_gelu_erf" }, {
      compute: (x) => gelu(x!),
      operands: () => [million(1, 3)],
    }),
    ...computationVariants({ label: "GELU (tanh)", workload: "W6_gelu_tanh" }, {
      compute: (x) => gelu(x!, { approximate: "tanh" }),
      operands: () => [million(1, 3)],
    }),
    ...computationVariants({ label: "relu(x·a + b)", workload: "W6_chain" }, {
      compute: (x, a, b) => relu(x!.mul(a!).add(b!)),
      operands: () => [million(1), million(2), million(3)],
    }),
    ...computationVariants({ label: "softmax 1000x1000", workload: "W6_softmax" }, {
      compute: (x) => softmax(x!),
      operands: () => [uniform([1000, 1000], 4)],
    }),
  ],
};

function million(seed: number, scale = 1): Tensor {
  return uniform([1_000_000], seed, scale);
}

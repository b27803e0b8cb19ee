/**
 * Products of square matrices, in every order of operands that a network needs.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { matmul, transpose } from "@chainrule/tensor";
import { ratiosInTurns } from "../measuring/in_turns.ts";
import { steadyState } from "../measuring/steady_state.ts";
import { fusedMultiplyAdds, fusedWork } from "../workloads/fused_multiply_adds.ts";
import { uniform } from "../workloads/hashed.ts";
import { computationVariants, keeping } from "./eager_and_compiled.ts";
import type { Row, Variant } from "./row.ts";
import { gigaflops, shareOfPeak } from "./unit.ts";

const sizes = [128, 256, 512, 1024];

interface Order {
  readonly name: string;
  /** What the peers call it. */
  readonly workload: (size: number) => string;
  readonly compute: (...operands: Tensor[]) => Tensor;
}

const orders: readonly Order[] = [
  { name: "AB", workload: (n) => `W1_${n}`, compute: (a, b) => matmul(a!, b!) },
  { name: "AᵀB", workload: (n) => `W1t_${n} transposeA`, compute: (a, b) => matmul(transpose(a!), b!) },
  { name: "ABᵀ", workload: (n) => `W1t_${n} transposeB`, compute: (a, b) => matmul(a!, transpose(b!)) },
];

const operandsOf = (n: number) => () => [uniform([n, n], 1), uniform([n, n], 2)];

/** How much of the peak of one thread a product reaches. Both run in turns, since the speed of a machine may wander. */
function shareVariant(n: number, { name, compute }: Order): Variant {
  return {
    name: `peak: share that ${n} ${name} reaches`,
    workload: `W1 share ${n} ${name}`,
    isBest: false,
    unit: shareOfPeak,
    work: 2 * n ** 3 / fusedWork,
    measure: (sampling) =>
      ratiosInTurns(keeping({ compute, operands: operandsOf(n) }).run, fusedMultiplyAdds(), sampling),
  };
}

/** The row. */
export const w1: Row = {
  row: "W1",
  title: "matrix product",
  unit: gigaflops,
  variants: [
    {
      name: "peak: registers alone",
      workload: "W1 peak",
      isBest: false,
      onOneThread: true,
      work: fusedWork,
      measure: (sampling) => steadyState(fusedMultiplyAdds(), sampling),
    },
    ...sizes.flatMap((n) =>
      orders.flatMap(({ name, workload, compute }) =>
        computationVariants({ label: `${n} ${name}`, workload: workload(n), work: 2 * n ** 3 }, {
          compute,
          operands: operandsOf(n),
        })
      )
    ),
    ...sizes.flatMap((n) => orders.map((order) => shareVariant(n, order))),
  ],
};

/**
 * Products of square matrices, in every order of operands that a network needs.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { matmul, transpose } from "@chainrule/tensor";
import { uniform } from "../workloads/hashed.ts";
import { eagerAndCompiled } from "./eager_and_compiled.ts";
import type { SetUp } from "./eager_and_compiled.ts";
import type { Row } from "./row.ts";
import { gigaflops } from "./unit.ts";

const sizes = [128, 256, 512, 1024];

interface Order {
  readonly name: string;
  /** What the peers call it. */
  readonly workload: (size: number) => string;
  readonly product: (a: Tensor, b: Tensor) => Tensor;
}

const orders: readonly Order[] = [
  { name: "AB", workload: (n) => `W1_${n}`, product: (a, b) => matmul(a, b) },
  { name: "AᵀB", workload: (n) => `W1t_${n} transposeA`, product: (a, b) => matmul(transpose(a), b) },
  { name: "ABᵀ", workload: (n) => `W1t_${n} transposeB`, product: (a, b) => matmul(a, transpose(b)) },
];

/** The row. */
export const w1: Row = {
  row: "W1",
  title: "matrix product",
  unit: gigaflops,
  variants: sizes.flatMap((n) =>
    orders.flatMap(({ name, workload, product }) =>
      eagerAndCompiled({ label: `${n} ${name}`, workload: workload(n), work: 2 * n ** 3 }, setUp(n, product))
    )
  ),
};

function setUp(n: number, product: Order["product"]): SetUp {
  return (compile) => {
    const [a, b] = [uniform([n, n], 1), uniform([n, n], 2)];
    const multiply = compile(product);
    return () => multiply(a, b);
  };
}

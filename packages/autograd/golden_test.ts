/** Composite functions against values of PyTorch: value, both modes, Hessian products and whole Hessians. */
import type { DType, Tensor } from "@chainrule/tensor";
import {
  abs,
  argMax,
  clip,
  concat,
  cumsum,
  div,
  exp,
  flip,
  gather,
  log,
  logSumExp,
  matmul,
  max,
  maximum,
  mean,
  minimum,
  mul,
  norm,
  pow,
  prod,
  reshape,
  scatterAdd,
  sin,
  slice,
  softplus,
  sqrt,
  square,
  standardDeviation,
  sum,
  takeAlong,
  tanh,
  tensor,
  transpose,
  variance,
  where,
} from "@chainrule/tensor";
import type { Golden } from "@chainrule/testing";
import { assertTensorsClose, goldenTensor, goldenTolerances } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import golden from "./golden/autodiff.json" with { type: "json" };
import { hessian, hvp, jvp, vjp } from "./mod.ts";
import type { TensorFunction } from "./mod.ts";

interface Case {
  readonly name: string;
  readonly inputs: Readonly<Record<string, Golden>>;
  readonly constant?: Readonly<Record<string, Golden>>;
  readonly y: Golden;
  readonly cotangent_u: Golden;
  readonly vjp: Readonly<Record<string, Golden>>;
  readonly tangent_v: Readonly<Record<string, Golden>>;
  readonly jvp: Golden;
  readonly hvp_of_sum_u_y?: Readonly<Record<string, Golden>>;
  readonly hessian_of_sum_u_y?: Golden;
}

const cases = golden.cases as unknown as readonly Case[];
const kept = { axis: 1, keepDims: true };

/** The function of each case, after its `expression` in the golden file. */
const functions: Readonly<Record<string, (...xs: Tensor[]) => Tensor>> = {
  broadcast_two_axes: (a, b, c) => sin(mul(a!, b!)).add(square(c!)),
  broadcast_leading_axes: (a, b, c) => div(a!, square(b!).add(1)).sub(exp(mul(c!, a!))),
  reductions: (a) =>
    mul(mean(a!, { axis: 0, keepDims: true }), sum(a!, kept))
      .add(variance(a!, { ...kept, correction: 1 })),
  softplus_logsumexp: (a, b) => logSumExp(softplus(a!).mul(b!), { axis: -1 }),
  slices: (a) =>
    slice(a!, [1, 0], [3, 3]).mul(slice(a!, [0, 1], [2, 4]))
      .add(slice(flip(slice(a!, [0, 0], [2, 4]), 1), [0, 1], [2, 4])),
  strided_slice: (a, b) => square(slice(a!, [0], [5], [2])).mul(b!),
  index_repeats: (a, b) => tanh(gather(a!, tensor([0, 2, 2, 1], "int32"))).mul(b!),
  gather_pairs: (a) => pow(gather(reshape(a!, [9]), tensor([0 * 3 + 2, 3, 3], "int32")), 3),
  scatter_add: (a, b) => scatterAdd(square(a!), tensor([0, 1, 0, 2, 0], "int32"), 4).mul(b!),
  matmul_chain: (a, b) => matmul(matmul(a!, b!), transpose(matmul(a!, b!))),
  batched_matmul_broadcast: (a, b) => tanh(matmul(a!, b!)),
  powers_logs: (a, b) => pow(a!, b!).mul(log(a!)).add(sqrt(a!).div(b!)),
  concat_stack_reshape: (a, b) => {
    const vector = reshape(transpose(concat([a!, b!], 0)), [9]);
    return vector.mul(flip(vector));
  },
  cumsum_prod: (a) => cumsum(a!).mul(prod(a!)),
  norms: (a) => a!.div(norm(a!)).add(standardDeviation(a!, { correction: 1 })),
  softmax_cross_entropy_hessian: (a) => logSumExp(a!).sub(reshape(slice(a!, [1], [2]), [])),
  mlp_loss_all_params: (a, b, c, x) => mean(square(matmul(tanh(matmul(x!, a!).add(b!)), c!))),
  rosenbrock: (a) => {
    const [head, tail] = [slice(a!, [0], [3]), slice(a!, [1], [4])];
    const valley = square(tail.sub(square(head))).mul(100);
    return sum(valley.add(square(head.neg().add(1))));
  },
  where_smooth: (a, b) => where(a!.greater(0), square(a!).mul(b!), a!.mul(-3).add(b!)),
  double_use: (a) => {
    const b = mul(a!, a!);
    const c = mul(b, a!).add(sin(b));
    return mul(c, b);
  },
  where_tie_at_zero: (a) => where(a!.greater(0), square(a!), a!.mul(3)),
  relu_abs_at_zero: (a, b) => where(a!.greater(0), a!, 0).add(abs(b!)),
  clamp_bounds: (a) => clip(a!, -1, 1),
  maximum_ties: (a, b) => maximum(a!, b!).add(minimum(a!, b!).mul(2)),
  amax_ties: (a) => max(a!, { axis: 1 }),
  max_dim_ties: (a) => sum(takeAlong(a!, argMax(a!, kept), 1), { axis: 1 }),
};

Deno.test("every golden case has its function, and there are 26", () => {
  assertEquals(
    Object.keys(functions).sort(),
    cases.map(({ name }) => name).sort(),
  );
  assertEquals(cases.length, 26);
});

for (const dtype of ["float64", "float32"] as const) {
  for (const sample of cases) {
    Deno.test(`${sample.name} has the derivatives that PyTorch finds, in ${dtype}`, () => {
      checkCase(sample, dtype);
    });
  }
}

function checkCase(sample: Case, dtype: DType & keyof typeof goldenTolerances): void {
  const { values, gradients } = goldenTolerances[dtype];
  const read = (value: Golden) => goldenTensor(value, dtype);
  const all = (record: Readonly<Record<string, Golden>> = {}) => Object.values(record).map(read);
  const args = all(sample.inputs);
  const constants = all(sample.constant);
  const f: TensorFunction = (...xs) => functions[sample.name]!(...xs, ...constants);
  const u = read(sample.cotangent_u);
  const v = all(sample.tangent_v);

  const { value, pullback } = vjp(f, ...args);
  assertTensorsClose(value, read(sample.y), values, "value");
  const cotangents = pullback(u);
  all(sample.vjp).forEach((expected, i) => assertTensorsClose(cotangents[i]!, expected, gradients, `vjp ${i}`));
  const { tangent } = jvp(f, args, v);
  assertTensorsClose(tangent, read(sample.jvp), gradients, "jvp");

  const weighted: TensorFunction = (...xs) => sum(f(...xs).mul(u));
  if (sample.hvp_of_sum_u_y !== undefined) {
    const products = hvp(weighted, args, v);
    all(sample.hvp_of_sum_u_y).forEach((expected, i) =>
      assertTensorsClose(products[i]!, expected, gradients, `hvp ${i}`)
    );
  }
  if (sample.hessian_of_sum_u_y !== undefined) {
    const expected = read(sample.hessian_of_sum_u_y);
    assertTensorsClose(hessian(weighted)(...args), expected, gradients, "hessian");
  }
}

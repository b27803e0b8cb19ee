/**
 * Row 27: back-propagation by hand, line by line as in §4.4, in columns and denominator layout; and the same gradients from autograd.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/back_propagation.ts`
 *
 * @module
 */
import { relu, sigmoid, softplus } from "@chainrule/activations";
import { gradients } from "@chainrule/autograd";
import { abs, cast, greater, matmul, max, Random, square, sum, tanh, transpose, Variable } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { barX, ruleX } from "@observablehq/plot";
import { chart, colours, titled } from "./drawing/picture.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

/** An activation, and its derivative written out. */
export interface Activation {
  readonly f: (z: Tensor) => Tensor;
  /** f′(z). */
  readonly slope: (z: Tensor) => Tensor;
}

/** Activations of chapter 4.1 with their derivatives. */
export const activations: Readonly<Record<"sigmoid" | "tanh" | "relu" | "softplus", Activation>> = {
  sigmoid: { f: sigmoid, slope: (z) => sigmoid(z).mul(sigmoid(z).neg().add(1)) },
  tanh: { f: tanh, slope: (z) => square(tanh(z)).neg().add(1) },
  relu: { f: relu, slope: (z) => cast(greater(z, 0), z.dtype) },
  softplus: { f: softplus, slope: sigmoid },
};

/** A layer: W of shape `[M_l, M_l−1]`, b of shape `[M_l, 1]`, and its activation. */
export interface Layer extends Activation {
  readonly W: Tensor;
  readonly b: Tensor;
}

/** What back-propagation finds for a layer. */
export interface LayerGradients {
  /** The error term δ = ∂L/∂z, shape `[M_l, 1]`. */
  readonly delta: Tensor;
  /** ∂L/∂W, shape `[M_l, M_l−1]`. */
  readonly dW: Tensor;
  /** ∂L/∂b, shape `[M_l, 1]`. */
  readonly db: Tensor;
}

/** Half the squared distance of the output from y, both columns. */
const lossOf = (a: Tensor, y: Tensor): Tensor => sum(square(a.sub(y))).mul(0.5);

/** The algorithm, for one sample x with target y, both columns. */
export function backPropagation(layers: readonly Layer[], x: Tensor, y: Tensor): LayerGradients[] {
  // Forward: z⁽ˡ⁾ = W⁽ˡ⁾ a⁽ˡ⁻¹⁾ + b⁽ˡ⁾ and a⁽ˡ⁾ = f(z⁽ˡ⁾), all kept.
  const a = [x];
  const z: Tensor[] = [];
  for (const { W, b, f } of layers) {
    z.push(matmul(W, a.at(-1)!).add(b));
    a.push(f(z.at(-1)!));
  }
  // Backward: the last layer takes the error from the loss, every other one from the layer above it.
  const found: LayerGradients[] = [];
  let error = a.at(-1)!.sub(y);
  for (let l = layers.length - 1; l >= 0; l--) {
    const { W, slope } = layers[l]!;
    const delta = slope(z[l]!).mul(error);
    found.unshift({ delta, dW: matmul(delta, transpose(a[l]!)), db: delta });
    error = matmul(transpose(W), delta);
  }
  return found;
}

/** A network, and one sample for it. */
export interface Network {
  readonly layers: readonly Layer[];
  readonly x: Tensor;
  readonly y: Tensor;
}

/** A network of float64 and a sample, drawn from a seed. */
export function randomNetwork(sizes: readonly number[], activation: keyof typeof activations, seed = 1): Network {
  const random = new Random(seed);
  const drawn = (shape: readonly number[]) => random.normal(shape, { dtype: "float64" });
  const layers = sizes.slice(1).map((M, l) => ({
    W: drawn([M, sizes[l]!]),
    b: drawn([M, 1]),
    ...activations[activation],
  }));
  const [x, y] = [drawn([sizes[0]!, 1]), drawn([sizes.at(-1)!, 1])];
  return { layers, x, y };
}

/** The largest difference between the gradients by hand and those of autograd. */
export function differenceFromAutograd({ layers, x, y }: Network): number {
  const variables = layers.map(({ W, b }) => ({ W: new Variable(W), b: new Variable(b) }));
  const output = variables.reduce((a, { W, b }, l) => layers[l]!.f(matmul(W, a).add(b)), x);
  const automatic = gradients(lossOf(output, y), variables.flatMap(({ W, b }) => [W, b]));
  const byHand = backPropagation(layers, x, y).flatMap(({ dW, db }) => [dW, db]);
  return Math.max(...byHand.map((gradient, i) => max(abs(gradient.sub(automatic[i]!))).item()));
}

/** Both, for networks of several depths and activations. */
export function backPropagationByHand(): Shown & { readonly differences: readonly number[] } {
  const networks = (["sigmoid", "tanh", "relu", "softplus"] as const).flatMap((activation) =>
    [[3, 2], [3, 4, 2], [5, 8, 8, 3], [4, 6, 6, 6, 6, 6, 2]].map((sizes) => ({ activation, sizes }))
  );
  const differences = networks.map(({ activation, sizes }) => differenceFromAutograd(randomNetwork(sizes, activation)));
  const { layers, x, y } = randomNetwork([5, 8, 8, 3], "sigmoid");
  const terms = backPropagation(layers, x, y).flatMap(({ delta }, l) =>
    Array.from(delta.data, (value, unit) => ({ unit: `δ⁽${"¹²³"[l]}⁾ ${unit + 1}`, value, layer: l }))
  );
  return {
    differences,
    lines: networks.map(({ activation, sizes }, i) =>
      `${sizes.join("-")} ${activation}: largest difference from autograd ${differences[i]!.toExponential(1)}`
    ),
    svg: titled(
      "The error terms of a 5-8-8-3 network, for one sample",
      chart({
        width: 560,
        height: 460,
        marginLeft: 70,
        x: { label: "δ = ∂L/∂z", grid: true },
        y: { label: null, domain: terms.map(({ unit }) => unit) },
        color: { type: "identity" },
        marks: [barX(terms, { x: "value", y: "unit", fill: ({ layer }) => colours[layer]! }), ruleX([0])],
      }),
      ["layer 1", "layer 2", "layer 3, the output"].map((name, i) => [name, colours[i]!]),
    ).svg,
  };
}

if (import.meta.main) await present(backPropagationByHand(), import.meta);

/**
 * Bias shift (4.1.1): outputs that are not zero-centred act on the next layer as a bias, and slow gradient descent down.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/bias_shift.ts`
 *
 * @module
 */
import { biasShift, sigmoid } from "@chainrule/activations";
import { backward } from "@chainrule/autograd";
import { moons } from "@chainrule/data";
import { jit } from "@chainrule/jit";
import { Dense, Sequential, softmaxCrossEntropy } from "@chainrule/nn";
import { SGD } from "@chainrule/optim";
import { abs, mean, Random, tanh } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { curvesPicture } from "./drawing/curves.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

/** The logistic function, and the same function moved to be zero-centred: 2σ(2z) − 1, which is tanh. */
const kinds: readonly { name: string; f: (z: Tensor) => Tensor }[] = [{ name: "logistic", f: sigmoid }, {
  name: "tanh",
  f: tanh,
}];

/** What a kind leads to. */
export interface Shift {
  readonly name: string;
  /** The mean over units of how far outputs are from being zero-centred, from 0 to 1. */
  readonly shift: number;
  /** The loss after each step, in nats. */
  readonly losses: readonly number[];
}

/** Measures the shift on normal net inputs, and trains the same network with both. */
export function compareBiasShift(steps = 300): Shown & { readonly shifts: readonly Shift[] } {
  const z = new Random(1).normal([1000, 50]);
  const shifts = kinds.map(({ name, f }) => ({
    name,
    shift: mean(abs(biasShift(f(z)))).item(),
    losses: train(f, steps),
  }));
  return {
    shifts,
    lines: shifts.map(({ name, shift, losses }) =>
      `${name.padEnd(8)} bias shift ${shift.toFixed(3)}, loss after ${steps} steps ${losses.at(-1)!.toFixed(4)}`
    ),
    svg: curvesPicture(
      "Gradient descent with outputs that are shifted, or zero-centred",
      shifts.map(({ name, losses }) => ({ name, points: losses.map((loss, i) => [i + 1, loss] as const) })),
      { width: 560, x: { label: "step" }, y: { label: "cross-entropy (nats)", grid: true, zero: true } },
    ).svg,
  };
}

function train(activation: (z: Tensor) => Tensor, steps: number): number[] {
  const { x, y } = moons({ count: 300, noise: 0.1, seed: 1 });
  const model = new Sequential([
    new Dense(20, { inputDim: 2, activation }),
    new Dense(20, { activation }),
    new Dense(2),
  ], { seed: 1 });
  const optimizer = new SGD(model, { learningRate: 0.5 });
  const step = jit(() => {
    const loss = softmaxCrossEntropy(model.forward(x), y);
    backward(loss);
    optimizer.step();
    return loss;
  });
  return Array.from({ length: steps }, () => step().item());
}

if (import.meta.main) await present(compareBiasShift(), import.meta);

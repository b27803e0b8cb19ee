/**
 * Dead units (4.1.2): a ReLU whose net input is negative on all samples has no gradient, and never comes back. Large steps kill them; a leak saves them.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/dead_units.ts`
 *
 * @module
 */
import { deadUnits, leakyRelu, relu } from "@chainrule/activations";
import { backward, noGrad } from "@chainrule/autograd";
import { moons } from "@chainrule/data";
import { jit } from "@chainrule/jit";
import { Dense, Sequential, softmaxCrossEntropy } from "@chainrule/nn";
import { SGD } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import { curvesPicture } from "./drawing/curves.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

/** The share of hidden units that are dead, every few steps. */
export interface Course {
  readonly name: string;
  readonly shares: readonly (readonly [step: number, share: number])[];
}

const kinds: readonly { name: string; activation: (z: Tensor) => Tensor; learningRate: number }[] = [
  { name: "ReLU, α = 0.1", activation: (z) => relu(z), learningRate: 0.1 },
  { name: "ReLU, α = 10", activation: (z) => relu(z), learningRate: 10 },
  { name: "leaky ReLU, α = 10", activation: (z) => leakyRelu(z), learningRate: 10 },
];

/** Trains the same network with small and with large steps, and counts. */
export function countDeadUnits(steps = 200): Shown & { readonly courses: readonly Course[] } {
  const courses = kinds.map(({ name, activation, learningRate }) => ({
    name,
    shares: sharesOver(steps, activation, learningRate),
  }));
  return {
    courses,
    lines: courses.map(({ name, shares }) =>
      `${name}: ${(100 * shares.at(-1)![1]).toFixed(1)} % of 100 hidden units are dead`
    ),
    svg: curvesPicture(
      "Units that are silent on all samples",
      courses.map(({ name, shares }) => ({ name, points: shares })),
      {
        width: 560,
        x: { label: "step" },
        y: { label: "dead units (%)", percent: true, grid: true, zero: true },
      },
    ).svg,
  };
}

function sharesOver(steps: number, activation: (z: Tensor) => Tensor, learningRate: number): [number, number][] {
  const { x, y } = moons({ count: 300, noise: 0.15, seed: 1 });
  const hidden = new Dense(100, { inputDim: 2, activation });
  const model = new Sequential([hidden, new Dense(2)], { seed: 1 });
  const optimizer = new SGD(model, { learningRate });
  const step = jit(() => {
    backward(softmaxCrossEntropy(model.forward(x), y));
    optimizer.step();
  });
  const shareNow = () => noGrad(() => deadUnits(hidden.forward(x)).item());
  const shares: [number, number][] = [[0, shareNow()]];
  for (let i = 1; i <= steps; i++) {
    step();
    if (i % 5 === 0) shares.push([i, shareNow()]);
  }
  return shares;
}

if (import.meta.main) await present(countDeadUnits(), import.meta);

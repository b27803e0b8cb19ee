/**
 * Row 26: structured risk. Cross-entropy plus (λ/2)‖W‖²_F: the larger λ, the smaller the weights; biases are not penalised.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/structured_risk.ts`
 *
 * @module
 */
import { backward, noGrad } from "@chainrule/autograd";
import { moons } from "@chainrule/data";
import { jit } from "@chainrule/jit";
import { Dense, Sequential, softmaxCrossEntropy, weightPenalty } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import { softmax } from "@chainrule/activations";
import { argMax, equal, mean, sqrt } from "@chainrule/tensor";
import { curvesPicture } from "./drawing/curves.ts";
import { grid } from "./drawing/picture.ts";
import { pointsPicture } from "./drawing/points_picture.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

/** What one λ leads to. */
export interface Regularised {
  readonly lambda: number;
  /** ‖W‖_F over all weights. */
  readonly norm: number;
  /** The cross-entropy on the samples that it learned from, in nats. */
  readonly trainLoss: number;
  /** The cross-entropy on samples that it has not seen, in nats. */
  readonly testLoss: number;
  /** The share of these that is right. */
  readonly testAccuracy: number;
  readonly model: Sequential;
}

/** What {@link structuredRisk} is made with. */
export interface Settings {
  /** @default from 0.0001 to 0.3 */
  readonly lambdas?: readonly number[];
  /** @default 1500 */
  readonly steps?: number;
}

const few = moons({ count: 60, noise: 0.3, seed: 3 });
const fresh = moons({ count: 2000, noise: 0.3, seed: 4 });

/** Trains the same network on few noisy samples with every λ. */
export function structuredRisk(
  { lambdas = [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1], steps = 1500 }: Settings = {},
): Shown & { readonly results: readonly Regularised[] } {
  const results = lambdas.map((lambda) => regularised(lambda, steps));
  const best = results.reduce((a, b) => b.testLoss < a.testLoss ? b : a);
  return {
    results,
    lines: [
      "     λ   ‖W‖   loss: train   test   accuracy: test",
      ...results.map(({ lambda, norm, trainLoss, testLoss, testAccuracy }) =>
        [
          String(lambda).padStart(6),
          norm.toFixed(1).padStart(5),
          trainLoss.toFixed(3).padStart(13),
          testLoss.toFixed(3).padStart(6),
          `${(100 * testAccuracy).toFixed(1)} %`.padStart(16),
        ].join(" ")
      ),
    ],
    svg: grid([
      curvesPicture("Loss on new samples is lowest in between", [
        { name: "training samples", points: results.map(({ lambda, trainLoss }) => [lambda, trainLoss]), dots: true },
        { name: "new samples", points: results.map(({ lambda, testLoss }) => [lambda, testLoss]), dots: true },
      ], {
        width: 380,
        x: { type: "log", label: "λ", tickFormat: "~g" },
        y: { label: "cross-entropy (nats)", grid: true },
      }),
      curvesPicture("The penalty keeps weights small", [
        { name: "norm", points: results.map(({ lambda, norm }) => [lambda, norm]), dots: true },
      ], {
        width: 380,
        x: { type: "log", label: "λ", tickFormat: "~g" },
        y: { label: "‖W‖ of all weights", grid: true, zero: true },
      }),
      ...[results[0]!, best].map(({ lambda, model }) =>
        pointsPicture({
          title: `λ = ${lambda}`,
          ...few,
          scores: (x) => softmax(noGrad(() => model.forward(x)), { axis: 1 }),
        })
      ),
    ], 2).svg,
  };
}

function regularised(lambda: number, steps: number): Regularised {
  const model = new Sequential([
    new Dense(40, { inputDim: 2, activation: "tanh" }),
    new Dense(40, { activation: "tanh" }),
    new Dense(2),
  ], { seed: 1 });
  const optimizer = new Adam(model, { learningRate: 0.01 });
  const step = jit(() => {
    backward(softmaxCrossEntropy(model.forward(few.x), few.y).add(weightPenalty(model, lambda)));
    optimizer.step();
  });
  for (let i = 0; i < steps; i++) step();
  return noGrad(() => {
    const scores = model.forward(fresh.x);
    return {
      lambda,
      model,
      // The penalty with λ = 2 is the squared norm.
      norm: sqrt(weightPenalty(model, 2)).item(),
      trainLoss: softmaxCrossEntropy(model.forward(few.x), few.y).item(),
      testLoss: softmaxCrossEntropy(scores, fresh.y).item(),
      testAccuracy: mean(equal(argMax(scores, { axis: 1 }), fresh.y)).item(),
    };
  });
}

if (import.meta.main) await present(structuredRisk(), import.meta);

import type { Variable } from "@chainrule/tensor";
import { assertEquals } from "@std/assert";
import { clipByGlobalNorm } from "../clipping/clip_by_global_norm.ts";
import { clipByValue } from "../clipping/clip_by_value.ts";
import type { Optimizer } from "../core/optimizer.ts";
import golden from "../golden/optim.json" with { type: "json" };
import { assertClose, start, tolerances, trajectory } from "../golden/quadratic.ts";
import { Adadelta } from "./adadelta.ts";
import { Adagrad } from "./adagrad.ts";
import { Adam } from "./adam.ts";
import { Adamax } from "./adamax.ts";
import { AdamW } from "./adamw.ts";
import { RMSProp } from "./rmsprop.ts";
import { SGD } from "./sgd.ts";

interface SetUp {
  make(w: Variable): Optimizer;
  clip?(w: Variable): void;
}

const adam = { learningRate: 0.1 };

/** What each case of optim.json is called here; the options are those that it states, or defaults. */
const setUps: Record<string, SetUp> = {
  sgd: { make: (w) => new SGD([w], { learningRate: 0.05 }) },
  sgd_momentum: { make: (w) => new SGD([w], { learningRate: 0.05, momentum: 0.9 }) },
  sgd_momentum_dampening: { make: (w) => new SGD([w], { learningRate: 0.05, momentum: 0.9, dampening: 0.25 }) },
  sgd_nesterov: { make: (w) => new SGD([w], { learningRate: 0.05, momentum: 0.9, nesterov: true }) },
  sgd_weight_decay: { make: (w) => new SGD([w], { learningRate: 0.05, weightDecay: 0.1 }) },
  sgd_momentum_weight_decay: {
    make: (w) => new SGD([w], { learningRate: 0.05, momentum: 0.9, weightDecay: 0.1 }),
  },
  adagrad: { make: (w) => new Adagrad([w], { learningRate: 0.3 }) },
  adagrad_lr_decay: {
    make: (w) => new Adagrad([w], { learningRate: 0.3, learningRateDecay: 0.1, initialAccumulator: 0.5 }),
  },
  adadelta: { make: (w) => new Adadelta([w]) },
  rmsprop: { make: (w) => new RMSProp([w], { learningRate: 0.05, rho: 0.95 }) },
  rmsprop_momentum_centered: {
    make: (w) => new RMSProp([w], { learningRate: 0.02, rho: 0.95, momentum: 0.5, centered: true }),
  },
  adam: { make: (w) => new Adam([w], adam) },
  adam_l2: { make: (w) => new Adam([w], { ...adam, weightDecay: 0.1 }) },
  amsgrad: { make: (w) => new Adam([w], { ...adam, amsgrad: true }) },
  adamw: { make: (w) => new AdamW([w], { ...adam, weightDecay: 0.1 }) },
  adamax: { make: (w) => new Adamax([w], { learningRate: 0.05 }) },
  sgd_clip_norm: {
    make: (w) => new SGD([w], { learningRate: 0.05 }),
    clip: (w) => void clipByGlobalNorm([w], 0.5),
  },
  sgd_clip_value: { make: (w) => new SGD([w], { learningRate: 0.05 }), clip: (w) => clipByValue([w], 0.3) },
};

Deno.test("every set-up of optim.json is run", () => {
  assertEquals(Object.keys(setUps).sort(), golden.optimizers.map(({ name }) => name).sort());
});

for (const { name, rule, w: expected } of golden.optimizers) {
  for (const dtype of ["float64", "float32"] as const) {
    Deno.test(`${name} in ${dtype} takes the same 20 steps as PyTorch: ${rule}`, () => {
      const { make, clip } = setUps[name]!;
      const w = start(dtype);
      const optimizer = make(w);
      const actual = trajectory(w, () => {
        clip?.(w);
        optimizer.step();
      });
      assertClose(actual, expected.data, tolerances[dtype]);
    });
  }
}

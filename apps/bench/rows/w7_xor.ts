/**
 * A training step so small that only the cost of each call is left.
 *
 * @module
 */
import { Dense, meanSquaredError, Sequential } from "@chainrule/nn";
import { SGD } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";
import type { Repetition } from "../measuring/steady_state.ts";
import { trainingStep } from "../workloads/training_step.ts";
import { eagerAndCompiled } from "./eager_and_compiled.ts";
import type { Compile } from "./eager_and_compiled.ts";
import type { Row } from "./row.ts";
import { perSecond } from "./unit.ts";

/** The row. */
export const w7: Row = {
  row: "W7",
  title: "XOR step 2-8-1, batch 4",
  unit: perSecond("steps"),
  variants: eagerAndCompiled({ workload: "W7" }, setUp),
};

function setUp(compile: Compile): Repetition {
  const x = tensor([[0, 0], [0, 1], [1, 0], [1, 1]]);
  const y = tensor([[0], [1], [1], [0]]);
  const model = new Sequential([
    new Dense(8, { inputDim: 2, activation: "tanh" }),
    new Dense(1, { activation: "sigmoid" }),
  ], { seed: 0 });
  const optimizer = new SGD(model, { learningRate: 0.1 });
  const step = compile(
    trainingStep(optimizer, (x: Tensor, y: Tensor) => meanSquaredError(model.forward(x), y)),
  );
  return () => step(x, y);
}

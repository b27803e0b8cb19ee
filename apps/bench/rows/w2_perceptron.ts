/**
 * A training step of a perceptron.
 *
 * @module
 */
import { softmaxCrossEntropy } from "@chainrule/nn";
import { SGD } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import type { Repetition } from "../measuring/steady_state.ts";
import { labels, uniform } from "../workloads/hashed.ts";
import { perceptron } from "../workloads/perceptron.ts";
import { trainingStep } from "../workloads/training_step.ts";
import { eagerAndCompiled } from "./eager_and_compiled.ts";
import type { Compile } from "./eager_and_compiled.ts";
import type { Row } from "./row.ts";
import { perSecond } from "./unit.ts";

/** The row. */
export const w2: Row = {
  row: "W2",
  title: "MLP step 784-256-128-10, batch 64, SGD",
  unit: perSecond("steps"),
  variants: eagerAndCompiled({ workload: "W2" }, setUp),
};

function setUp(compile: Compile): Repetition {
  const model = perceptron();
  const optimizer = new SGD(model, { learningRate: 0.01 });
  const [x, y] = [uniform([64, 784], 1), labels(64, 10, 9)];
  const step = compile(
    trainingStep(optimizer, (x: Tensor, y: Tensor) => softmaxCrossEntropy(model.forward(x), y)),
  );
  return () => step(x, y);
}

/**
 * What is run in other runtimes: a network trained eagerly and compiled, with all that it found.
 *
 * @module
 */
import { backward } from "@chainrule/autograd";
import { threadPool, vectorLevel, withVectorLevel } from "@chainrule/kernels";
import type { VectorLevel } from "@chainrule/kernels";
import type { Tensor } from "@chainrule/tensor";
import { matmul, mean, Random, tanh, Variable } from "@chainrule/tensor";
import { jit } from "../mod.ts";

/** What a runtime can do, and what came of training there. */
export interface Report {
  /** The best vector instructions that it has. */
  readonly level: VectorLevel;
  /** On how many threads a compiled step runs. */
  readonly threads: number;
  /** The losses of eager training. */
  readonly eager: readonly number[];
  /** The losses of compiled training with each kind of vector instructions that it has. */
  readonly compiled: Readonly<Partial<Record<VectorLevel, readonly number[]>>>;
}

const levels: readonly VectorLevel[] = ["relaxed", "simd", "none"];
const steps = 6;

/** Trains a network with a hidden layer wide enough for threads. */
function train(compile: (step: (x: Tensor, y: Tensor) => Tensor) => (x: Tensor, y: Tensor) => Tensor): number[] {
  const random = new Random(5);
  const w = new Variable(random.normal([64, 128], { std: 0.2 }));
  const v = new Variable(random.normal([128, 8], { std: 0.2 }));
  const step = compile((x, y) => {
    const error = matmul(tanh(matmul(x, w)), v).sub(y);
    const loss = mean(error.mul(error));
    backward(loss);
    for (const variable of [w, v]) {
      variable.assign(variable.value.sub(variable.grad!.mul(0.1)));
      variable.grad = null;
    }
    return loss;
  });
  return Array.from({ length: steps }, () => {
    const x = random.normal([256, 64]);
    return step(x, x.slice([0, 0], [256, 8])).item();
  });
}

/** Trains in all ways that this runtime has. */
export async function report(): Promise<Report> {
  const level = vectorLevel();
  const available = levels.slice(levels.indexOf(level));
  // Twice: the workers of the second time know the programs, and are ready.
  const threads = await threadPool.warmUp();
  const compiled = available.map((level) => {
    const losses = withVectorLevel(level, () => train(jit));
    return [level, losses] as const;
  });
  return { level, threads, eager: eagerLosses(level), compiled: Object.fromEntries(compiled) };
}

/** The losses of eager training, whose larger products use vector instructions too. */
export function eagerLosses(level: VectorLevel): number[] {
  return withVectorLevel(level, () => train((step) => step));
}

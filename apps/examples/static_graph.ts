/**
 * Row 34: the static graph. The same code is run once on tensors without values, what it called is optimised and compiled, and from then on
 * runs as one program: forward, backward and the step of the optimizer together.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/static_graph.ts`
 *
 * @module
 */
import { backward } from "@chainrule/autograd";
import { spirals } from "@chainrule/data";
import { jit } from "@chainrule/jit";
import type { Program } from "@chainrule/jit";
import { Dense, Sequential, softmaxCrossEntropy } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import { barX, text } from "@observablehq/plot";
import { curvesPicture } from "./drawing/curves.ts";
import { chart, colours, grid, titled } from "./drawing/picture.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

/** Rounding changes the path of training; in float64 it takes long until one sees it. */
const dtype = "float64";

/** A way to run the step: as it is, or compiled. */
type Way = (step: () => Tensor) => () => Tensor;

/** The losses of a training run, and the milliseconds that it took. */
interface Training {
  readonly losses: readonly number[];
  readonly milliseconds: number;
}

/** How many operations there are in a step, at each stage. */
export interface Stages {
  /** Calls that the code made. */
  readonly traced: number;
  /** What is left when constants are folded, repetition is found, and what nobody asks for is dropped. */
  readonly optimised: number;
  /** Loops and products in the program. */
  readonly planned: number;
}

/** Trains the same network both ways. */
export function staticGraph(steps = 400): Shown & {
  readonly dynamic: Training;
  readonly compiled: Training;
  readonly stages: Stages;
} {
  const dynamic = train((step) => step, steps);
  let program: Program | null = null;
  const compiled = train((step) => {
    const run = jit(step);
    return () => {
      const loss = run();
      program ??= run.programs[0]!;
      return loss;
    };
  }, steps);
  const { calls, graph, plan } = program! as Program;
  const stages = { traced: calls.length, optimised: graph.nodes.length, planned: plan.operations };
  const bars = [
    { stage: "calls of the code", count: stages.traced },
    { stage: "after the passes", count: stages.optimised },
    { stage: "fused, as planned", count: stages.planned },
  ];
  return {
    dynamic,
    compiled,
    stages,
    lines: [
      "the plan of the step begins with",
      ...`${plan}`.split("\n").slice(0, 16),
      "…",
      `${stages.traced} calls, ${stages.optimised} after the passes, ${stages.planned} steps of the program`,
      `${steps} steps as they are written: loss ${dynamic.losses.at(-1)!.toFixed(10)}, ${
        dynamic.milliseconds.toFixed(0)
      } ms`,
      `${steps} steps compiled, tracing included: loss ${compiled.losses.at(-1)!.toFixed(10)}, ${
        compiled.milliseconds.toFixed(0)
      } ms`,
    ],
    svg: grid([
      titled(
        "One training step",
        chart({
          marginLeft: 130,
          marginRight: 48,
          height: 220,
          x: { label: "operations", grid: true },
          y: { label: null, domain: bars.map(({ stage }) => stage) },
          marks: [
            barX(bars, { x: "count", y: "stage", fill: colours[0] }),
            text(bars, { x: "count", y: "stage", text: "count", textAnchor: "start", dx: 4 }),
          ],
        }),
      ),
      curvesPicture("Both ways learn the same", [
        { name: "as it is written", points: points(dynamic), width: 6, colour: "#bbb" },
        { name: "compiled", points: points(compiled) },
      ], { height: 200, x: { label: "step" }, y: { label: "loss (nats)", grid: true, zero: true } }),
    ], 2).svg,
  };
}

function train(way: Way, steps: number): Training {
  const { x, y } = spirals({ count: 200, seed: 1, dtype });
  const model = new Sequential([
    new Dense(32, { inputDim: 2, activation: "tanh", dtype }),
    new Dense(32, { activation: "tanh", dtype }),
    new Dense(2, { dtype }),
  ], { seed: 1 });
  const optimizer = new Adam(model, { learningRate: 0.01 });
  const step = way(() => {
    const loss = softmaxCrossEntropy(model.forward(x), y);
    backward(loss);
    optimizer.step();
    return loss;
  });
  const started = performance.now();
  const losses = Array.from({ length: steps }, () => step().item());
  return { losses, milliseconds: performance.now() - started };
}

function points({ losses }: Training): [number, number][] {
  return losses.map((loss, i) => [i + 1, loss]);
}

if (import.meta.main) await present(staticGraph(), import.meta);

import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { Compile } from "./compile.ts";
import { asItIs, compiled } from "./compile.ts";
import { convolutionalTraining } from "./convolutional_network.ts";
import { exclusiveOrTraining } from "./exclusive_or.ts";
import golden from "./golden/first_losses.json" with { type: "json" };
import { graphAttentionTraining } from "./graph_attention.ts";
import { graphConvolutionTraining } from "./graph_convolution.ts";
import { uniform } from "./hashed.ts";
import { longShortTermMemoryTraining } from "./long_short_term_memory.ts";
import { perceptronTraining } from "./perceptron.ts";
import type { Training } from "./training.ts";

const workloads: Readonly<Record<string, (compile: Compile) => Training>> = {
  W2: perceptronTraining,
  W3: convolutionalTraining,
  W4: (compile) => graphConvolutionTraining(compile, 0),
  W5: (compile) => graphAttentionTraining(compile, 0),
  W7: exclusiveOrTraining,
  W8: longShortTermMemoryTraining,
};

/** Weights that PyTorch began with, too: see golden/first_losses.py. */
function restart({ parameters }: Training): void {
  parameters.forEach((parameter, k) => {
    const [rows = 1] = parameter.shape;
    const size = parameter.value.size;
    parameter.assign(uniform(parameter.shape, 100 + k, 1 / Math.sqrt(parameter.shape.length > 1 ? size / rows : size)));
  });
}

function firstLosses(make: (compile: Compile) => Training, compile: Compile, steps: number): number[] {
  const training = make(compile);
  restart(training);
  return Array.from({ length: steps }, () => training.step().item());
}

for (const [row, losses] of Object.entries(golden.losses)) {
  for (const [how, compile] of [["operation by operation", asItIs], ["compiled", compiled]] as const) {
    const make = workloads[row]!;
    Deno.test(`${row}, ${how}, has the first losses of PyTorch`, () => {
      // Operation by operation, some take a second a step.
      const steps = compile === asItIs ? 2 : losses.length;
      firstLosses(make, compile, steps).forEach((loss, step) => {
        // Both round each operation to float32, 2^-24 relative, and most of that cancels in the mean over samples: two such units were seen.
        assertAlmostEquals(loss, losses[step]!, 16 * 2 ** -24 * losses[step]!, `step ${step}`);
      });
    });
  }
}

for (const [row, make] of Object.entries({ W4: graphConvolutionTraining, W5: graphAttentionTraining })) {
  Deno.test(`${row} with dropout learns, and its losses differ from those without`, () => {
    for (const compile of [asItIs, compiled]) {
      const losses = firstLosses((c) => make(c, 0.5), compile, 3);
      assert(losses.every((loss) => loss > 1 && loss < 3), `${losses}`);
      const without = firstLosses((c) => make(c, 0), compile, 1);
      assert(Math.abs(losses[0]! - without[0]!) > 1e-6, `${losses[0]} and ${without[0]}`);
    }
  });
}

for (const [row, make] of Object.entries(workloads)) {
  Deno.test(`${row}, compiled, is traced once`, () => {
    let traces = 0;
    const { step } = make((f) =>
      compiled((...args) => {
        traces++;
        return f(...args);
      })
    );
    for (let i = 0; i < 4; i++) step();
    assertEquals(traces, 1);
  });
}

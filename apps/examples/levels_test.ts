import type { VectorLevel } from "@chainrule/kernels";
import { withVectorLevel } from "@chainrule/kernels";
import { supports } from "@chainrule/kernels/wasm";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { compareBiasShift } from "./bias_shift.ts";
import { boltzmannMachine } from "./boltzmann_machine.ts";
import { countDeadUnits } from "./dead_units.ts";
import { descend, surfaces } from "./loss_surface.ts";
import { staticGraph } from "./static_graph.ts";
import { structuredRisk } from "./structured_risk.ts";

/**
 * The first steps of what examples compile themselves. Those that call `fit` run what `packages/nn/training/fit_jit_test.ts` compares;
 * `cost_of_modes` only counts what was traced.
 * Without vector instructions nothing is compiled: the numbers are those of eager code.
 */
const courses: Readonly<Record<string, () => readonly number[]>> = {
  bias_shift: () => compareBiasShift(20).shifts.flatMap(({ losses }) => losses),
  boltzmann_machine: () => boltzmannMachine(2).momentErrors.map(([, error]) => error),
  dead_units: () => countDeadUnits(20).courses.flatMap(({ shares }) => shares.map(([, share]) => share)),
  loss_surface: () =>
    Object.values(surfaces).flatMap((surface) => descend(surface, [3, -2], 50)).map(({ value }) => value),
  static_graph: () => staticGraph(20).compiled.losses,
  structured_risk: () =>
    structuredRisk({ lambdas: [0.01], steps: 20 }).results.flatMap(({ norm, trainLoss }) => [norm, trainLoss]),
};

const levels: readonly VectorLevel[] = [
  ...supports("relaxedSimd") ? ["relaxed" as const] : [],
  ...supports("simd") ? ["simd" as const] : [],
];

for (const [name, course] of Object.entries(courses)) {
  Deno.test(`${name} has the numbers of eager code, to 1e-5, with every kind of vector instructions`, () => {
    const eager = withVectorLevel("none", course);
    assert(new Set(eager).size > 1, `${eager}`);
    for (const level of levels) {
      const compiled = withVectorLevel(level, course);
      assertEquals(compiled.length, eager.length);
      compiled.forEach((value, i) =>
        assertAlmostEquals(value, eager[i]!, 1e-5, `${name} at level ${level}, number ${i}`)
      );
    }
  });
}

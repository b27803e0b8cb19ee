/**
 * Row 35: what both modes cost. Forward mode takes a pass for each of N inputs, reverse mode one for each of M outputs.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/cost_of_modes.ts`
 *
 * @module
 */
import { jacobian } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { matmul, Random, reshape, tanh } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { curvesPicture } from "./drawing/curves.ts";
import { grid } from "./drawing/picture.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

/** The cost of one Jacobian of shape `[M, N]` in both modes. */
export interface Cost {
  readonly N: number;
  readonly M: number;
  /** Operations, the run of the function itself included. */
  readonly forward: number;
  readonly reverse: number;
  /** For information: milliseconds, eagerly. */
  readonly milliseconds: { readonly forward: number; readonly reverse: number };
}

const hidden = 16;

/** A network from N numbers to M, with one hidden layer. */
function networkOf(N: number, M: number): (x: Tensor) => Tensor {
  const random = new Random(1);
  const [W1, W2] = [random.normal([hidden, N], { dtype: "float64" }), random.normal([M, hidden], { dtype: "float64" })];
  return (x) => reshape(matmul(W2, tanh(matmul(W1, reshape(x, [N, 1])))), [M]);
}

/** Counts what both modes do for a Jacobian of a size. */
export function costOf(N: number, M: number): Cost {
  const x = new Random(2).normal([N], { dtype: "float64" });
  const measured = (mode: "forward" | "reverse") => {
    const derivative = jacobian(networkOf(N, M), { mode });
    // Tracing writes down every operation, so they can be counted.
    const counted = jit((x: Tensor) => derivative(x));
    counted(x);
    const started = performance.now();
    derivative(x);
    return { calls: counted.programs[0]!.calls.length, milliseconds: performance.now() - started };
  };
  const [forward, reverse] = [measured("forward"), measured("reverse")];
  return {
    N,
    M,
    forward: forward.calls,
    reverse: reverse.calls,
    milliseconds: { forward: forward.milliseconds, reverse: reverse.milliseconds },
  };
}

/** More and more inputs with one output, and more and more outputs with one input. */
export function costOfModes(sizes: readonly number[] = [1, 2, 4, 8, 16, 32, 64]): Shown & {
  readonly inputs: readonly Cost[];
  readonly outputs: readonly Cost[];
} {
  const inputs = sizes.map((N) => costOf(N, 1));
  const outputs = sizes.map((M) => costOf(1, M));
  const line = ({ N, M, forward, reverse, milliseconds }: Cost) =>
    `N = ${String(N).padStart(2)}, M = ${String(M).padStart(2)}: forward ${String(forward).padStart(4)} operations (${
      milliseconds.forward.toFixed(1)
    } ms), reverse ${String(reverse).padStart(4)} (${milliseconds.reverse.toFixed(1)} ms)`;
  const axes = (label: string) => ({
    width: 400,
    x: { type: "log", base: 2, label, ticks: [...sizes], tickFormat: "d" },
    y: { type: "log", label: "operations", grid: true, tickFormat: "~s" },
  } as const);
  return {
    inputs,
    outputs,
    lines: [...inputs, ...outputs].map(line),
    svg: grid([
      curvesPicture("One output, M = 1: reverse mode wins", [
        { name: "forward", points: inputs.map(({ N, forward }) => [N, forward]), dots: true },
        { name: "reverse", points: inputs.map(({ N, reverse }) => [N, reverse]), dots: true },
      ], axes("inputs N")),
      curvesPicture("One input, N = 1: forward mode wins", [
        { name: "forward", points: outputs.map(({ M, forward }) => [M, forward]), dots: true },
        { name: "reverse", points: outputs.map(({ M, reverse }) => [M, reverse]), dots: true },
      ], axes("outputs M")),
    ], 2).svg,
  };
}

if (import.meta.main) await present(costOfModes(), import.meta);

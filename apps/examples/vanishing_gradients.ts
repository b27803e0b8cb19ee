/**
 * Row 38: vanishing gradients. The error term δ of each layer of a deep network: every logistic layer shrinks it, since σ′ is at most 1/4.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/vanishing_gradients.ts`
 *
 * @module
 */
import { relu, sigmoid } from "@chainrule/activations";
import { grad, gradients } from "@chainrule/autograd";
import { matmul, max, Random, sqrt, square, sum, tanh, tensor, transpose, Variable } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { curvesPicture } from "./drawing/curves.ts";
import { grid } from "./drawing/picture.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

const units = 64;

/** An activation, with the standard deviation of weights that suits it. */
interface Kind {
  readonly f: (z: Tensor) => Tensor;
  readonly deviation: number;
}

const names = ["logistic", "tanh", "relu"] as const;

/** Glorot's deviation for the first two, He's for the last. */
const kinds: Readonly<Record<(typeof names)[number], Kind>> = {
  logistic: { f: sigmoid, deviation: Math.sqrt(1 / units) },
  tanh: { f: tanh, deviation: Math.sqrt(1 / units) },
  relu: { f: relu, deviation: Math.sqrt(2 / units) },
};

/** The norm of δ in each layer, first to last, by activation. */
export type Norms = Readonly<Record<"logistic" | "tanh" | "relu", readonly number[]>>;

/** The root mean square over samples of ‖δ⁽ˡ⁾‖, for a network so deep. */
function deltaNorms({ f, deviation }: Kind, depth: number): number[] {
  const random = new Random(1);
  let a = random.normal([32, units], { dtype: "float64" });
  const z: Tensor[] = [];
  for (let layer = 0; layer < depth; layer++) {
    const W = new Variable(random.normal([units, units], { dtype: "float64" }).mul(deviation));
    z.push(matmul(a, transpose(W)));
    a = f(z.at(-1)!);
  }
  const loss = sum(a.mul(random.normal([32, units], { dtype: "float64" })));
  return gradients(loss, z).map((delta) => sqrt(sum(square(delta)).mul(1 / 32)).item());
}

/** The norms of δ, and the derivatives of the activations that explain them. */
export function vanishingGradients(depth = 20): Shown & {
  readonly norms: Norms;
  /** The largest value of each derivative. */
  readonly steepest: Readonly<Record<"logistic" | "tanh", number>>;
} {
  const normsOf = (name: keyof Norms) => deltaNorms(kinds[name], depth);
  const norms = { logistic: normsOf("logistic"), tanh: normsOf("tanh"), relu: normsOf("relu") };
  const x = tensor(Float64Array.from({ length: 161 }, (_, i) => (i - 80) / 10));
  const slope = (f: (x: Tensor) => Tensor): Tensor => grad((x) => sum(f(x)))(x);
  const steepest = { logistic: max(slope(sigmoid)).item(), tanh: max(slope(tanh)).item() };
  return {
    norms,
    steepest,
    lines: [
      ...names.map((name) =>
        `${name.padEnd(8)}  ‖δ‖ of the last layer ${norms[name].at(-1)!.toExponential(1)}, of the first ${
          norms[name][0]!.toExponential(1)
        }: ${(norms[name].at(-1)! / norms[name][0]!).toPrecision(2)} times smaller`
      ),
      `the derivative of the logistic function is at most ${steepest.logistic}, that of tanh ${steepest.tanh}`,
    ],
    svg: grid([
      curvesPicture(
        `A network of ${depth} layers before training`,
        names.map((name) => ({
          name,
          points: norms[name].map((norm, layer) => [layer + 1, norm] as const),
          dots: true,
        })),
        { x: { label: "layer" }, y: { type: "log", label: "‖δ‖", grid: true, tickFormat: "~e" } },
      ),
      curvesPicture(
        "Derivatives",
        names.map((name) => {
          const slopes = slope(kinds[name].f).data;
          return { name, points: Array.from(x.data, (x, i) => [x, slopes[i]!] as const) };
        }),
        { x: { label: "z" }, y: { label: "f′(z)", grid: true } },
      ),
    ], 2).svg,
  };
}

if (import.meta.main) await present(vanishingGradients(), import.meta);

/**
 * Row 37: the loss surface of ŷ = σ(w₂ σ(w₁ x)) for x = 1, y = 1, with squared error and with cross-entropy. Neither is convex, and neither has a
 * stationary point anywhere: what stops gradient descent is a plateau.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/loss_surface.ts`
 *
 * @module
 */
import { sigmoid, softplus } from "@chainrule/activations";
import { grad } from "@chainrule/autograd";
import type { TensorFunction } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { square, sum, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { grid } from "./drawing/picture.ts";
import { reliefPicture } from "./drawing/relief_picture.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

/** A loss as a function of both weights, element by element. */
export type Surface = (w1: Tensor, w2: Tensor) => Tensor;

/** Both losses, of the net input u = w₂ σ(w₁) of the output: (1 − σ(u))² and −log σ(u). */
export const surfaces: Readonly<Record<"squaredError" | "crossEntropy", Surface>> = {
  squaredError: (w1, w2) => square(sigmoid(w2.mul(sigmoid(w1))).neg().add(1)),
  crossEntropy: (w1, w2) => softplus(w2.mul(sigmoid(w1)).neg()),
};

/** A place with its height. */
export interface Point {
  readonly w1: number;
  readonly w2: number;
  readonly value: number;
}

/** What a surface looks like, on a grid of places. */
export interface Survey {
  readonly lowest: Point;
  readonly highest: Point;
  /** The norm of the gradient where it is least and greatest. */
  readonly flattest: Point;
  readonly steepest: Point;
  /** How many places the Hessian is positive definite, negative definite or indefinite at. */
  readonly curvature: Readonly<Record<"positive" | "negative" | "indefinite", number>>;
  /** The losses, row by row of w₂ from below. */
  readonly heights: readonly number[];
}

/** How many places there are on each side of the grid, from −5 to 5. */
export const side = 101;

const coordinate = (i: number): number => (i - 50) / 10;
const w1Of = (place: number): number => coordinate(place % side);
const w2Of = (place: number): number => coordinate(Math.floor(place / side));
const places = Array.from({ length: side * side }, (_, place) => place);

/** Looks at a surface everywhere on the grid at once: no place depends on another, so a sum has all their derivatives. */
export function survey(surface: Surface): Survey {
  const w1 = tensor(Float64Array.from(places, w1Of));
  const w2 = tensor(Float64Array.from(places, w2Of));
  const partial = (f: Surface, argument: 0 | 1): Surface => grad((w1, w2) => sum(f(w1!, w2!)), { argument });
  const [d1, d2] = [partial(surface, 0), partial(surface, 1)];
  const valuesOf = (f: Surface) => f(w1, w2).data;

  const heights = valuesOf(surface);
  const [g1, g2] = [valuesOf(d1), valuesOf(d2)];
  const norms = places.map((i) => Math.hypot(g1[i]!, g2[i]!));
  const [h11, h12, h22] = [valuesOf(partial(d1, 0)), valuesOf(partial(d1, 1)), valuesOf(partial(d2, 1))];
  const kindAt = (i: number) => {
    if (h11[i]! * h22[i]! - h12[i]! ** 2 < 0) return "indefinite";
    return h11[i]! > 0 ? "positive" : "negative";
  };
  const kinds = places.map(kindAt);
  const count = (kind: string) => kinds.filter((each) => each === kind).length;
  return {
    lowest: extreme(heights, -1),
    highest: extreme(heights, 1),
    flattest: extreme(norms, -1),
    steepest: extreme(norms, 1),
    curvature: { positive: count("positive"), negative: count("negative"), indefinite: count("indefinite") },
    heights: [...heights],
  };
}

function extreme(values: ArrayLike<number>, sign: 1 | -1): Point {
  const place = places.reduce((best, i) => sign * (values[i]! - values[best]!) > 0 ? i : best);
  return { w1: w1Of(place), w2: w2Of(place), value: values[place]! };
}

/** Gradient descent with α = 0.5: the path, thinned out, from the start to where it ends. */
export function descend(surface: Surface, start: readonly [number, number], steps: number): Point[] {
  const loss: TensorFunction = (w1, w2) => surface(w1!, w2!);
  const [slope1, slope2] = [grad(loss, { argument: 0 }), grad(loss, { argument: 1 })];
  const next = jit((w1: Tensor, w2: Tensor) => [w1.sub(slope1(w1, w2).mul(0.5)), w2.sub(slope2(w1, w2).mul(0.5))]);
  let [w1, w2] = start.map((value) => tensor(value, "float64")) as [Tensor, Tensor];
  const path: Point[] = [];
  for (let step = 0; step <= steps; step++) {
    if (step % Math.max(1, steps / 200) === 0) {
      path.push({ w1: w1.item(), w2: w2.item(), value: surface(w1, w2).item() });
    }
    [w1, w2] = next(w1, w2) as [Tensor, Tensor];
  }
  return path;
}

/** Surveys both surfaces, and goes down from two places. */
export function lossSurface(steps = 2000): Shown & {
  readonly surveys: Readonly<Record<keyof typeof surfaces, Survey>>;
} {
  const names = ["squaredError", "crossEntropy"] as const;
  const titles = { squaredError: "Squared error (1 − ŷ)²", crossEntropy: "Cross-entropy −log ŷ" };
  const surveys = { squaredError: survey(surfaces.squaredError), crossEntropy: survey(surfaces.crossEntropy) };
  const starts = [[1, -5], [3, -3]] as const;
  const paths = Object.fromEntries(
    names.map((name) => [name, starts.map((start) => descend(surfaces[name], start, steps))]),
  );
  const at = ({ w1, w2, value }: Point) => `${value.toPrecision(4)} at (${w1}, ${w2})`;
  return {
    surveys,
    lines: names.flatMap((name) => {
      const { lowest, highest, flattest, steepest, curvature } = surveys[name];
      return [
        titles[name],
        `  lowest ${at(lowest)}, highest ${at(highest)}`,
        `  gradient norm: least ${at(flattest)}, greatest ${at(steepest)}`,
        `  Hessian: positive definite at ${curvature.positive} places, negative definite at ${curvature.negative}, indefinite at ${curvature.indefinite}`,
        ...starts.map((start, i) =>
          `  ${steps} steps from (${start}): loss ${paths[name]![i]!.at(-1)!.value.toFixed(4)}`
        ),
      ];
    }),
    svg: grid(
      names.map((name) =>
        reliefPicture({
          title: titles[name],
          heights: surveys[name].heights,
          side,
          reach: 5,
          paths: paths[name]!,
        })
      ),
      1,
    ).svg,
  };
}

if (import.meta.main) await present(lossSurface(), import.meta);

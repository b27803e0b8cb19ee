/**
 * Row 24: one hidden layer can come as close to a continuous function as one likes, if it is wide enough.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/universal_approximation.ts`
 *
 * @module
 */
import { Dense, Sequential } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import { tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { curvesPicture } from "./drawing/curves.ts";
import { grid } from "./drawing/picture.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

/** The function on [−1, 1] that is to be approximated. */
export const wanted = (x: number): number => Math.sin(3 * Math.PI * x) + 0.5 * Math.cos(7 * x);

/** A network of one width, and how well it did. */
export interface Approximation {
  /** The number of hidden units. */
  readonly width: number;
  /** The root of the mean squared error. */
  readonly error: number;
  /** What it makes of the points of the curve. */
  readonly curve: readonly number[];
}

/** What {@link universalApproximation} is made with. */
export interface Settings {
  /** @default [1, 2, 4, 8, 16, 32, 64] */
  readonly widths?: readonly number[];
  /** How often each network goes through the points. @default 3000 */
  readonly epochs?: number;
}

const points = Array.from({ length: 201 }, (_, i) => -1 + i / 100);
const column = (values: readonly number[]): Tensor => tensor(values.map((value) => [value]));

/** Trains a network of each width on the same points. */
export async function universalApproximation(
  { widths = [1, 2, 4, 8, 16, 32, 64], epochs = 3000 }: Settings = {},
): Promise<Shown & { readonly approximations: readonly Approximation[] }> {
  const approximations: Approximation[] = [];
  for (const width of widths) approximations.push(await approximated(width, epochs));
  return {
    approximations,
    lines: approximations.map(({ width, error }) =>
      `${String(width).padStart(3)} hidden units: error ${error.toFixed(4)}`
    ),
    svg: picture(approximations),
  };
}

async function approximated(width: number, epochs: number): Promise<Approximation> {
  // Steep units, with their steps spread over the interval: so the proof of the theorem begins, too.
  const side = (unit: number) => unit % 2 === 0 ? 8 : -8;
  const place = (unit: number) => 2 * (unit + 0.5) / width - 1;
  const model = new Sequential([
    new Dense(width, {
      inputDim: 1,
      activation: "tanh",
      weightInitializer: (shape) => tensor(Float32Array.from({ length: width }, (_, i) => side(i)), "float32", shape),
      biasInitializer: (shape) =>
        tensor(Float32Array.from({ length: width }, (_, i) => -side(i) * place(i)), "float32", shape),
    }),
    new Dense(1),
  ], { seed: 1 });
  const [x, y] = [column(points), column(points.map(wanted))];
  model.compile({ loss: "meanSquaredError", optimizer: (parameters) => new Adam(parameters, { learningRate: 0.01 }) });
  await model.fit(x, y, { epochs, batchSize: points.length });
  return { width, error: Math.sqrt(model.evaluate(x, y).loss), curve: [...model.predict(x).data] };
}

function picture(approximations: readonly Approximation[]): string {
  const shown = [Math.floor((approximations.length - 1) / 2), approximations.length - 1];
  return grid([
    curvesPicture("A function, and what two networks make of it", [
      { name: "the function", points: points.map((x) => [x, wanted(x)]), colour: "#bbb", width: 6 },
      ...new Set(shown).values().map((i) => approximations[i]!).map(({ width, curve }) => ({
        name: `${width} hidden units`,
        points: points.map((x, i) => [x, curve[i]!] as const),
      })),
    ], { x: { label: "x" }, y: { label: "output" } }),
    curvesPicture("Error against width", [
      { name: "error", points: approximations.map(({ width, error }) => [width, error]), dots: true },
    ], {
      x: {
        type: "log",
        base: 2,
        label: "hidden units",
        ticks: approximations.map(({ width }) => width),
        tickFormat: "d",
      },
      y: { type: "log", label: "root of the mean squared error", grid: true, tickFormat: "~g" },
    }),
  ], 2).svg;
}

if (import.meta.main) await present(await universalApproximation(), import.meta);

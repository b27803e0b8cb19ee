/**
 * Row 17: a Boltzmann machine of eight units learns the bars of a square of four pixels, by samples, and is compared with all of its states; another one is annealed.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/boltzmann_machine.ts`
 *
 * @module
 */
import { backward, noGrad } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { binaryStates, BoltzmannMachine, coolingSchedule, momentsOf } from "@chainrule/memory";
import { normalInitializer } from "@chainrule/nn";
import { SGD } from "@chainrule/optim";
import { less, matmul, Random, repeat, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { barY, dot, ruleY } from "@observablehq/plot";
import { curvesPicture } from "./drawing/curves.ts";
import { chart, colours, grid, titled } from "./drawing/picture.ts";
import type { Picture } from "./drawing/picture.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

/** Nothing, everything, two bars across, and two bars down: what three pixels show decides the fourth, but no pair of pixels says much. */
export const bars: Tensor = tensor([
  [0, 0, 0, 0],
  [1, 1, 1, 1],
  [1, 1, 0, 0],
  [0, 0, 1, 1],
  [1, 0, 1, 0],
  [0, 1, 0, 1],
]);

/** What {@link boltzmannMachine} finds. */
export interface Found extends Shown {
  /** The largest difference between first and second moments of the visible units and those of the data, by steps of learning. */
  readonly momentErrors: readonly (readonly [step: number, error: number])[];
  /** The probability of each of the 16 states of the visible units: in the data, in the machine, and among its samples. */
  readonly probabilities: Readonly<Record<"data" | "machine" | "samples", readonly number[]>>;
  /** How many chains end in a state of the lowest energy: cooled slowly, and cold from the beginning. */
  readonly lowest: Readonly<Record<"annealed" | "frozen", number>>;
}

/** What became of chains. */
interface Cooled {
  /** Their mean energy after each sweep. */
  readonly energies: readonly (readonly [sweep: number, energy: number])[];
  /** The lowest energy that there is. */
  readonly least: number;
  /** How many chains end there. */
  readonly lowest: number;
}

const chains = 500;
const sweeps = 100;

/** Learns, samples and anneals. */
export function boltzmannMachine(steps = 1500, seed = 1): Found {
  const machine = new BoltzmannMachine({
    visible: 4,
    hidden: 4,
    chains,
    weightInitializer: normalInitializer(0.5),
  }).useRandom(new Random(seed));
  const momentErrors = learned(machine, steps);
  const probabilities = {
    data: frequencies(bars),
    machine: [...machine.visibleProbabilities().data],
    samples: frequencies(machine.sample(4000, { steps: 200 }).slice([0, 0], [4000, 4])),
  };
  const puzzle = tangled();
  const cooled = cooledDown(puzzle, coolingSchedule(sweeps, { from: 2, to: 0.05 }));
  const frozen = cooledDown(puzzle, new Array<number>(sweeps).fill(0.05));
  const lowest = { annealed: cooled.lowest, frozen: frozen.lowest };
  const share = probabilities.machine.filter((_, state) => probabilities.data[state]! > 0).reduce((sum, p) => sum + p);
  const difference = Math.max(...probabilities.machine.map((p, state) => Math.abs(p - probabilities.samples[state]!)));
  return {
    momentErrors,
    probabilities,
    lowest,
    lines: [
      `moments within ${momentErrors.at(-1)![1].toFixed(4)} of those of the data`,
      `${(100 * share).toFixed(1)} % of what the machine makes up are bars`,
      `Gibbs sampling: probabilities within ${difference.toFixed(4)} of the exact ones`,
      `of the lowest energy: ${percent(lowest.annealed)} of annealed chains, ${percent(lowest.frozen)} of frozen ones`,
    ],
    svg: grid([
      curvesPicture("How far moments are from those of the data", [{ name: "error", points: momentErrors }], {
        x: { label: "step" },
        y: { label: "largest difference", grid: true, zero: true },
      }),
      distributions(probabilities),
      curvesPicture(`The energy of ${chains} chains of a tangled machine`, [
        { name: "annealed", points: cooled.energies },
        { name: "cold throughout", points: frozen.energies },
        { name: "lowest energy", points: [[0, cooled.least], [sweeps, cooled.least]], colour: "#999", width: 1 },
      ], { x: { label: "sweep" }, y: { label: "mean energy", grid: true } }),
    ], 3).svg,
  };
}

/** What units do together with the data clamped, minus what they do in chains of their own: the rule of learning. */
function learned(machine: BoltzmannMachine, steps: number): [number, number][] {
  const data = repeat(bars, 80, 0);
  const target = momentsOf(bars).correlation;
  const optimizer = new SGD(machine, { learningRate: 1 });
  const step = jit((x: Tensor) => {
    backward(machine.contrastiveDivergence(x, { steps: 3, persistent: true }));
    optimizer.step();
  });
  const error = () => noGrad(() => machine.moments().correlation.slice([0, 0], [4, 4]).sub(target).abs().max()).item();
  const errors: [number, number][] = [[0, error()]];
  for (let i = 1; i <= steps; i++) {
    optimizer.learningRate = 1 - (i - 1) / steps;
    step(data);
    if (i % 50 === 0 || i === steps) errors.push([i, error()]);
  }
  return errors;
}

/** How often each of the 16 states is among the rows of `states`. */
function frequencies(states: Tensor): number[] {
  const counts = new Array<number>(16).fill(0);
  const codes = matmul(states, tensor([[8], [4], [2], [1]])).data;
  for (const code of codes) counts[code]! += 1 / codes.length;
  return counts;
}

/** A machine of 14 units of which many want opposite things, so that there are valleys to be caught in. A state and its opposite have the same energy. */
function tangled(): BoltzmannMachine {
  const random = new Random(4);
  const pairs = new BoltzmannMachine({ visible: 14, weightInitializer: normalInitializer(1) }).useRandom(random)
    .weights();
  return BoltzmannMachine.fromWeights(pairs, pairs.sum({ axis: 1 }).div(-2)).useRandom(random);
}

/** Runs chains at falling temperatures. */
function cooledDown(machine: BoltzmannMachine, temperatures: readonly number[]): Cooled {
  const sweep = jit((states: Tensor, temperature: Tensor | number) => machine.sweep(states, { temperature }));
  let states = machine.sample(chains, { steps: 0 });
  const energies: [number, number][] = [[0, machine.energy(states).mean().item()]];
  temperatures.forEach((temperature, i) => {
    states = sweep(states, temperature);
    energies.push([i + 1, machine.energy(states).mean().item()]);
  });
  const least = machine.energy(binaryStates(machine.units)).min().item();
  return { energies, least, lowest: less(machine.energy(states), least + 1e-4).cast("float32").mean().item() };
}

function distributions({ data, machine, samples }: Found["probabilities"]): Picture {
  const points = (values: readonly number[]) =>
    values.map((probability, state) => ({ state: state.toString(2).padStart(4, "0"), probability }));
  const place = { x: "state", y: "probability" };
  const picture = chart({
    x: { type: "band", label: "state of the four pixels", tickRotate: -60 },
    y: { label: "probability", grid: true },
    marginBottom: 56,
    marks: [
      barY(points(data), { ...place, fill: "#ccc" }),
      dot(points(machine), { ...place, fill: colours[0], r: 5 }),
      dot(points(samples), { ...place, fill: colours[1], r: 2.5 }),
      ruleY([0]),
    ],
  });
  const keys = [["data", "#ccc"], ["machine, from all states", colours[0]], ["its samples", colours[1]]] as const;
  return titled("Six of sixteen states are bars", picture, keys);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

if (import.meta.main) await present(boltzmannMachine(), import.meta);

/**
 * Every preset.
 *
 * @module
 */
import { nearest } from "@chainrule/tensor";
import { UsageError } from "../cli/failure.ts";
import { addingLstm } from "./adding_lstm.ts";
import { copyNtm } from "./copy_ntm.ts";
import { csv } from "./csv.ts";
import { digitsRBM } from "./digits_rbm.ts";
import { citeseerGat, coraGat } from "./graph_attention.ts";
import { citeseer, cora, karate } from "./graphs.ts";
import { hopfield } from "./hopfield.ts";
import { iris } from "./iris.ts";
import { mnist } from "./mnist.ts";
import { mnistCnn } from "./mnist_cnn.ts";
import { molecules } from "./molecules.ts";
import { moons, spirals, xor } from "./points.ts";
import type { Preset } from "./preset.ts";

/** Every preset, in the order of `--list`. */
export const presets: readonly Preset[] = [
  mnist,
  mnistCnn,
  iris,
  csv,
  xor,
  moons,
  spirals,
  karate,
  cora,
  citeseer,
  coraGat,
  citeseerGat,
  molecules,
  hopfield,
  digitsRBM,
  addingLstm,
  copyNtm,
];

/** The preset with a name. */
export function presetNamed(name: string): Preset {
  const found = presets.find((preset) => preset.name === name);
  if (found !== undefined) return found;
  const names = presets.map((preset) => preset.name);
  throw new UsageError(`There is no preset ${name}; did you mean ${nearest(name, names)}? --list lists all`);
}

/** What `--list` prints. */
export function presetList(): string {
  const width = Math.max(...presets.map(({ name }) => name.length));
  return presets.map(({ name, description }) => `${name.padEnd(width)}  ${description}`).join("\n");
}

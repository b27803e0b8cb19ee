/**
 * What a restricted Boltzmann machine has learned of digits.
 *
 * @module
 */
import { noGrad } from "@chainrule/autograd";
import type { RBM } from "@chainrule/memory";
import { reshape, slice, transpose } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import type { Chart } from "../report/chart.ts";
import { plotPlanes } from "../report/plot_planes.ts";
import type { PlaneRow } from "../report/plot_planes.ts";

/** How many pictures stand in a row. */
const perRow = 16;
/** How many steps samples are away from noise. */
const steps = 1000;

/** A chart of the weights of hidden units, of pictures beside their reconstructions, and of pictures that the machine makes up from noise. */
export function plotDigits(model: RBM, x: Tensor, side: number): Chart {
  return noGrad(() => {
    const row = (title: string, images: Tensor, scale: PlaneRow["scale"] = "from 0"): PlaneRow => ({
      title,
      planes: reshape(images, [-1, side, side]),
      scale,
    });
    const shown = slice(x, [0], [Math.min(perRow, x.shape[0]!)]);
    const filters = transpose(model.weight!.value);
    const filterRows: PlaneRow[] = [];
    for (let first = 0; first < model.hidden; first += perRow) {
      const last = Math.min(first + perRow, model.hidden);
      const title = `weights of hidden units ${first + 1} to ${last}: negative ones blue, positive ones red`;
      filterRows.push(row(title, slice(filters, [first], [last]), "both signs"));
    }
    return plotPlanes([
      row("digits of the test", shown),
      row("the same, as the hidden units remember them", model.reconstruct(shown)),
      row(
        `made up from noise by ${steps} steps of Gibbs sampling`,
        model.sample(perRow, { steps, visible: "probabilities" }),
      ),
      ...filterRows,
    ]);
  });
}

/**
 * What a convolutional network has learned.
 *
 * @module
 */
import type { Sequential } from "@chainrule/nn";
import type { Tensor } from "@chainrule/tensor";
import { reshape } from "@chainrule/tensor";
import type { Chart } from "./chart.ts";
import { plotPlanes } from "./plot_planes.ts";
import type { PlaneRow } from "./plot_planes.ts";

/**
 * A chart of the filters of the first layer, and of what both layers of filters find in a digit.
 *
 * @param model What `lenet` made
 * @param digit Shape `[1, 784]`
 */
export function plotFilters(model: Sequential, digit: Tensor): Chart {
  const outputs = [digit];
  for (const layer of model.layers.slice(0, 4)) outputs.push(layer.forward(outputs.at(-1)!));
  const [, image, first, , second] = outputs as [Tensor, Tensor, Tensor, Tensor, Tensor];
  const filters = model.layers[1]!.parameters()[0]!.value;
  const row = (title: string, images: Tensor, scale: PlaneRow["scale"] = "from 0"): PlaneRow => ({
    title,
    planes: reshape(images, [-1, ...images.shape.slice(2)]),
    scale,
  });
  return plotPlanes([
    row("the filters of the first layer: negative weights blue, positive ones red", filters, "both signs"),
    row("the first digit of the test", image),
    row("what the filters of the first layer find in it", first),
    row("what those of the second layer find, in images of half the size", second),
  ]);
}

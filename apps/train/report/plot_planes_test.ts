import { Random, tensor, zeros } from "@chainrule/tensor";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { lenet } from "../networks/lenet.ts";
import { mnistCnn } from "../presets/mnist_cnn.ts";
import { plotFilters } from "./plot_filters.ts";
import { plotPlanes } from "./plot_planes.ts";

Deno.test("plotPlanes() draws runs of one shade, from black to white", () => {
  const { svg, width, height } = plotPlanes([{
    title: "t",
    planes: tensor([[[0, 2, 2], [1, 0, 2]]]),
    scale: "from 0",
  }]);
  assertEquals([width, height], [720, 96]);
  assertStringIncludes(svg, '<path fill="#ffffff" d="M1 0h2v1h-2zM2 1h1v1h-1z"/>');
  assertStringIncludes(svg, '<path fill="#808080" d="M0 1h1v1h-1z"/>');
  assertEquals(svg.match(/<path/g)?.length, 2);
});

Deno.test("plotPlanes() draws both signs in two colours, by the largest of all pictures", () => {
  const { svg } = plotPlanes([{ title: "t", planes: tensor([[[-4, 0]], [[4, 2]]]), scale: "both signs" }]);
  assertStringIncludes(svg, '<path fill="#1d4ed8" d="M0 0h1v1h-1z"/>');
  assertStringIncludes(svg, '<path fill="#b91c1c" d="M0 0h1v1h-1z"/>');
  assertStringIncludes(svg, '<path fill="#dc8e8e" d="M1 0h1v1h-1z"/>');
});

Deno.test("plotPlanes() draws what is all zeros as the ground, and makes many pictures smaller", () => {
  const one = plotPlanes([{ title: "t", planes: zeros([1, 4, 4]), scale: "from 0" }]);
  const many = plotPlanes([{ title: "t", planes: zeros([40, 4, 4]), scale: "from 0" }]);
  assert(!one.svg.includes("<path") && !one.svg.includes("NaN"));
  assert(many.height < one.height);
});

Deno.test("plotFilters() draws six filters, a digit, and what both layers find in it", () => {
  const model = lenet(10, mnistCnn.tuning, 0);
  const { svg } = plotFilters(model, new Random(1).uniform([1, 784]));
  assertEquals(svg.match(/<g /g)?.length, 6 + 1 + 6 + 16);
  assertEquals(svg.match(/<text /g)?.length, 4);
});

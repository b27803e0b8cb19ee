/**
 * The budget: 10 000 calls traced, optimised, planned, compiled and run once within 300 ms on a quiet machine.
 *
 * @module
 */
import { backward } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { matmul, mean, tanh, Variable, zeros } from "@chainrule/tensor";
import { Program } from "../program.ts";
import { Plan } from "./plan.ts";
import { optimize } from "./optimize.ts";

const layers = Array.from({ length: 420 }, () => ({
  weight: new Variable(zeros([4, 4])),
  bias: new Variable(zeros([4])),
  momentum: [new Variable(zeros([4, 4]), { trainable: false }), new Variable(zeros([4]), { trainable: false })],
}));

/** A training step with momentum: 24 calls a layer, with their gradients. */
function step(x: Tensor): Tensor {
  const loss = mean(layers.reduce((h, { weight, bias }) => tanh(matmul(h, weight).add(bias)), x));
  backward(loss);
  for (const { weight, bias, momentum } of layers) {
    [weight, bias].forEach((parameter, i) => {
      const velocity = momentum[i]!;
      velocity.assign(velocity.value.mul(0.9).add(parameter.grad!));
      parameter.assign(parameter.value.sub(velocity.value.mul(0.1)));
      parameter.grad = null;
    });
  }
  return loss;
}

/** Calls of which no two share a loop, with results that are all in memory at the end. */
function unfusible(x: Tensor): Tensor[] {
  return Array.from({ length: 10_000 }, (_, i) => x.sum({ axis: i % 2, keepDims: i % 4 < 2 }).cast("int32"));
}

const args = [zeros([2, 4])];
const trace = (f: (x: Tensor) => unknown) => new Program(f as () => unknown, args, { optimize: false }).graph;
const traced = trace(step);
const optimised = optimize(traced);

Deno.bench(`trace ${traced.nodes.length} calls`, { group: "training step" }, () => void trace(step));
Deno.bench("optimise them", { group: "training step" }, () => void optimize(traced));
Deno.bench(
  `fuse and plan the ${optimised.nodes.length} that are left`,
  { group: "training step" },
  () => void new Plan(optimised),
);
Deno.bench(
  "all of it, compiled and run once",
  { group: "training step", baseline: true },
  () => void new Program(step as () => unknown, args).run(args),
);
Deno.bench("20 000 calls with 10 000 results", { group: "worst case" }, () => void new Plan(trace(unfusible)));

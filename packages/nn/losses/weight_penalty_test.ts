import { gradients } from "@chainrule/autograd";
import { ones, tensor } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { Dense } from "../layers/dense.ts";
import { Flatten } from "../layers/flatten.ts";
import { Maxout } from "../layers/maxout.ts";
import { PReLU } from "../layers/prelu.ts";
import { Swish } from "../layers/swish.ts";
import { weightPenalty } from "./weight_penalty.ts";

Deno.test("the penalty is half of λ times the squared length of the weights, and its gradient λ times the weights", () => {
  const layer = new Dense(2, { inputDim: 2 });
  layer.loadStateDict({ weight: tensor([[1, -2], [3, 4]]), bias: tensor([100, 100]) });
  const penalty = weightPenalty(layer, 0.5);
  assertEquals(penalty.item(), 0.25 * (1 + 4 + 9 + 16));
  assertEquals(gradients(penalty, [layer.weight!])[0]!.toArray(), [[0.5, -1], [1.5, 2]]);
});

Deno.test("biases with two axes and slopes of channels are not penalised either", () => {
  const maxout = new Maxout(2, { pieces: 3, inputDim: 4 });
  maxout.loadStateDict({ weight: ones([3, 2, 4]), bias: ones([3, 2]) });
  assertEquals(weightPenalty(maxout, 2).item(), 24);
  const slopes = new PReLU();
  slopes.ensureBuilt([1, 3, 2, 2]);
  assertEquals(weightPenalty(slopes, 2).item(), 0);
});

Deno.test("a module without weights has no penalty, in the dtype of the module", () => {
  assertEquals(weightPenalty(new Flatten(), 1).item(), 0);
  assertEquals(weightPenalty(new Swish({ dtype: "float64" }), 0).dtype, "float64");
});

Deno.test("a negative λ is refused", () => {
  assertEquals(
    assertThrows(() => weightPenalty(new Flatten(), -1), RangeError).message,
    "Cannot penalise weights as lambda must be at least 0: current lambda is -1",
  );
});

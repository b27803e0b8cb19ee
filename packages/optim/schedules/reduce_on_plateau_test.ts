import { tensor } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { ReduceOnPlateau } from "./reduce_on_plateau.ts";

const options = { learningRate: 1, factor: 0.5, patience: 1, cooldown: 2 };
const losses = [3, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1];

Deno.test("a plateau that was saved and loaded goes on as if it had not stopped", () => {
  const whole = new ReduceOnPlateau(options);
  const expected = losses.map((loss) => whole.update(loss));
  for (let stop = 0; stop < losses.length; stop++) {
    const first = new ReduceOnPlateau(options);
    const rates = losses.slice(0, stop).map((loss) => first.update(loss));
    const second = new ReduceOnPlateau(options);
    second.loadStateDict(first.stateDict());
    assertEquals([...rates, ...losses.slice(stop).map((loss) => second.update(loss))], expected);
  }
});

Deno.test("a loss below 0 that stays the same is no progress", () => {
  const plateau = new ReduceOnPlateau({ learningRate: 1, factor: 0.5, patience: 1 });
  assertEquals([-3, -3, -3].map((loss) => plateau.update(loss)), [1, 1, 0.5]);
});

Deno.test("NaN is no progress, and does not become the best", () => {
  const plateau = new ReduceOnPlateau({ learningRate: 1, factor: 0.5, patience: 1 });
  assertEquals([NaN, NaN, 5, 4].map((loss) => plateau.update(loss)), [1, 0.5, 0.5, 0.5]);
});

Deno.test("a rate that is below the smallest one is not raised", () => {
  const plateau = new ReduceOnPlateau({ learningRate: 0.1, minLearningRate: 0.5, patience: 0 });
  assertEquals([1, 1, 1].map((loss) => plateau.update(loss)), [0.1, 0.1, 0.1]);
});

Deno.test("ReduceOnPlateau says what is wrong with options and states", () => {
  assertThrows(
    () => new ReduceOnPlateau({ learningRate: 1, factor: 1 }),
    RangeError,
    "Cannot make ReduceOnPlateau as factor must be in [0, 1): current factor is 1",
  );
  assertThrows(
    () => new ReduceOnPlateau({ learningRate: 1, patience: -1 }),
    RangeError,
    "Cannot make ReduceOnPlateau as patience must be a whole number from 0: current patience is -1",
  );
  const plateau = new ReduceOnPlateau(options);
  assertThrows(
    () => plateau.loadStateDict({ best: tensor(1, "float64") }),
    RangeError,
    "Cannot load the state of ReduceOnPlateau as it must have the entry learningRate: current entries are best",
  );
  assertThrows(
    () => plateau.loadStateDict({ ...plateau.stateDict(), best: tensor(1) }),
    TypeError,
    "Cannot load best of ReduceOnPlateau as its dtype must be float64: current dtype is float32; convert it with cast",
  );
});

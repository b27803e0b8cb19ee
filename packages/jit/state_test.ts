/** Variables, gradient slots and settings across the border of a static graph. */
import { backward, grad, noGrad } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { outsideTrace, Random, tensor, Variable } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { jit } from "./mod.ts";

/** Runs a scenario with ordinary functions and with jitted ones; both must give `expected`. */
function inBothModes(
  scenario: (mode: <F extends (...args: Tensor[]) => unknown>(f: F) => F) => unknown,
  expected: unknown,
): void {
  assertEquals(scenario((f) => f), expected, "eager");
  assertEquals(scenario((f) => jit(f) as unknown as typeof f), expected, "compiled");
}

Deno.test("a variable assigned in a trace reads as its new value from then on", () => {
  inBothModes((mode) => {
    const w = new Variable(1);
    const step = mode((x: Tensor) => {
      const before = w.value;
      w.assign(w.value.add(x));
      w.assign(w.value.mul(2));
      return [before, w.value];
    });
    const results = [step(tensor(10)), step(tensor(100))] as Tensor[][];
    return [results.flat().map((x) => x.item()), w.value.item()];
  }, [[1, 22, 22, 244], 244]);
});

Deno.test("two variables can swap their values in one compiled call", () => {
  inBothModes((mode) => {
    const [a, b] = [new Variable(1), new Variable(2)];
    const swap = mode(() => {
      const kept = a.value;
      a.assign(b.value);
      b.assign(kept);
    });
    swap();
    return [a.value.item(), b.value.item()];
  }, [2, 1]);
});

Deno.test("assigning a captured tensor or a number in a trace works", () => {
  inBothModes((mode) => {
    const [a, b] = [new Variable(1), new Variable(2)];
    const constant = tensor(7);
    const step = mode(() => {
      a.assign(constant);
      b.assign(8);
    });
    step();
    a.assign(0);
    step();
    return [a.value.item(), b.value.item()];
  }, [7, 8]);
});

Deno.test("a variable made lazily inside a trace runs its initialiser outside it, once", () => {
  inBothModes((mode) => {
    const random = new Random(3);
    let runs = 0;
    let w: Variable | null = null;
    const layer = mode((x: Tensor) => {
      w ??= outsideTrace(() => {
        runs++;
        return new Variable(random.uniform([2]).mul(0).add(3));
      });
      return x.mul(w);
    });
    layer(tensor([1, 2]));
    const y = layer(tensor([3, 4]));
    return [y.toArray(), runs, random.counter.value.item()];
  }, [[9, 12], 1, 1]);
});

Deno.test("a variable made inside a trace from traced values is an error with the cure", () => {
  const f = jit((x: Tensor) => new Variable(x.mul(2), { name: "w" }).value);
  assertThrows(
    () => f(tensor(1)),
    TypeError,
    "Cannot store in w as a variable made inside jit must start from real values: current value is Tensor float32 []; make the variable before, or inside outsideTrace",
  );
});

Deno.test("a gradient slot left filled at the end is state, and filled or not is part of the signature", () => {
  inBothModes((mode) => {
    const w = new Variable(2);
    const accumulate = mode((x: Tensor) => backward(x.mul(w)));
    const apply = mode(() => {
      w.assign(w.value.sub(w.grad!));
      w.grad = null;
    });
    const seen = [];
    for (const x of [3, 4, 5]) {
      accumulate(tensor(x));
      seen.push(w.grad!.item());
    }
    apply();
    seen.push(w.value.item(), w.grad);
    accumulate(tensor(6));
    seen.push(w.grad!.item());
    return seen;
  }, [3, 7, 12, -10, null, 6]);
});

Deno.test("accumulating from an empty and from a filled slot are two programs", () => {
  const w = new Variable(2);
  const accumulate = jit((x: Tensor) => backward(x.mul(w)));
  for (let i = 0; i < 4; i++) accumulate(tensor(1));
  assertEquals(accumulate.programs.length, 2);
});

Deno.test("a slot filled before a call and emptied in it is empty after it", () => {
  inBothModes((mode) => {
    const w = new Variable(2);
    w.grad = tensor(5);
    const step = mode(() => {
      const found = w.grad!;
      w.grad = null;
      return [found, w.grad === null] as const;
    });
    const [found, emptied] = step() as readonly [Tensor, boolean];
    return [found.item(), emptied, w.grad];
  }, [5, true, null]);
});

Deno.test("freezing and thawing a variable traces again and gives the numbers of ordinary code", () => {
  inBothModes((mode) => {
    const [w, v] = [new Variable(2), new Variable(3)];
    const step = mode((x: Tensor) => {
      backward(x.mul(w).mul(v));
      for (const p of [w, v]) {
        if (p.grad !== null) p.assign(p.value.sub(p.grad.mul(0.5)));
        p.grad = null;
      }
    });
    const seen = [];
    for (const trainable of [true, false, false, true]) {
      w.trainable = trainable;
      step(tensor(1));
      seen.push([w.value.item(), v.value.item()]);
    }
    return seen;
  }, [[0.5, 2], [0.5, 1.75], [0.5, 1.5], [-0.25, 1.25]]);
});

Deno.test("freezing back and forth reuses both programs", () => {
  const w = new Variable(2);
  const v = new Variable(3);
  const slope = jit((x: Tensor) => {
    backward(x.mul(w).mul(v));
    w.grad = v.grad = null;
  });
  for (let i = 0; i < 6; i++) {
    w.trainable = i % 2 === 0;
    slope(tensor(1));
  }
  assertEquals(slope.programs.length, 2);
});

Deno.test("freezing within the step, as adversarial training does, needs one program", () => {
  const [generator, critic] = [new Variable(2), new Variable(3)];
  const step = jit((x: Tensor) => {
    critic.trainable = false;
    backward(x.mul(generator).mul(critic));
    critic.trainable = true;
    const gradient = generator.grad!;
    generator.grad = null;
    return [gradient, critic.grad === null];
  });
  for (let i = 0; i < 3; i++) {
    const [gradient, untouched] = step(tensor(5)) as [Tensor, boolean];
    assertEquals([gradient.item(), untouched], [15, true]);
  }
  assertEquals(step.programs.length, 1);
});

Deno.test("random numbers drawn in a trace differ from call to call and are those of ordinary code", () => {
  const draw = (random: Random) => () => random.uniform([3]);
  const compiled = jit(draw(new Random(4)));
  const eager = draw(new Random(4));
  const [first, second] = [compiled(), compiled()].map((x) => x.toArray());
  assertEquals([first, second], [eager().toArray(), eager().toArray()]);
});

Deno.test("a variable that only its initial value reaches keeps it when it is assigned elsewhere", () => {
  const w = new Variable(1);
  const f = jit((x: Tensor) => x.add(w));
  f(tensor(1));
  w.assign(10);
  assertEquals(f(tensor(1)).item(), 11);
});

Deno.test("an initialiser inside grad inside a trace is a constant of neither", () => {
  let w: Variable | null = null;
  const f = jit((x: Tensor) =>
    grad((y) => {
      w ??= outsideTrace(() => new Variable(4));
      return y.mul(w);
    })(x)
  );
  assertEquals([f(tensor(1)).item(), f(tensor(2)).item()], [4, 4]);
  w!.assign(5);
  assertEquals(noGrad(() => f(tensor(1))).item(), 5);
});

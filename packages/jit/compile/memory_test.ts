/** Memory of compiled programs: flat over many steps, given back when nothing refers to it, and never lost when there is too little. */
import { backward } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { broadcastTo, gather, mean, tanh, tensor, Variable, zeros } from "@chainrule/tensor";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { jit } from "../mod.ts";
import { Program } from "../program.ts";
import { Home, homeOf } from "./home.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Finalizers run in turns of the event loop; what they let go is collected in the next round. */
async function collectAll(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    collectGarbage();
  }
}

/** A training step of one neuron. */
function stepOf(w: Variable): (x: Tensor) => Tensor {
  return (x) => {
    const loss = mean(tanh(x.mul(w)).sub(0.3).pow(2));
    backward(loss);
    w.assign(w.value.sub(w.grad!.mul(0.01)));
    w.grad = null;
    return loss;
  };
}

Deno.test("a hundred thousand compiled steps hold the heap and the memory of programs flat", async () => {
  const w = new Variable(tensor([1, 2, 3]));
  const home = new Home();
  const x = tensor([0.1, 0.2, 0.3]);
  const program = new Program(stepOf(w) as () => unknown, [x], {}, () => home);
  const measure = async (): Promise<{ heap: number; memory: number }> => {
    await collectAll();
    return { heap: Deno.memoryUsage().heapUsed, memory: home.memory.bytes };
  };
  const run = (steps: number): void => {
    for (let i = 0; i < steps; i++) program.run([x]);
  };
  run(10_000);
  const early = await measure();
  run(90_000);
  const late = await measure();
  assertEquals(late.memory, early.memory);
  // 6 bytes a step: less than the smallest object.
  assert(late.heap - early.heap < 6 * 90_000, `the heap grew by ${late.heap - early.heap} bytes`);
});

Deno.test("fresh inputs and results of every step leave nothing behind", async () => {
  const f = jit((x: Tensor) => x.mul(2).sum({ axis: 0 }));
  const run = (steps: number): void => {
    for (let i = 0; i < steps; i++) f(zeros([100, 400]));
  };
  run(50);
  await collectAll();
  const before = Deno.memoryUsage();
  run(500);
  await collectAll();
  const after = Deno.memoryUsage();
  const grown = after.heapUsed + after.external - before.heapUsed - before.external;
  assert(grown < 5 * 160_000, `${grown} bytes are left of 500 inputs of 160 000`);
});

Deno.test("a function that nothing refers to gives its memory back", async () => {
  const memories: WeakRef<WebAssembly.Memory>[] = [];
  const make = (): void => {
    const home = new Home();
    memories.push(new WeakRef(home.memory.memory));
    const x = zeros([1000]);
    const program = new Program(((x: Tensor) => x.add(1)) as () => unknown, [x], {}, () => home);
    assertEquals((program.run([x]) as Tensor).data[999], 1);
  };
  for (let i = 0; i < 3; i++) make();
  await collectAll();
  assertEquals(memories.map((memory) => memory.deref()), [undefined, undefined, undefined]);
});

Deno.test("a variable whose value was read does not hold on to the memory that it came from", async () => {
  const w = new Variable(tensor([1, 2, 3]));
  const make = (): WeakRef<WebAssembly.Memory> => {
    const home = new Home();
    const x = tensor([1, 1, 1]);
    new Program(stepOf(w) as () => unknown, [x], {}, () => home).run([x]);
    return new WeakRef(home.memory.memory);
  };
  const memory = make();
  await collectAll();
  assert(memory.deref() !== undefined, "the newest value was lost with its memory");
  assert(w.value.data[0]! < 1);
  await collectAll();
  assertEquals(memory.deref(), undefined);
});

Deno.test("a program that is gone gives its places back to the memory that others still use", async () => {
  const w = new Variable(zeros([1000]));
  const kept = jit((x: Tensor) => w.assign(w.value.add(x)));
  kept(zeros([1000]));
  const { memory } = homeOfVariable(w);
  const use = (size: number): void => void jit((x: Tensor) => w.assign(w.value.add(x.sum())))(zeros([size]));
  use(200_000);
  for (let i = 0; i < 8; i++) {
    await collectAll();
    use(200_001 + i);
  }
  // Each has an argument of 0.8 MB: without a place used again, there would be 7 MB.
  assert(memory.bytes < 4e6, `${memory.bytes} bytes`);
});

/** The home that `w` lives in, by way of a program that gets to know it. */
function homeOfVariable(w: Variable): Home {
  return homeOf([w], () => {
    throw new RangeError("Cannot find a home as the variable must have one: current one has none");
  });
}

Deno.test("a program that needs more than 4 GiB is an error before anything is lost", () => {
  const w = new Variable(tensor([1, 2]));
  const huge = jit((x: Tensor) => {
    w.assign(w.value.add(1));
    const wide = broadcastTo(x, [40_000, 40_000]);
    return [wide.mul(2), w.value];
  });
  for (let i = 0; i < 2; i++) {
    assertThrows(
      () => huge(tensor(3)),
      RangeError,
      "Cannot run a compiled program as its memory must be at most 4096 MiB: current need is",
    );
    assertEquals(w.value.toArray(), [1, 2]);
  }
  const small = jit(() => w.assign(w.value.add(1)));
  small();
  assertEquals(w.value.toArray(), [2, 3]);
});

Deno.test("an error in a kernel leaves variables that were to be assigned later as they were", () => {
  const w = new Variable(tensor([1, 2]));
  const f = jit((indices: Tensor) => {
    const taken = gather(tensor([10, 20]).add(0), indices);
    w.assign(w.value.add(taken));
    return taken;
  });
  assertThrows(() => f(tensor([0, 7], "int32")), RangeError, "7");
  assertEquals(w.value.toArray(), [1, 2]);
  f(tensor([0, 1], "int32"));
  assertEquals(w.value.toArray(), [11, 22]);
});

Deno.test("after an error, a variable that was assigned before it keeps the value that could be read", () => {
  const w = new Variable(tensor([1, 2]));
  const f = jit((x: Tensor, indices: Tensor) => {
    w.assign(w.value.add(1));
    return gather(x.add(w.value), indices);
  });
  const x = tensor([10, 20]);
  f(x, tensor([0, 1], "int32"));
  assertEquals(w.value.toArray(), [2, 3]);
  assertThrows(() => f(x, tensor([0, 2], "int32")), RangeError);
  assertEquals(w.value.toArray(), [2, 3]);
  assertEquals(f(x, tensor([0, 1], "int32")).toArray(), [13, 24]);
  assertEquals(w.value.toArray(), [3, 4]);
});

import { backward } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { bytesOf, matmul, mean, sizeOf, tanh, transpose, Variable, zeros } from "@chainrule/tensor";
import { assert, assertEquals, assertNotStrictEquals, assertStrictEquals } from "@std/assert";
import { Program } from "../program.ts";
import type { Plan } from "./plan.ts";

function planned(f: (...args: Tensor[]) => unknown, args: Tensor[]): Plan {
  return new Program(f as (...args: unknown[]) => unknown, args).plan;
}

/** One step of gradient descent on a chain of dense layers. */
function trainingStep(layers: readonly Variable[]): (x: Tensor) => Tensor {
  return (x) => {
    const loss = mean(layers.reduce((h, w) => tanh(matmul(h, w)), x));
    backward(loss);
    for (const w of layers) {
      w.assign(w.value.sub(w.grad!.mul(0.1)));
      w.grad = null;
    }
    return loss;
  };
}

function weights(count: number, units: number): Variable[] {
  return Array.from({ length: count }, (_, i) => new Variable(zeros([units, units]), { name: `w${i}` }));
}

Deno.test("a step of a network of 20 layers needs far less memory than all its values together", () => {
  const { memory, graph } = planned(trainingStep(weights(20, 64)), [zeros([256, 64])]);
  const bytes = ({ shape, dtype }: (typeof graph.values)[number]) => sizeOf(shape) * bytesOf(dtype);
  const sum = memory.steps
    .flatMap((step) => "members" in step ? [...step.outputs] : [step.output])
    .reduce((total, id) => total + bytes(graph.values[id]!), 0);
  assert(memory.arenaBytes < 0.5 * sum, `${memory.arenaBytes} of ${sum}`);
  // The output of each layer is needed on the way back; beside them two gradients and the product of two matrices.
  const kept = 20 * 256 * 64 * 4;
  assert(memory.arenaBytes >= kept);
  assert(memory.arenaBytes <= kept + 3 * 256 * 64 * 4 + 64 * 64 * 4);
});

Deno.test("new values of parameters are computed where the old ones are", () => {
  const layers = weights(3, 8);
  const { memory, graph } = planned(trainingStep(layers), [zeros([4, 8])]);
  assertEquals(memory.moves, []);
  for (const { variable, value } of graph.outputs.writes) {
    assertStrictEquals(memory.places[value]!.slot, memory.variables.get(variable));
  }
});

Deno.test("two variables that swap their values do it by way of the arena", () => {
  const [a, b] = weights(2, 4);
  const { memory } = planned(() => {
    const former = a!.value;
    a!.assign(b!.value);
    b!.assign(former);
  }, []);
  const moved = memory.moves.map(({ variable }) => variable);
  assert(moved.length > 0);
  for (const { value } of memory.moves) assertEquals(memory.places[value]!.slot.region, "arena");
});

Deno.test("a part of a larger value is not computed where a variable is", () => {
  const [w] = weights(1, 2);
  const { memory } = planned((x) => w!.assign(x.neg().slice([0, 0], [2, 2])), [zeros([4, 2])]);
  assertEquals(memory.moves.length, 1);
});

Deno.test("a variable that is read after its assignment was computed is assigned at the end", () => {
  const [w] = weights(1, 4);
  const { memory } = planned((x) => {
    const old = w!.value;
    w!.assign(old.add(x));
    return matmul(w!.value, old);
  }, [zeros([4, 4])]);
  assertEquals(memory.moves.length, 1);
});

Deno.test("a kernel that is no loop does not write where it reads", () => {
  const [w] = weights(1, 4);
  assertEquals(planned(() => w!.assign(matmul(w!, w!)), []).memory.moves.length, 1);
  const sum = planned((x) => matmul(x, x).sum(), [zeros([1, 1])]).memory;
  assertNotStrictEquals(sum.places[0]!.slot, sum.places[1]!.slot);
});

Deno.test("views take no memory and need no code", () => {
  const { memory, graph } = planned((x) => tanh(transpose(tanh(x)).slice([1])).reshape([-1]), [zeros([2, 3])]);
  assertEquals(memory.steps.length, 2);
  assertEquals(graph.nodes.length, 5);
  const [, transposed, sliced] = graph.nodes.map((node) =>
    memory.places["members" in node ? node.outputs[0]! : node.output]!
  );
  assertEquals([transposed!.strides, sliced!.strides, sliced!.offset], [[1, 3], [1, 3], 1]);
  assertStrictEquals(transposed!.slot, sliced!.slot);
});

Deno.test("a loop writes over an input that nobody else needs", () => {
  const { memory } = planned((x) => tanh(matmul(x, x)), [zeros([4, 4])]);
  assertStrictEquals(memory.places[0]!.slot, memory.places[1]!.slot);
  const kept = planned((x) => {
    const y = matmul(x, x);
    return [tanh(y), y];
  }, [zeros([4, 4])]).memory;
  assertNotStrictEquals(kept.places[0]!.slot, kept.places[1]!.slot);
});

Deno.test("results that are arguments, constants or variables are copied out", () => {
  const [w] = weights(1, 4);
  const constant = zeros([4]);
  const { memory, graph } = planned((x) => [x, constant, w!.value, transpose(x)], [zeros([4, 4])]);
  assertEquals(graph.nodes.length, 5);
  for (const id of graph.outputs.results) assertEquals(memory.places[id]!.slot.region, "arena");
});

import { assertEquals, assertThrows } from "@std/assert";
import { Random, ShapeError, tensor, Variable, zeros } from "@chainrule/tensor";
import { captureCheckpoint } from "./capture.ts";
import { restoreCheckpoint } from "./restore.ts";
import type { Stateful } from "./state_dict.ts";

function variables(): Record<string, Variable> {
  return { w: new Variable(tensor([1, 2])), b: new Variable(tensor(3)) };
}

function valuesOf(variables: Record<string, Variable>): unknown {
  return Object.entries(variables).map(([name, variable]) => [name, variable.value.toArray()]);
}

Deno.test("a checkpoint stays what it is while its variables go on", () => {
  const model = variables();
  const checkpoint = captureCheckpoint({ model }, { step: 5, extra: "five" });
  model.w!.assign(zeros([2]));
  assertEquals(checkpoint.model!.w!.toArray(), [1, 2]);
  assertEquals(restoreCheckpoint(checkpoint, { model }), { step: 5, epoch: 0, extra: "five" });
  assertEquals(model.w!.value.toArray(), [1, 2]);
});

Deno.test("restoreCheckpoint() leaves groups alone that nobody asks for", () => {
  const checkpoint = captureCheckpoint({ model: variables(), random: new Random(1) });
  const model = { w: new Variable(zeros([2])), b: new Variable(zeros([])) };
  restoreCheckpoint(checkpoint, { model });
  assertEquals(valuesOf(model), [["w", [1, 2]], ["b", 3]]);
});

Deno.test("restoreCheckpoint() says what does not fit, and changes nothing", () => {
  const checkpoint = captureCheckpoint({ model: variables() });
  const w = new Variable(tensor([7, 7]));
  const b = new Variable(tensor(7));
  const cases: [Record<string, Variable>, ErrorConstructor | typeof ShapeError, string][] = [
    [
      { w },
      RangeError,
      "Cannot load variables as there must be one for each name of the state: current state has b, and the variables are w",
    ],
    [{ w, b, c: b }, RangeError, "Cannot load variables as the state must have each of them: current state lacks c"],
    [
      { w, b: new Variable(tensor([7])) },
      ShapeError,
      "Cannot load variables as b must have shape [1]: current shape is []",
    ],
    [
      { w, b: new Variable(tensor(7, "float64")) },
      TypeError,
      "Cannot load variables as b must be float64: current dtype is float32",
    ],
  ];
  for (const [model, type, message] of cases) {
    const before = valuesOf(model);
    assertEquals(assertThrows(() => restoreCheckpoint(checkpoint, { model }), type).message, message);
    assertEquals(valuesOf(model), before);
  }
});

Deno.test("restoreCheckpoint() names a group that the checkpoint lacks, and changes nothing", () => {
  const model = { w: new Variable(tensor([7, 7])), b: new Variable(tensor(7)) };
  const error = assertThrows(
    () => restoreCheckpoint(captureCheckpoint({ model: variables() }), { model, random: new Random(1) }),
    RangeError,
  );
  assertEquals(
    error.message,
    "Cannot restore a checkpoint as it must hold the group random: current groups are model; leave random out of the targets",
  );
  assertEquals(valuesOf(model), [["w", [7, 7]], ["b", 7]]);
});

Deno.test("when a later group refuses its state, earlier ones go back, and so does one that stopped half way", () => {
  const half = { a: 1, b: 1 };
  const stubborn: Stateful = {
    stateDict: () => ({ a: tensor(half.a), b: tensor(half.b) }),
    loadStateDict: (state) => {
      half.a = state.a!.item();
      if (state.b!.item() > 5) throw new RangeError("b is too large");
      half.b = state.b!.item();
    },
  };
  const model = { w: new Variable(tensor([7, 7])), b: new Variable(tensor(7)) };
  const random = new Random(1);
  random.uniform([2]);
  const checkpoint = {
    ...captureCheckpoint({ model: variables(), random: new Random(1) }),
    data: { a: tensor(9), b: tensor(9) },
  };
  assertThrows(() => restoreCheckpoint(checkpoint, { model, random, data: stubborn }), RangeError, "b is too large");
  assertEquals(valuesOf(model), [["w", [7, 7]], ["b", 7]]);
  assertEquals(random.counter.value.item(), 1);
  assertEquals(half, { a: 1, b: 1 });
});

Deno.test("the state of a generator with another seed is refused, and the weights stay", () => {
  const model = { w: new Variable(tensor([7, 7])), b: new Variable(tensor(7)) };
  const checkpoint = captureCheckpoint({ model: variables(), random: new Random(1) });
  assertThrows(() => restoreCheckpoint(checkpoint, { model, random: new Random(2) }), TypeError, "same seed");
  assertEquals(valuesOf(model), [["w", [7, 7]], ["b", 7]]);
});

Deno.test("captureCheckpoint() says what cannot take part", () => {
  assertThrows(
    () => captureCheckpoint({ model: { w: 3 as unknown as Variable } }),
    TypeError,
    "Cannot take part in a checkpoint as a group must be variables by name, or have stateDict and loadStateDict: current w is number",
  );
});

import { backward } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import type { Shape, Tensor } from "@chainrule/tensor";
import { add, full, matmul, Random, ShapeError, sum, tensor, transpose, Variable, zeros } from "@chainrule/tensor";
import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { Dense } from "./layers/dense.ts";
import { Dropout } from "./layers/dropout.ts";
import { Module } from "./module.ts";
import { isModule, modulesOf } from "./module_tree.ts";

/** One of each kind of field. */
class Everything extends Module {
  readonly scale = new Variable(1);
  readonly shift = new Variable(zeros([2]));
  readonly statistic = new Variable(2, { trainable: false });
  readonly blocks: Module[] = [new Dense(2, { inputDim: 2 }), new Dense(1, { inputDim: 2, useBias: false })];
  readonly nested = [[new Variable(3)], [new Variable(4)]];
  readonly same = this.scale;
  readonly number = 7;
  readonly nothing = null;
  readonly #hidden = new Variable(8);

  get hidden(): Variable {
    return this.#hidden;
  }
}

/** Counts how often it was built. */
class Lazy extends Module {
  weight: Variable | null = null;
  builds = 0;

  protected override build(inputShape: Shape): void {
    this.builds++;
    this.weight = new Variable(this.random.normal([1, inputShape.at(-1)!]));
  }

  forward(x: Tensor): Tensor {
    this.ensureBuilt(x.shape);
    return matmul(x, transpose(this.weight!));
  }
}

Deno.test("variables are named by the path of fields that leads to them first, arrays included; #private ones are not found", () => {
  assertEquals(new Everything().namedVariables().map(([name]) => name), [
    "scale",
    "shift",
    "statistic",
    "blocks.0.weight",
    "blocks.0.bias",
    "blocks.1.weight",
    "nested.0.0",
    "nested.1.0",
  ]);
});

Deno.test("parameters are the variables that were made to be trained, frozen or not", () => {
  const module = new Everything();
  module.scale.trainable = false;
  const names = module.namedParameters().map(([name]) => name);
  assertEquals(names.includes("scale"), true);
  assertEquals(names.includes("statistic"), false);
  assertEquals(module.parameters(), module.namedParameters().map(([, parameter]) => parameter));
});

Deno.test("modules that know each other are each listed once", () => {
  class Child extends Module {
    readonly weight = new Variable(1);
    parent: Module | null = null;
  }
  class Parent extends Module {
    readonly child = new Child();
  }
  const parent = new Parent();
  parent.child.parent = parent;
  assertEquals(modulesOf(parent), [parent, parent.child]);
  assertEquals(parent.namedVariables().map(([name]) => name), ["child.weight"]);
});

Deno.test("isModule() knows modules by what they can do, so that another copy of the package is known, too", () => {
  assert(isModule(new Everything()));
  for (const other of [null, 1, {}, new Variable(1), [new Everything()]]) assertEquals(isModule(other), false);
});

Deno.test("the parameters of a module that is not built are an error with the cure", () => {
  class Model extends Module {
    readonly first = new Dense(2, { inputDim: 3 });
    readonly second = new Dense(1);
  }
  const error = assertThrows(() => new Model().parameters(), TypeError);
  assertEquals(
    error.message,
    "Cannot list the variables of Model as every module in it must be built: current Dense does not know its input; give it inputDim, call ensureBuilt(inputShape), or call forward once",
  );
});

Deno.test("a module is built once, by the first input or by ensureBuilt, and keeps what it has", () => {
  const module = new Lazy();
  assertEquals([module.built, new Everything().built], [false, true]);
  module.ensureBuilt([1, 3]);
  const { weight } = module;
  module.forward(zeros([5, 3]));
  module.ensureBuilt([1, 4]);
  assertEquals([module.built, module.builds, module.weight === weight], [true, 1, true]);
});

Deno.test("a module that is built inside jit has real values, drawn once", () => {
  const [inside, outside] = [new Lazy().useRandom(new Random(1)), new Lazy().useRandom(new Random(1))];
  const x = tensor([[1, 2, 3]]);
  const run = jit((input: Tensor) => inside.forward(input));
  assertEquals([run(x).toArray(), run(x).toArray()], [outside.forward(x).toArray(), outside.forward(x).toArray()]);
  assertEquals([inside.builds, inside.weight!.value.toArray()], [1, outside.weight!.value.toArray()]);
});

Deno.test("stateDict() gives values that do not change, and loadStateDict() puts them back", () => {
  const module = new Everything();
  const state = module.stateDict();
  assertEquals(Object.keys(state), module.namedVariables().map(([name]) => name));
  module.scale.assign(5);
  module.statistic.assign(6);
  assertEquals([state.scale?.item(), state.statistic?.item()], [1, 2]);
  assert(state.scale!.origin === null, "a state has no graph");
  module.loadStateDict(state);
  assertEquals([module.scale.value.item(), module.statistic.value.item()], [1, 2]);
});

Deno.test("loadStateDict() is strict, and changes nothing where anything is wrong", () => {
  const module = new Dense(1, { inputDim: 2 });
  const state = { ...module.stateDict(), weight: full([1, 2], 9) };
  const kept = module.stateDict();
  const cases: [Record<string, unknown>, ErrorConstructor | typeof ShapeError, string][] = [
    [
      { weight: state.weight },
      RangeError,
      "Cannot load a state into Dense as the state must have every name: current missing name is bias",
    ],
    [
      { ...state, gain: zeros([]) },
      RangeError,
      "Cannot load a state into Dense as it must have a variable for each name: current unknown name is gain; its names are weight, bias",
    ],
    [
      { ...state, bias: zeros([2]) },
      ShapeError,
      "Cannot load a state into Dense as bias must have shape [1]: current shape is [2]",
    ],
    [
      { ...state, bias: zeros([1], "float64") },
      TypeError,
      "Cannot load a state into Dense as bias must be float32: current dtype is float64; convert it with cast",
    ],
    [
      { ...state, bias: [1] },
      TypeError,
      "Cannot load a state into Dense as bias must be a tensor: current type is object",
    ],
  ];
  for (const [wrong, type, message] of cases) {
    const error = assertThrows(() => module.loadStateDict(wrong as Record<string, Tensor>), type);
    assertEquals(error.message, message);
    assertEquals(module.stateDict().weight?.toArray(), kept.weight?.toArray());
  }
});

Deno.test("trainable freezes and thaws all parameters, and nothing else", () => {
  const module = new Everything();
  assertEquals(module.trainable, true);
  module.trainable = false;
  assertEquals(module.parameters().map((parameter) => parameter.trainable), module.parameters().map(() => false));
  module.blocks[0]!.trainable = true;
  assertEquals(module.trainable, false);
  module.trainable = true;
  assertEquals([module.trainable, module.statistic.trainable], [true, false]);
});

Deno.test("frozen parameters get no gradients, and the others go on getting theirs", () => {
  const module = new Everything();
  module.shift.trainable = false;
  backward(sum(add(module.shift, module.scale)));
  assertEquals([module.shift.grad, module.scale.grad?.item()], [null, 2]);
});

Deno.test("train() and eval() switch a module and all in it; training alone switches one", () => {
  const module = new Everything();
  const modes = () => modulesOf(module).map(({ training }) => training);
  assertEquals(modes(), [true, true, true]);
  assertEquals([module.eval() === module, modes()], [true, [false, false, false]]);
  module.blocks[1]!.training = true;
  assertEquals(modes(), [false, false, true]);
  assertEquals([module.train() === module, modes()], [true, [true, true, true]]);
});

Deno.test("a mode that is set inside jit is the trace's own doing: one program", () => {
  const dropout = new Dropout(0.5).useRandom(new Random(1));
  const run = jit((x: Tensor) => {
    dropout.eval();
    const y = dropout.forward(x);
    dropout.train();
    return y;
  });
  for (let i = 0; i < 3; i++) assertEquals(run(tensor([1, 2])).toArray(), [1, 2]);
  assertEquals(run.programs.length, 1);
});

Deno.test("useRandom() makes one seed determine the first values of everything in a module", () => {
  class Pair extends Module {
    readonly a = new Dense(3, { inputDim: 2 });
    readonly b = new Dense(3, { inputDim: 2 });
  }
  const weights = (seed: number) => {
    const { a, b } = new Pair().useRandom(new Random(seed));
    return [a, b].map((layer) => layer.parameters()[0]!.value.toArray());
  };
  assertEquals(weights(1), weights(1));
  assertNotEquals(weights(1), weights(2));
  assertNotEquals(weights(1)[0], weights(1)[1]);
});

Deno.test("without a seed, modules draw from generators split off from the default one", () => {
  const [a, b] = [new Dense(3, { inputDim: 2 }), new Dense(3, { inputDim: 2 })];
  assertNotEquals(a.parameters()[0]!.value.toArray(), b.parameters()[0]!.value.toArray());
});

Deno.test("a Random in a field is part of the state", () => {
  class Noisy extends Module {
    readonly noise = new Random(1);
  }
  const module = new Noisy();
  const state = module.stateDict();
  assertEquals(Object.keys(state), ["noise.counter"]);
  const first = module.noise.uniform([2]).toArray();
  module.loadStateDict(state);
  assertEquals(module.noise.uniform([2]).toArray(), first);
});

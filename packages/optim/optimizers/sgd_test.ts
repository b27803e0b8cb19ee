import { tensor, Variable } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { SGD } from "./sgd.ts";

for (const options of [{ nesterov: true }, { nesterov: true, momentum: 0.5, dampening: 0.25 }]) {
  const { momentum = 0, dampening = 0 } = options as { momentum?: number; dampening?: number };
  Deno.test(`SGD refuses Nesterov with momentum ${momentum} and dampening ${dampening}`, () => {
    assertThrows(
      () => new SGD([new Variable(1)], options),
      RangeError,
      `Cannot make SGD as nesterov must come with momentum in (0, 1) and dampening 0: current momentum is ${momentum} and dampening is ${dampening}`,
    );
  });
}

Deno.test("SGD without momentum remembers nothing about its parameters", () => {
  const w = new Variable(1);
  const optimizer = new SGD([w]);
  w.grad = tensor(1);
  optimizer.step();
  assertEquals(Object.keys(optimizer.stateDict()), ["learningRate", "step"]);
});

Deno.test("SGD changes float32 and float64 parameters side by side", () => {
  const a = new Variable(tensor(1));
  const b = new Variable(tensor(1, "float64"));
  const optimizer = new SGD([a, b], { learningRate: 0.1, momentum: 0.5 });
  a.grad = tensor(1);
  b.grad = tensor(1, "float64");
  optimizer.step();
  assertEquals([a.value.item(), b.value.item()], [Math.fround(0.9), 0.9]);
});

import { backward, grad } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { zeros } from "../creation/full.ts";
import { tensor } from "../creation/tensor.ts";
import { mul } from "../ops/arithmetic/mul.ts";
import { outsideTrace } from "./ambient.ts";
import { ShapeError } from "./errors.ts";
import type { Tensor } from "./tensor.ts";
import { isTensor } from "./tensor.ts";
import { isVariable, Variable } from "./variable.ts";

Deno.test("a variable stands where a tensor does, with the value that it has then", () => {
  const w = new Variable(tensor([1, 2]));
  const before = mul(w, 10);
  w.assign(tensor([3, 4]));
  assertEquals(before.toArray(), [10, 20]);
  assertEquals(mul(w, 10).toArray(), [30, 40]);
});

Deno.test("assign() changes no value and no gradient of earlier graphs", () => {
  const w = new Variable(tensor([1, 2]));
  const loss = mul(w, w).sum();
  const value = w.value;
  w.assign(tensor([100, 100]));
  assertEquals(value.toArray(), [1, 2]);
  backward(loss);
  assertEquals(w.grad!.toArray(), [2, 4]);
});

Deno.test("assign() cuts the gradient of what it assigns", () => {
  const a = new Variable(2);
  const b = new Variable(0);
  b.assign(mul(a, 3));
  backward(mul(b, 5));
  assertEquals([a.grad, b.grad?.item()], [null, 5]);
});

Deno.test("assign() inside a function that is differentiated cuts the gradient too", () => {
  const state = new Variable(0);
  const slope = grad((x) => {
    state.assign(x.mul(2));
    return x.mul(state);
  });
  assertEquals(slope(tensor(3)).item(), 6);
  assertEquals(state.value.item(), 6);
});

Deno.test("assign() takes a number for a scalar, in the dtype of the variable", () => {
  for (const dtype of ["float32", "float64", "int32"] as const) {
    const v = new Variable(zeros([], dtype));
    v.assign(7);
    assertEquals([v.value.dtype, v.value.item()], [dtype, 7]);
  }
});

Deno.test("assign() explains a value that does not fit", () => {
  const w = new Variable(tensor([1, 2]), { name: "w" });
  assertEquals(
    assertThrows(() => w.assign(tensor([1, 2, 3])), ShapeError).message,
    "Cannot assign to w as its shape must stay [2]: current shape is [3]",
  );
  assertEquals(
    assertThrows(() => w.assign(5), ShapeError).message,
    "Cannot assign to w as its shape must stay [2]: current shape is []",
  );
  assertEquals(
    assertThrows(() => w.assign(tensor([1, 2], "float64")), TypeError).message,
    "Cannot assign to w as its dtype must stay float32: current dtype is float64; convert it with cast",
  );
  assertEquals(
    assertThrows(() => w.assign([1, 2] as unknown as Tensor), TypeError).message,
    "Cannot assign to w as the value must be a tensor: current type is object",
  );
  assertEquals(w.value.toArray(), [1, 2]);
});

Deno.test("the gradient slot takes tensors like the variable, or null", () => {
  const w = new Variable(tensor([1, 2]), { name: "w" });
  w.grad = tensor([5, 6]);
  assertEquals(w.grad.toArray(), [5, 6]);
  w.grad = null;
  assertEquals(w.grad, null);
  assertEquals(
    assertThrows(() => w.grad = tensor(1), ShapeError).message,
    "Cannot set the gradient of w as its shape must stay [2]: current shape is []",
  );
});

Deno.test("a frozen variable gets no gradient", () => {
  const a = new Variable(2);
  const b = new Variable(3, { trainable: false });
  backward(mul(a, b));
  assertEquals([a.grad?.item(), b.grad], [3, null]);
  b.trainable = true;
  a.trainable = false;
  backward(mul(a, b));
  assertEquals([a.grad?.item(), b.grad?.item()], [3, 2]);
});

Deno.test("variables of integers are not trained", () => {
  const counter = new Variable(tensor(0, "int32"), { name: "counter" });
  assertEquals(counter.trainable, false);
  const message = "Cannot train counter as only floats have gradients: current dtype is int32; leave trainable out";
  assertEquals(assertThrows(() => counter.trainable = true, TypeError).message, message);
  assertEquals(
    assertThrows(
      () => new Variable(tensor(0, "int32"), { name: "counter", trainable: true }),
      TypeError,
    ).message,
    message,
  );
});

Deno.test("a variable made inside jit needs real values", () => {
  const make = jit((x: Tensor) => {
    const inside = new Variable(outsideTrace(() => zeros([2])));
    return x.add(inside);
  });
  assertEquals(make(tensor([1, 2])).toArray(), [1, 2]);
  const wrong = jit((x: Tensor) => new Variable(x, { name: "w" }).value);
  assertEquals(
    assertThrows(() => wrong(tensor([1])), TypeError).message,
    "Cannot store in w as a variable made inside jit must start from real values: current value is Tensor float32 [1]; make the variable before, or inside outsideTrace",
  );
});

Deno.test("a variable refuses to start from an array", () => {
  assertEquals(
    assertThrows(() => new Variable([1] as unknown as Tensor), TypeError).message,
    "Cannot make a variable as its value must be a tensor or a number: current type is object",
  );
});

Deno.test("variables describe themselves, and are told from tensors by a brand", () => {
  const w = new Variable(zeros([2, 3]), { name: "w" });
  assertEquals(`${w}`, "Variable w float32 [2, 3]");
  assert(isVariable(w) && !isTensor(w));
  assert(!isVariable(w.value) && isTensor(w.value));
  assert(!isVariable(null) && !isVariable("w"));
});

Deno.test("a variable with one value compares as a number, one with several explains itself", () => {
  assertEquals(new Variable(2) as unknown as number > 1, true);
  assertEquals(`${new Variable(2, { name: "w" })}`, "Variable w float32 []");
  const w = new Variable(tensor([1, 2]));
  assertThrows(() => w as unknown as number > 0, TypeError, "Cannot take the item of a tensor");
});

/** A place that counts how often it is asked. */
function placeOf(values: readonly number[]) {
  const place = { reads: 0, held: [] as Tensor[] };
  return Object.assign(place, {
    read: () => {
      place.reads++;
      return Float32Array.from(values);
    },
    fetched: (value: Tensor) => void place.held.push(value),
  });
}

Deno.test("a value that resides elsewhere is fetched once, when it is asked for", () => {
  const w = new Variable(tensor([1, 2]), { name: "w" });
  const place = placeOf([3, 4]);
  w.resideIn(place);
  assertEquals([place.reads, w.residence === place], [0, true]);
  assertEquals([w.value.toArray(), w.value.toArray()], [[3, 4], [3, 4]]);
  assertEquals([place.reads, w.residence], [1, null]);
  assert(place.held.length === 1 && place.held[0] === w.value);
  backward(w.value.sum());
  assertEquals(w.grad?.toArray(), [1, 1]);
});

Deno.test("assigning a variable that resides elsewhere forgets that value", () => {
  const w = new Variable(tensor([1, 2]));
  const place = placeOf([3, 4]);
  w.resideIn(place);
  w.assign(tensor([5, 6]));
  assertEquals([w.value.toArray(), w.residence, place.reads], [[5, 6], null, 0]);
});

Deno.test("a gradient that resides elsewhere fills the slot, and is fetched once, when it is asked for", () => {
  const w = new Variable(tensor([1, 2]));
  const place = placeOf([3, 4]);
  assertEquals(w.hasGradient, false);
  w.gradientResidesIn(place);
  assertEquals([w.hasGradient, place.reads], [true, 0]);
  assertEquals([w.grad?.toArray(), w.grad?.toArray(), place.reads], [[3, 4], [3, 4], 1]);
  w.gradientResidesIn(place);
  w.grad = null;
  assertEquals([w.hasGradient, w.grad, place.reads], [false, null, 1]);
});

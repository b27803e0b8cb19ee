import { assert, assertEquals, assertNotStrictEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { jit } from "@chainrule/jit";
import { zeros } from "../creation/full.ts";
import { tensor } from "../creation/tensor.ts";
import { broadcastTo } from "../ops/shape/broadcast_to.ts";
import { flip } from "../ops/shape/flip.ts";
import { transpose } from "../ops/shape/transpose.ts";
import { alike, fromValues, isContiguous, isTensor, Tensor } from "./tensor.ts";

const x = tensor([[1, 2, 3], [4, 5, 6]]);

Deno.test("a tensor knows its shape, rank, size and dtype", () => {
  assertEquals([x.shape, x.rank, x.size, x.dtype], [[2, 3], 2, 6, "float32"]);
  assertEquals([tensor(1).rank, tensor(1).size, zeros([2, 0]).size], [0, 1, 0]);
});

Deno.test("the data of a view lies in the order of the view", () => {
  assertEquals([...transpose(x).data], [1, 4, 2, 5, 3, 6]);
  assertEquals([...flip(x).data], [6, 5, 4, 3, 2, 1]);
  assertEquals([...x.slice([0, 1], [2, 3]).data], [2, 3, 5, 6]);
  assertEquals([...broadcastTo(tensor([1, 2]), [2, 2]).data], [1, 2, 1, 2]);
});

Deno.test("the data of a row is the tensor's own memory", () => {
  const row = x.slice([1]);
  assertEquals([...row.data], [4, 5, 6]);
  assertStrictEquals(row.data.buffer, x.data.buffer);
});

Deno.test("the data of a view is copied once", () => {
  const view = transpose(x);
  assertNotStrictEquals(view.data, x.data);
  assertStrictEquals(view.data, view.data);
});

Deno.test("isContiguous() looks past axes of length 1", () => {
  assert(isContiguous(x));
  assert(isContiguous(x.slice([1])));
  assert(!isContiguous(transpose(x)));
  assert(isContiguous(transpose(zeros([1, 5]))));
  assert(!isContiguous(flip(x)));
});

Deno.test("item() gives the single value, through any view", () => {
  assertEquals(tensor([[7]]).item(), 7);
  assertEquals(x.slice([1, 2], [2, 3]).item(), 6);
  assertEquals(tensor(true).item(), 1);
});

Deno.test("item() explains that there must be exactly one", () => {
  assertEquals(
    assertThrows(() => x.item(), TypeError).message,
    "Cannot take the item of a tensor as it must have exactly one element: current shape is [2, 3]; reduce it first, or use toArray()",
  );
  assertEquals(
    assertThrows(() => zeros([0]).item(), TypeError).message,
    "Cannot take the item of a tensor as it must have exactly one element: current shape is [0]; reduce it first, or use toArray()",
  );
});

Deno.test("toArray() nests as the shape says", () => {
  assertEquals(tensor(3).toArray(), 3);
  assertEquals(tensor([[[1], [2]]]).toArray(), [[[1], [2]]]);
  assertEquals(zeros([2, 0]).toArray(), [[], []]);
  assertEquals(tensor([true, false]).toArray(), [true, false]);
  assertEquals(tensor(false).toArray(), false);
});

Deno.test("values of tensors inside jit cannot be read, and the error says what to do", () => {
  const message = (f: (y: Tensor) => unknown) => assertThrows(() => jit(f)(tensor([1])), TypeError).message;
  assertEquals(
    message((y) => y.item()),
    "Cannot take the item of a tensor as inside jit it stands for values to come: current tensor is Tensor float32 [1]; return it from the function, or use where() instead of a branch",
  );
  assertEquals(
    message((y) => y.data),
    "Cannot read the values of a tensor as inside jit it stands for values to come: current tensor is Tensor float32 [1]; return it from the function, or use where() instead of a branch",
  );
});

Deno.test("a tensor of a finished trace says so", () => {
  let escaped: Tensor | undefined;
  jit((y: Tensor) => {
    escaped = y.mul(2);
    return y;
  })(tensor([1]));
  assertEquals(
    assertThrows(() => escaped!.add(1), TypeError).message,
    "Cannot add a tensor as it belongs to a finished trace of jit: current tensor is Tensor float32 [1]; return it from the function to get its value",
  );
});

Deno.test("methods do what the functions of their names do", () => {
  const a = tensor([1, 4], "float64");
  const found = {
    add: a.add(1),
    sub: a.sub(1),
    mul: a.mul(3),
    div: a.div(2),
    pow: a.pow(2),
    neg: a.neg(),
    sqrt: a.sqrt(),
    abs: a.neg().abs(),
    greater: a.greater(2),
    less: a.less(2),
    equal: a.equal(4),
    sum: a.sum(),
    mean: a.mean(),
    max: a.max(),
    min: a.min(),
    cast: a.cast("int32"),
    reshape: a.reshape([2, 1]),
    transpose: a.reshape([1, 2]).transpose(),
    slice: a.slice([1]),
    matmul: a.reshape([1, 2]).matmul(a.reshape([2, 1])),
    exp: a.sub(a).exp(),
    log: a.div(a).log(),
    tanh: a.sub(a).tanh(),
  };
  assertEquals(
    Object.fromEntries(Object.entries(found).map(([name, y]) => [name, y.toArray()])),
    {
      add: [2, 5],
      sub: [0, 3],
      mul: [3, 12],
      div: [0.5, 2],
      pow: [1, 16],
      neg: [-1, -4],
      sqrt: [1, 2],
      abs: [1, 4],
      greater: [false, true],
      less: [true, false],
      equal: [false, true],
      sum: 5,
      mean: 2.5,
      max: 4,
      min: 1,
      cast: [1, 4],
      reshape: [[1], [4]],
      transpose: [[1], [4]],
      slice: [4],
      matmul: [[17]],
      exp: [1, 1],
      log: [0, 0],
      tanh: [0, 0],
    },
  );
});

Deno.test("consoles print what a tensor is, and its values when there are few", () => {
  assertEquals(`${x}`, "Tensor float32 [2, 3]");
  assertEquals(Deno.inspect(x), "Tensor float32 [2, 3] [[1, 2, 3], [4, 5, 6]]");
  assertEquals(Deno.inspect(tensor([NaN, Infinity])), "Tensor float32 [2] [NaN, Infinity]");
  assertEquals(Deno.inspect(zeros([61])), "Tensor float32 [61]");
});

Deno.test("isTensor() goes by a brand, alike() by shape and dtype", () => {
  assert(isTensor(x) && !isTensor(null) && !isTensor([1]));
  assert(isTensor({ "@chainrule/tensor/Tensor": true }));
  assert(alike(x, zeros([2, 3])));
  assert(!alike(x, zeros([3, 2])) && !alike(x, zeros([2, 3], "int32")));
});

Deno.test("fromValues() copies nothing", () => {
  const values = Float32Array.of(1, 2);
  assertStrictEquals(fromValues(values, [2], "float32").data, values);
  assert(fromValues(values, [2], "float32") instanceof Tensor);
});

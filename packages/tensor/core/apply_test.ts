import { backward } from "@chainrule/autograd";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../creation/tensor.ts";
import { add } from "../ops/arithmetic/add.ts";
import { mul } from "../ops/arithmetic/mul.ts";
import { greater } from "../ops/comparison/greater.ts";
import { matmul } from "../ops/linear_algebra/matmul.ts";
import { sum } from "../ops/reduction/sum.ts";
import { reshape } from "../ops/shape/reshape.ts";
import { scope, within } from "./ambient.ts";
import { apply, isTracked } from "./apply.ts";
import { elementwise } from "./define.ts";
import { ShapeError } from "./errors.ts";
import type { Op, TensorLike, Unary } from "./op.ts";
import { Variable } from "./variable.ts";

const wrong = (value: unknown) => value as TensorLike;

Deno.test("an operand that is no tensor is named with its place and its cure", () => {
  const message = (f: () => unknown) => assertThrows(f, TypeError).message;
  assertEquals(
    message(() => add(tensor([1]), wrong([1, 2]))),
    "Cannot add operands as each must be a tensor, a variable or a number: current operand 1 is an array; make it a tensor with tensor()",
  );
  assertEquals(
    message(() => mul(wrong(undefined), 1)),
    "Cannot mul operands as each must be a tensor, a variable or a number: current operand 0 is undefined",
  );
  assertEquals(
    message(() => reshape(wrong(null), [1])),
    "Cannot reshape operands as each must be a tensor, a variable or a number: current operand 0 is null",
  );
  assertEquals(
    message(() => sum(wrong([1, 2]), { axis: 0 })),
    "Cannot take the shape of an operand as it must be a tensor, a variable or a number: current operand is an array; make it a tensor with tensor()",
  );
});

Deno.test("numbers are weak: they take the dtype of the tensors beside them", () => {
  assertEquals(add(tensor([1], "float64"), 0.1).toArray(), [1.1]);
  assertEquals(add(tensor([1]), 0.1).toArray(), [Math.fround(1 + Math.fround(0.1))]);
  assertEquals(add(tensor([1], "int32"), 2).dtype, "int32");
  assertEquals(add(tensor([1], "int32"), 0.5).dtype, "float32");
  assertEquals(add(tensor([true]), 2).dtype, "int32");
  assertEquals(add(1, 2).dtype, "float32");
});

Deno.test("int32 with a float gives the float, and comparisons give bool", () => {
  assertEquals(mul(tensor([2], "int32"), tensor([0.5])).dtype, "float32");
  assertEquals(mul(tensor([2], "int32"), tensor([0.5], "float64")).dtype, "float64");
  assertEquals(greater(tensor([2], "int32"), 1.5).dtype, "bool");
  assertEquals(
    assertThrows(() => matmul(tensor([[1]]), tensor([[1]], "float64")), TypeError).message,
    "Cannot matmul float32 with float64 as both must have one float dtype: current dtypes are float32 and float64; convert one with cast",
  );
});

Deno.test("an error inside a composite names it", () => {
  const f = () => scope("layer", () => scope("affine", () => add(tensor([1, 2]), tensor([1, 2, 3]))));
  assertEquals(
    assertThrows(f, ShapeError).message,
    "Cannot add a and b as their shapes must broadcast (equal or 1, aligned at the last axis): current shapes are [2] and [3] (in layer > affine)",
  );
});

Deno.test("ambient state is as before, also after an error", () => {
  assertThrows(() => within("try", { recording: false }, () => matmul(1, 1)), ShapeError);
  const w = new Variable(2);
  backward(mul(w, w));
  assertEquals(w.grad?.item(), 4);
});

Deno.test("a result is tracked only where a gradient may reach something", () => {
  const w = new Variable(2);
  const frozen = new Variable(2, { trainable: false });
  assert(isTracked(mul(w, 2)));
  assert(!isTracked(mul(frozen, 2)));
  assert(!isTracked(mul(tensor(2), 2)));
  assert(!isTracked(greater(w, 1)));
  assert(!isTracked(within("noGrad", { recording: false }, () => mul(w, 2))));
});

Deno.test("anybody can define an operation, with attributes", () => {
  const scaleOp: Op<Unary, { readonly by: number }> = elementwise<Unary, { readonly by: number }>({
    name: "scale",
    expression: (k, [x], { by }) => k.mul(x, k.constant(by)),
    partials: [(_inputs, _y, { by }) => by],
  });
  const w = new Variable(tensor([1, 2]));
  const y = apply(scaleOp, [w], { by: 3 });
  assertEquals(y.toArray(), [3, 6]);
  backward(sum(y));
  assertEquals(w.grad!.toArray(), [3, 3]);
});

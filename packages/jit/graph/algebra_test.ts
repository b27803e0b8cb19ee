import type { Tensor } from "@chainrule/tensor";
import { broadcastTo, identity, matmul, permute, tensor, transpose, zeros } from "@chainrule/tensor";
import { assertEquals } from "@std/assert";
import { Program } from "../program.ts";
import { algebra } from "./algebra.ts";
import { deadCode } from "./dead_code.ts";

function traced(f: (x: Tensor) => Tensor, x: Tensor = tensor([[1, 2], [3, 4]])) {
  return new Program(f as () => Tensor, [x], { optimize: false }).graph;
}

/** What is left of `f` by this pass alone. */
function left(f: (x: Tensor) => Tensor, x?: Tensor): string[] {
  return `${deadCode(algebra(traced(f, x)))}`.split("\n");
}

const removed: Record<string, (x: Tensor) => Tensor> = {
  identity,
  "a detached view": (x) => x.detach(),
  "a cast to the same dtype": (x) => x.cast("float32"),
  "a reshape to the same shape": (x) => x.reshape([2, 2]),
  "reshapes forth and back": (x) => x.reshape([4]).reshape([1, 4]).reshape([2, 2]),
  "a permutation that moves nothing": (x) => permute(x, [0, 1]),
  "a transpose of a transpose": (x) => transpose(transpose(x)),
  "three permutations that end where they began": (x) =>
    permute(permute(permute(x.reshape([2, 1, 2]), [1, 2, 0]), [1, 2, 0]), [1, 2, 0]).reshape([2, 2]),
  "a slice of everything": (x) => x.slice([0, 0]),
  "broadcasting to the same shape": (x) => broadcastTo(x, [2, 2]),
  "a double negation": (x) => x.neg().neg(),
  "multiplying by 1": (x) => x.mul(1),
  "multiplying by a matrix of ones": (x) => tensor([[1, 1], [1, 1]]).mul(x),
  "dividing by 1": (x) => x.div(1),
  "adding -0": (x) => x.add(-0),
  "subtracting 0": (x) => x.sub(0),
};

for (const [name, f] of Object.entries(removed)) {
  Deno.test(`algebra() removes ${name}`, () => assertEquals(left(f), ["return argument 0"]));
}

const kept: Record<string, (x: Tensor) => Tensor> = {
  "adding 0, which makes 0 of -0": (x) => x.add(0),
  "subtracting -0, which makes 0 of -0": (x) => x.sub(-0),
  "subtracting from 0": (x) => tensor(0).sub(x),
  "dividing 1": (x) => tensor(1).div(x),
  "multiplying by 0, which keeps NaN": (x) => x.mul(0),
  "summing no axis, which makes 0 of -0": (x) => x.sum({ axis: [] }),
  "multiplying by ones that broadcast": (x) => x.mul(tensor([[[1]]])),
  "a slice backwards": (x) => x.slice([1]),
};

for (const [name, f] of Object.entries(kept)) {
  Deno.test(`algebra() keeps ${name}`, () => assertEquals(left(f).length, 2));
}

Deno.test("algebra() removes adding 0 to integers, which have no -0", () => {
  assertEquals(left((x) => x.add(0), zeros([2], "int32")), ["return argument 0"]);
});

Deno.test("algebra() marks transposes in the order of the operands of a product", () => {
  const f = (x: Tensor) => matmul(transpose(x), permute(matmul(x, transpose(x)), [-1, 0]));
  assertEquals(`${traced(f)}`.split("\n"), [
    '%0 = permute(argument 0) {"order":[1,0]}: float32 [2, 2]',
    '%1 = permute(argument 0) {"order":[1,0]}: float32 [2, 2]',
    "%2 = matmul(argument 0, %1): float32 [2, 2]",
    '%3 = permute(%2) {"order":[-1,0]}: float32 [2, 2]',
    "%4 = matmul(%0, %3): float32 [2, 2]",
    "return %4",
  ]);
  assertEquals(left(f), [
    '%3 = matmul(argument 0, argument 0) {"transposed":[false,true]}: float32 [2, 2]',
    '%4 = matmul(argument 0, %3) {"transposed":[true,false]}: float32 [2, 2]',
    "return %4",
  ]);
});

Deno.test("algebra() computes the transpose of a product as a product, so that gradients lie as weights do", () => {
  const gradient = (x: Tensor) => transpose(matmul(transpose(x), x.slice([0, 0], [2, 1])));
  assertEquals(left(gradient).slice(1), [
    '%3 = matmul(%1, argument 0) {"transposed":[true,false]}: float32 [1, 2]',
    "return %3",
  ]);
});

Deno.test("algebra() keeps the transpose of a product that somebody else reads as it is", () => {
  const f = (x: Tensor) => {
    const product = matmul(x, x);
    return transpose(product).add(product);
  };
  assertEquals(left(f)[1], '%1 = permute(%0) {"order":[1,0]}: float32 [2, 2]');
});

Deno.test("algebra() leaves a permutation of a batch axis outside the product", () => {
  const f = (x: Tensor) => matmul(permute(x, [1, 0, 2]), permute(x, [0, 2, 1]));
  assertEquals(left(f, zeros([2, 2, 2])), [
    '%0 = permute(argument 0) {"order":[1,0,2]}: float32 [2, 2, 2]',
    '%2 = matmul(%0, argument 0) {"transposed":[false,true]}: float32 [2, 2, 2]',
    "return %2",
  ]);
});

Deno.test("algebra() lets elementwise operations broadcast by themselves", () => {
  assertEquals(left((x) => broadcastTo(x.sum(), [2, 2]).mul(x)), [
    '%0 = sum(argument 0) {"axes":[0,1],"keepDims":false}: float32 []',
    "%2 = mul(%0, argument 0): float32 [2, 2]",
    "return %2",
  ]);
});

Deno.test("algebra() keeps a broadcast without which the shape would be another", () => {
  const f = (x: Tensor) => broadcastTo(x.sum(), [2, 2]).exp().add(broadcastTo(x.sum(), [2, 2]));
  assertEquals(left(f).filter((line) => line.includes("broadcastTo")).length, 1);
});

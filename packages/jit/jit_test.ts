/** Signatures, constants, checks and refusals of jit. */
import { backward, noGrad } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { tensor, Variable, where } from "@chainrule/tensor";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { jit } from "./mod.ts";

Deno.test("jit() traces once for each shape and dtype", () => {
  let traces = 0;
  const f = jit((x: Tensor) => {
    traces++;
    return x.mul(2);
  });
  for (const x of [[1, 2], [3, 4]]) f(tensor(x));
  f(tensor([1, 2, 3]));
  f(tensor([1, 2], "float64"));
  assertEquals([traces, f.programs.length], [3, 3]);
  assertEquals(f(tensor([5, 6])).toArray(), [10, 12]);
  assertEquals(traces, 3);
});

Deno.test("jit() takes numbers as scalar inputs, not as constants", () => {
  const f = jit((x: Tensor, rate: number) => x.mul(rate));
  assertEquals(f(tensor([1, 2]), 3).toArray(), [3, 6]);
  assertEquals(f(tensor([1, 2]), 4).toArray(), [4, 8]);
  assertEquals(f(tensor([1, 2], "float64"), 0.1).toArray(), [0.1, 0.2]);
  assertEquals(f.programs.length, 2);
});

Deno.test("jit() has strings, booleans, null and undefined in the signature", () => {
  let traces = 0;
  const f = jit((x: Tensor, mode: string | boolean | null | undefined) => {
    traces++;
    return mode === "double" || mode === true ? x.mul(2) : x;
  });
  const x = tensor(3);
  for (const mode of ["double", "single", true, false, null, undefined, "true"]) {
    const expected = mode === "double" || mode === true ? 6 : 3;
    assertEquals([f(x, mode).item(), f(x, mode).item()], [expected, expected]);
  }
  assertEquals(traces, 7);
});

Deno.test("jit() takes and gives nested records and arrays", () => {
  const f = jit(({ nodes, scale }: { nodes: Tensor[]; scale: number }) => ({
    scaled: nodes.map((x) => x.mul(scale)),
    count: nodes.length,
    name: "scaled",
    nothing: null,
  }));
  for (const factor of [2, 3]) {
    const { scaled, ...rest } = f({ nodes: [tensor(1), tensor([2])], scale: factor });
    assertEquals(scaled.map((x) => x.toArray()), [factor, [2 * factor]]);
    assertEquals(rest, { count: 2, name: "scaled", nothing: null });
  }
  assertEquals(f.programs.length, 1);
});

Deno.test("jit() tells objects and functions apart by identity", () => {
  const f = jit((x: Tensor, g: (x: Tensor) => Tensor) => g(x));
  assertEquals(f(tensor(2), (x) => x.add(1)).item(), 3);
  assertEquals(f(tensor(2), (x) => x.mul(5)).item(), 10);
});

Deno.test("a jitted function in a jitted function is inlined", () => {
  const inner = jit((x: Tensor) => x.mul(x));
  const outer = jit((x: Tensor) => inner(x).add(inner(x)));
  assertEquals(outer(tensor(3)).item(), 18);
  assertEquals([inner.programs.length, outer.programs.length], [0, 1]);
  assertEquals(outer.programs[0]!.calls.map(({ op }) => op.name), ["mul", "mul", "add"]);
});

Deno.test("captured tensors are constants, listed in order", () => {
  const [a, b] = [tensor([1, 2]), tensor([3, 4])];
  const f = jit((x: Tensor) => x.mul(a).add(b).mul(a));
  f(tensor([1, 1]));
  assertEquals(f.programs[0]!.captures, [a, b]);
});

Deno.test("a program prints as its operations, assignments and result", () => {
  const w = new Variable(2, { name: "w" });
  const f = jit((x: Tensor) => {
    const y = x.mul(w).sum();
    noGrad(() => w.assign(w.value.add(1)));
    backward(y);
    return { y, again: true };
  });
  f(tensor([1, 2]));
  assertEquals(`${f.programs[0]}`.split("\n"), [
    "%0 = mul(argument 0, w): float32 [2]",
    '%1 = sum(%0) {"axes":[0],"keepDims":false}: float32 []',
    "%2 = add(w, float32 [] 1): float32 []",
    "%3 = stopGradient(%2): float32 []",
    '%4 = reshape(float32 [] 1) {"shape":[1]}: float32 [1]',
    '%5 = broadcastTo(%4) {"shape":[2]}: float32 [2]',
    "%6 = mul(%5, argument 0): float32 [2]",
    '%7 = sum(%6) {"axes":[0],"keepDims":true}: float32 [1]',
    '%8 = reshape(%7) {"shape":[]}: float32 []',
    "w := %3",
    "w.grad := %8",
    'return {"y":"%1","again":true}',
  ]);
});

const changes: Record<
  string,
  [f: (x: Tensor, call: number) => unknown, was: string, is: string]
> = {
  "an operation": [
    (x, call) => call === 1 ? x.mul(2) : x.add(2),
    "%0 = mul(argument 0, float32 [] 2): float32 [2]",
    "%0 = add(argument 0, float32 [] 2): float32 [2]",
  ],
  "a number": [
    (x, call) => x.mul(call),
    "%0 = mul(argument 0, float32 [] 1): float32 [2]",
    "%0 = mul(argument 0, float32 [] 2): float32 [2]",
  ],
  "a large constant": [
    (x, call) => x.sum().mul(tensor(Array(9).fill(call))),
    "constant 0 (Tensor float32 [9])",
    "the same with other values",
  ],
  "a result that is no tensor": [
    (x, call) => [x, call],
    'return ["argument 0",1]',
    'return ["argument 0",2]',
  ],
  "an operation that is left out": [
    (x, call) => call === 1 ? [x.mul(2), x] : [x],
    "%0 = mul(argument 0, float32 [] 2): float32 [2]",
    'return ["argument 0"]',
  ],
};

for (const [what, [f, was, is]] of Object.entries(changes)) {
  Deno.test(`jit() with check reports ${what} that changes from call to call`, () => {
    let calls = 0;
    const checked = jit((x: Tensor) => f(x, ++calls), { check: true });
    assertThrows(
      () => checked(tensor([1, 2])),
      TypeError,
      `Cannot reuse the program of a jitted function as each call must record the same operations: at first there was ${was}, and now ${is}; pass what changes as an argument, or hold it in a Variable`,
    );
  });
}

Deno.test("jit() with check runs a steady function", () => {
  const w = new Variable(1);
  const constants = tensor([1, 2, 3, 4, 5]);
  const f = jit((x: Tensor) => {
    w.assign(w.value.add(1));
    return x.mul(w).add(constants);
  }, { check: true });
  const x = tensor([0, 0, 0, 0, 1]);
  assertEquals(f(x).toArray(), [1, 2, 3, 4, 7]);
  assertEquals(f(x).toArray(), [1, 2, 3, 4, 8]);
});

Deno.test("jit() refuses what is not a synchronous function", () => {
  assertThrows(
    // deno-lint-ignore require-await
    () => jit(async (x: Tensor) => x),
    TypeError,
    "Cannot jit f as it must be synchronous: current f returns a promise; await its inputs first",
  );
  const late = jit((x: Tensor) => Promise.resolve(x));
  assertThrows(
    () => late(tensor(1)),
    TypeError,
    "Cannot jit f as it must be synchronous: current f returns a promise; await its inputs first",
  );
  assertThrows(
    () => jit(3 as never),
    TypeError,
    "Cannot jit f as it must be a function: current type is number",
  );
});

const readings: Record<string, [read: (x: Tensor) => unknown, action: string]> = {
  "item()": [(x) => x.item(), "take the item of a tensor"],
  "data": [(x) => x.data, "read the values of a tensor"],
  "toArray()": [(x) => x.toArray(), "read the values of a tensor"],
  "x > 0": [(x) => x as unknown as number > 0, "take the item of a tensor"],
  "+x": [(x) => +(x as unknown as number), "take the item of a tensor"],
  "Math.sqrt(x)": [(x) => Math.sqrt(x as unknown as number), "take the item of a tensor"],
};

for (const [name, [read, action]] of Object.entries(readings)) {
  Deno.test(`${name} while tracing is an error that names jit`, () => {
    assertThrows(
      () => jit((x: Tensor) => read(x.add(1)))(tensor(1)),
      TypeError,
      `Cannot ${action} as inside jit it stands for values to come: current tensor is Tensor float32 []; return it from the function, or use where() instead of a branch`,
    );
  });
}

Deno.test("where() does in a trace what a branch does in ordinary code", () => {
  const f = jit((x: Tensor) => where(x.greater(0), x, x.mul(-2)));
  assertEquals([f(tensor(3)).item(), f(tensor(-3)).item()], [3, 6]);
});

Deno.test("a tensor kept from a finished trace names jit, wherever it is used", () => {
  let kept!: Tensor;
  const f = jit((x: Tensor) => {
    kept = x.mul(2);
    return x;
  });
  f(tensor(1));
  const g = jit((x: Tensor) => x.add(kept));
  const message = (action: string) =>
    `Cannot ${action} as it belongs to a finished trace of jit: current tensor is Tensor float32 []; return it from the function to get its value`;
  assertThrows(() => kept.item(), TypeError, message("take the item of a tensor"));
  assertThrows(() => kept.add(1), TypeError, message("add a tensor"));
  assertThrows(() => g(tensor(1)), TypeError, message("add a tensor"));
  assertThrows(() => f(kept), TypeError, message("stopGradient a tensor"));
  assertThrows(() => new Variable(1).assign(kept), TypeError);
});

Deno.test("a trace that fails leaves nothing behind", () => {
  const w = new Variable(1);
  const f = jit((x: Tensor) => {
    w.assign(5);
    if (x.shape[0] === 2) throw new Error("stop");
    return x;
  });
  assertThrows(() => f(tensor([1, 2])), Error, "stop");
  assertEquals([w.value.item(), f.programs.length], [1, 0]);
  assertEquals(tensor(2).mul(3).item(), 6);
  f(tensor([1]));
  assertEquals(w.value.item(), 5);
});

Deno.test("the cache of programs is bounded, drops the one not used for longest, and warns once", () => {
  const f = jit(function pad(x: Tensor): Tensor {
    return x.mul(2);
  });
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (message: string) => warnings.push(message);
  try {
    for (let n = 1; n <= 70; n++) {
      f(tensor(Array(n).fill(1)));
      f(tensor([1]));
    }
  } finally {
    console.warn = warn;
  }
  assertEquals(f.programs.length, 64);
  assert(f.programs.some((program) => program.calls[0]!.output.size === 1));
  assertEquals(warnings, [
    "jit traced pad for 64 signatures, which costs more than it saves; pad the inputs to a few shapes",
  ]);
});

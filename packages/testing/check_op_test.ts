/** checkOp must fail on every kind of mistake that it is there to find, and say which. */
import type { Binary, Op, Tensor, Unary } from "@chainrule/tensor";
import { allocate, elementwise, fromValues, multilinear, oneHot, sizeOf, tensor } from "@chainrule/tensor";
import { assert, assertThrows } from "@std/assert";
import { checkOp } from "./mod.ts";

const cases = [{ inputs: [[[-0.5, 0.25, 1], [2, 3, -1]]] }, { inputs: [0.75] }];

/** The cube, right in everything. */
const cube: Op<Unary> = elementwise<Unary>({
  name: "cube",
  expression: (k, [x]) => k.mul(x, k.mul(x, x)),
  partials: [([x]) => x.mul(x).mul(3)],
});

/** The square as a kernel of its own, right in everything. */
const square: Op<Unary> = {
  name: "square",
  shape: ([shape]) => shape!,
  compute: ([x], _, { dtype }) => {
    const out = allocate(dtype, x.size);
    x.data.forEach((value, i) => out[i] = value * value);
    return out;
  },
  vjp: [(g, [x]) => g.mul(x).mul(2)],
  jvp: ([dx], [x]) => dx!.mul(x).mul(2),
};

/** The values 3x², outside any graph. */
function rawSlope(x: Tensor): Tensor {
  const values = allocate(x.dtype, x.size);
  x.data.forEach((value, i) => values[i] = 3 * value * value);
  return fromValues(values, x.shape, x.dtype);
}

Deno.test("checkOp() accepts right operations", () => {
  checkOp(cube, {
    cases,
    points: { x: [-2, 0, 3], y: [-8, 0, 27], dydx: [12, 0, 27], ulps: 0 },
    equals: ([x]) => x!.mul(x!).mul(x!),
  });
  checkOp(square, { cases });
});

function isRefused(op: Op<Unary>, message: string): void {
  assertThrows(() => checkOp(op, { cases }), Error, message);
}

Deno.test("checkOp() finds a wrong reverse rule", () => {
  isRefused({ ...cube, vjp: [(g, [x]) => g.mul(x).mul(3)] } as Op<Unary>, "cube: adjoint law");
});

Deno.test("checkOp() finds a wrong forward rule", () => {
  isRefused({ ...cube, jvp: ([dx], [x]) => dx!.mul(x).mul(3) } as Op<Unary>, "cube: adjoint law");
});

Deno.test("checkOp() finds two rules that agree with each other and are both wrong", () => {
  isRefused(
    elementwise<Unary>({
      name: "cube",
      expression: (k, [x]) => k.mul(x, k.mul(x, x)),
      partials: [([x]) => x.mul(x).mul(2)],
    }),
    "cube: jvp against differences",
  );
});

Deno.test("checkOp() finds a reverse rule that loses second derivatives", () => {
  const op = { ...cube, vjp: [(g: Tensor, [x]: Unary) => g.mul(rawSlope(x))] } as Op<Unary>;
  isRefused(op, "cube: forward over reverse");
});

Deno.test("checkOp() finds a forward rule that loses second derivatives", () => {
  const op = { ...cube, jvp: ([dx]: readonly (Tensor | null)[], [x]: Unary) => dx!.mul(rawSlope(x)) } as Op<Unary>;
  isRefused(op, "cube: reverse over forward");
});

Deno.test("checkOp() finds a partial derivative that is detached", () => {
  isRefused(
    elementwise<Unary>({
      name: "cube",
      expression: (k, [x]) => k.mul(x, k.mul(x, x)),
      partials: [([x]) => x.mul(x).mul(3).detach()],
    }),
    "cube: forward over reverse",
  );
});

Deno.test("checkOp() finds a cotangent of the wrong shape", () => {
  const op = multilinear<Binary>({
    name: "scale",
    shape: ([shape]) => shape!,
    compute: ([x, s], _, { dtype }) => {
      const out = allocate(dtype, x.size);
      x.data.forEach((value, i) => out[i] = value * s.data[0]!);
      return out;
    },
    transpose: [(g, [, s]) => g.mul(s), (g, [x]) => g.mul(x)],
  });
  assertThrows(() => checkOp(op, { cases: [{ inputs: [[1, 2], 3] }] }), Error, "scale: cotangent 1");
});

Deno.test("checkOp() finds an operation that writes into its input", () => {
  const op = {
    ...square,
    compute: ([x]: Unary) => {
      const values = x.data;
      values.forEach((value, i) => values[i] = value * value);
      return values.slice();
    },
  } as Op<Unary>;
  isRefused(op, "square: ");
});

Deno.test("checkOp() finds an operation that writes into its input only what was there before, plus a little", () => {
  const op = {
    ...square,
    compute: ([x]: Unary, _: undefined, { dtype }: { dtype: Tensor["dtype"] }) => {
      const out = allocate(dtype, x.size);
      x.data.forEach((value, i) => out[i] = value * value);
      if (x.storage!.length === x.size) x.storage![0]! *= 1 + 2 ** -52;
      return out;
    },
  } as Op<Unary>;
  isRefused(op, "square: ");
});

Deno.test("checkOp() finds an operation that ignores strides", () => {
  const op = {
    ...square,
    compute: ([x]: Unary, _: undefined, { dtype }: { dtype: Tensor["dtype"] }) => {
      const out = allocate(dtype, x.size);
      for (let i = 0; i < x.size; i++) out[i] = x.storage![i]! ** 2;
      return out;
    },
  } as Op<Unary>;
  isRefused(op, "square: through strides");
});

Deno.test("checkOp() finds an operation that ignores the offset of a view", () => {
  const op = {
    ...square,
    view: (x: Tensor) => ({ strides: x.strides, offset: 0 }),
    compute: undefined,
    vjp: [(g: Tensor) => g],
    jvp: ([dx]: readonly (Tensor | null)[]) => dx!,
  } as unknown as Op<Unary>;
  isRefused(op, "square: through strides");
});

Deno.test("checkOp() finds values of another dtype than the record says", () => {
  const op = {
    ...square,
    compute: ([x]: Unary) => Float32Array.from(x.data, (value) => value * value),
  } as Op<Unary>;
  isRefused(op, "square: dtype and count of the values");
});

Deno.test("checkOp() finds values of another count than the shape says", () => {
  for (const extra of [-1, 1]) {
    const op = {
      ...square,
      compute: ([x]: Unary, _: undefined, { dtype, shape }: { dtype: Tensor["dtype"]; shape: readonly number[] }) => {
        const out = allocate(dtype, sizeOf(shape) + extra);
        x.data.forEach((value, i) => out[i] = value * value);
        return out;
      },
    } as Op<Unary>;
    isRefused(op, "square: dtype and count of the values");
  }
});

Deno.test("checkOp() finds a shape rule that does not fit the values", () => {
  isRefused({ ...square, shape: ([shape]) => [...shape!, 1] }, "shapes must broadcast");
  isRefused({ ...square, shape: ([shape]) => [...shape!, 2] }, "square: dtype and count of the values");
});

Deno.test("checkOp() finds an element that depends on its neighbours", () => {
  const op = {
    ...square,
    compute: ([x]: Unary, _: undefined, { dtype }: { dtype: Tensor["dtype"] }) => {
      const out = allocate(dtype, x.size);
      const equal = x.data.every((value) => value === x.data[0]);
      x.data.forEach((value, i) => out[i] = value * value * (equal ? 1 + 2 ** -52 : 1));
      return out;
    },
  } as Op<Unary>;
  const points = { x: [1, 3], y: [1, 9], ulps: 1 };
  assertThrows(() => checkOp(op, { cases, points }), Error, "square(1) filled");
});

Deno.test("checkOp() finds a derivative where the record says that there is none, and the other way round", () => {
  const flat = { none: "it is flat" };
  const step = { ...square, vjp: flat, jvp: flat } as Op<Unary>;
  checkOp(step, { cases });
  isRefused({ ...square, vjp: [{ none: "a mistake" }] } as Op<Unary>, "square: ");
});

Deno.test("checkOp() finds wrong outputs, points, composites and messages", () => {
  const refuse = (check: Partial<Parameters<typeof checkOp<Unary, undefined>>[1]>, message: string) => {
    assertThrows(() => checkOp(cube, { cases, ...check }), Error, message);
  };
  refuse({ cases: [{ inputs: [2], output: 9 }] }, "cube: output");
  refuse({ points: { x: [2], y: [8.000000000000002], ulps: 0 } }, "cube(2)");
  refuse({ points: { x: [2], y: [8], dydx: [13], ulps: 0 } }, "cube'(2) forward");
  refuse({ equals: ([x]) => x!.mul(x!) }, "cube: equals its composite");
  refuse({ equals: ([x]) => x!.mul(x!).mul(Infinity) }, "cube: equals its composite");
  refuse({ failures: [{ inputs: [2], message: "none" }] }, "");
  refuse({ cases: [] }, "checkOp(cube) needs at least one case");
});

Deno.test("checkOp() finds float32 values that are only roughly those of float64", () => {
  const op = {
    ...square,
    compute: ([x]: Unary, _: undefined, { dtype }: { dtype: Tensor["dtype"] }) => {
      const out = allocate(dtype, x.size);
      x.data.forEach((value, i) => out[i] = value * value * (dtype === "float32" ? 1.0001 : 1));
      return out;
    },
  } as Op<Unary>;
  isRefused(op, "square: float32 gives");
});

/** Elements by index, with a reverse rule that is given. */
function pickWith(transpose: (g: Tensor, inputs: Binary) => Tensor): Op<Binary> {
  return multilinear<Binary>({
    name: "pick",
    shape: ([, shape]) => shape!,
    dtype: ([dtype]) => dtype!,
    compute: ([x, i], _, { dtype }) => {
      const out = allocate(dtype, i.size);
      i.data.forEach((from, to) => out[to] = x.data[from]!);
      return out;
    },
    transpose: [transpose, { none: "indices are integers" }],
  });
}

const picked = { cases: [{ inputs: [[1, 2, 3], tensor([2, 0, 2], "int32")] }], secondOrder: true };

Deno.test("checkOp() takes tensors of other dtypes as inputs that are not differentiated", () => {
  const rule = (g: Tensor, [x, i]: Binary) =>
    g.reshape([1, i.size]).matmul(oneHot(i, x.size, g.dtype)).reshape(x.shape);
  checkOp(pickWith(rule), picked);
});

Deno.test("checkOp() finds a rule that reads values, so that it cannot be compiled", () => {
  const rule = (g: Tensor, [x, i]: Binary) => {
    const rows = Array.from(i.data, (from) => Array.from({ length: x.size }, (_, j) => j === from ? 1 : 0));
    return g.reshape([1, i.size]).matmul(tensor(rows, g.dtype)).reshape(x.shape);
  };
  assertThrows(() => checkOp(pickWith(rule), picked), TypeError, "inside jit it stands for values to come");
});

Deno.test("checkOp() finds a formula that gives other values when it is compiled", () => {
  let calls = 0;
  const op = elementwise<Unary>({
    name: "double",
    // Compilation calls the formula with another builder than numbers and blocks have.
    expression: (k, [x]) =>
      k.mul(x, k.constant(typeof x === "object" && !("buffer" in (x as object)) && calls++ >= 0 ? 3 : 2)),
    partials: [() => 2],
  });
  isRefused(op, "double: compiled, relaxed, float64: element 0");
  assert(calls > 0);
});

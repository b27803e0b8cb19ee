/**
 * The laws that every operation obeys.
 *
 * @module
 */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { jvp, vjp } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { withVectorLevel } from "@chainrule/kernels";
import type { AnyOp, Inputs, NestedArray, Op } from "@chainrule/tensor";
import { applyAny, cast, dtypeOf, isFloat, isNone, isTensor, sum, Tensor, tensor, Variable } from "@chainrule/tensor";
import { assertBits } from "./assert_bits.ts";
import { assertCompiled } from "./assert_compiled.ts";
import { assertUlp } from "./assert_ulp.ts";
import { centralDifference } from "./central_difference.ts";
import { randomLike } from "./random_like.ts";

/** An input of a case: numbers become float64; give a tensor for another dtype. */
export type Sample = NestedArray | Tensor;

/** One application of an operation. */
export interface OpCase<A> {
  readonly inputs: readonly Sample[];
  readonly attributes?: A;
  /** Whether derivatives are compared with differences: false at a kink or where numbers overflow. @default true */
  readonly smooth?: boolean;
  /** The exact output, where it is known. */
  readonly output?: NestedArray;
}

/** Known values of an operation of one input, for each element alone and in company. */
export interface Points {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** The derivative; null where there is none. */
  readonly dydx?: readonly (number | null)[];
  /** How many units in the last place of float64 a value may be off. */
  readonly ulps: number;
  /** The same for derivatives. @default as `ulps` */
  readonly derivativeUlps?: number;
}

/** An application that must fail. */
export interface OpFailure<A> {
  readonly inputs: readonly Sample[];
  readonly attributes?: A;
  /** The whole message. */
  readonly message: string;
}

/** What {@link checkOp} checks an operation with. */
export interface OpCheck<A> {
  readonly cases: readonly OpCase<A>[];
  readonly points?: Points & { readonly attributes?: A };
  readonly failures?: readonly OpFailure<A>[];
  /** What a fused operation must equal, to 1e-12. */
  readonly equals?: (inputs: readonly Tensor[], attributes: A) => Tensor;
  /** Whether second derivatives are checked. @default true */
  readonly secondOrder?: boolean;
}

/**
 * Checks an operation: shapes, dtypes, the same bits through strides, alone and in company, and recorded; compiled at every level, values and gradients to the bound of compiled code; the forward derivative
 * against central differences; the adjoint law ⟨g, J v⟩ = ⟨Jᵀ g, v⟩; second derivatives in both modes; known values; failures.
 */
export function checkOp<I extends Inputs, A>(
  op: Op<I, A>,
  check: OpCheck<A>,
): void {
  assert(check.cases.length > 0, `checkOp(${op.name}) needs at least one case`);
  for (const sample of check.cases) checkCase(op, sample, check);
  if (check.points) checkPoints(op, check.points, check.points.attributes);
  for (const { inputs, attributes, message } of check.failures ?? []) {
    const error = assertThrows(
      () => applyAny(op, inputs.map(toTensor), attributes),
      Error,
    );
    assertEquals(error.message, message);
  }
}

function checkCase<I extends Inputs, A>(
  op: Op<I, A>,
  sample: OpCase<A>,
  check: OpCheck<A>,
): void {
  const { attributes } = sample;
  const inputs = sample.inputs.map(toTensor);
  const before = inputs.map((x) => x.data.slice());
  const run = (...xs: Tensor[]): Tensor => applyAny(op, xs, attributes);
  const y = run(...inputs);

  assertEquals(
    y.shape,
    op.shape(inputs.map((x) => x.shape), attributes as A),
    `${op.name}: shape`,
  );
  if (!("view" in op)) {
    assertEquals(
      [dtypeOf(y.storage!), y.storage!.length],
      [y.dtype, y.size],
      `${op.name}: dtype and count of the values`,
    );
  }
  if (sample.output !== undefined) {
    assertEquals(y.toArray(), sample.output, `${op.name}: output`);
  }
  assertBits(run(...inputs.map(strided)), y, `${op.name}: through strides`);
  assertBits(jit(run, { optimize: false })(...inputs), y, `${op.name}: recorded`);
  if ("expression" in op) checkAlone(op, inputs, y, attributes);
  if (inputs.some((x) => x.dtype === "float64")) {
    checkFloat32(op, run, inputs, y, attributes);
  }
  if (check.equals) {
    assertClose(
      y,
      check.equals(inputs, attributes as A),
      1e-12,
      `${op.name}: equals its composite`,
    );
  }
  if (isNone(op.vjp) || !isFloat(y.dtype)) checkConstant(op.name, run, inputs);
  else {checkDerivatives(
      op.name,
      run,
      inputs,
      y,
      sample.smooth ?? true,
      check.secondOrder ?? true,
    );}
  checkCompiled(op.name, run, inputs, y);
  inputs.forEach((x, i) => assertEquals(x.data, before[i], `${op.name}: input ${i} was changed`));
}

/** At every level of vector instructions, in both float dtypes, values and gradients are those of eager code, to the bound of compiled code. */
function checkCompiled(
  name: string,
  run: (...xs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  y: Tensor,
): void {
  const floats = [...inputs.keys()].filter((i) => isFloat(inputs[i]!.dtype));
  const hasGradient = floats.length > 0 && isFloat(y.dtype) && isTrackedResult(run, inputs);
  const pull = (...xs: Tensor[]): Tensor[] => {
    const f = (...at: Tensor[]): Tensor => run(...xs.map((x, i) => floats.includes(i) ? at[floats.indexOf(i)]! : x));
    const { value, pullback } = vjp(f, ...floats.map((i) => xs[i]!));
    return pullback(cast(randomLike(y, 7), value.dtype));
  };
  const narrow = inputs.map((x) => x.dtype === "float64" ? cast(x, "float32") : x);
  const versions = inputs.some((x) => x.dtype === "float64") ? [inputs, narrow] : [inputs];
  for (const version of versions) {
    const expected = run(...version);
    const gradients = hasGradient ? pull(...version) : [];
    for (const level of ["relaxed", "simd", "none"] as const) {
      withVectorLevel(level, () => {
        const message = `${name}: compiled, ${level}, ${expected.dtype}`;
        assertCompiled(jit(run)(...version), expected, message);
        if (!hasGradient) return;
        jit(pull)(...version).forEach((g, i) => assertCompiled(g, gradients[i]!, `${message}, gradient ${i}`));
      });
    }
  }
}

function isTrackedResult(run: (...xs: Tensor[]) => Tensor, inputs: readonly Tensor[]): boolean {
  return run(...inputs.map((x) => isFloat(x.dtype) ? new Variable(x).value : x)).origin !== null;
}

/** An element has the same bits computed alone as in company. */
function checkAlone(
  op: AnyOp,
  inputs: readonly Tensor[],
  y: Tensor,
  attributes: unknown,
): void {
  if (!inputs.every((x) => x.size === y.size)) return;
  for (let i = 0; i < y.size; i++) {
    const alone = applyAny(
      op,
      inputs.map((x) => tensor(x.data.slice(i, i + 1), x.dtype, [])),
      attributes,
    );
    assertBits(
      alone,
      tensor(y.data.slice(i, i + 1), y.dtype, []),
      `${op.name}: element ${i} alone`,
    );
  }
}

/** In float32 the values are those of float64, rounded: to 1e-5 of the largest. */
function checkFloat32(
  op: AnyOp,
  run: (...xs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  y: Tensor,
  attributes: unknown,
): void {
  const { name } = op;
  const narrow = inputs.map((x) => x.dtype === "float64" ? cast(x, "float32") : x);
  const z = run(...narrow);
  if (!isFloat(y.dtype)) return;
  const wide = run(
    ...narrow.map((x) => x.dtype === "float32" ? cast(x, "float64") : x),
  );
  const expected = op.dtype?.(narrow.map((x) => x.dtype), attributes) ?? "float32";
  assertEquals(z.dtype, expected, `${name}: dtype from float32`);
  wide.data.forEach((value, i) => {
    const scale = Math.max(1e-30, Math.abs(value));
    if (Number.isFinite(Math.fround(value))) {
      assert(
        Math.abs(z.data[i]! - value) <= 1e-5 * scale,
        `${name}: float32 gives ${z.data[i]}, float64 ${value}`,
      );
    }
  });
}

function checkConstant(
  name: string,
  run: (...xs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
): void {
  const variables = inputs.map((x) => isFloat(x.dtype) ? new Variable(x) : x);
  const y = run(...variables.map((x) => isTensor(x) ? x : x.value));
  assertEquals(
    y.origin,
    null,
    `${name}: has no derivative, but its result is tracked`,
  );
}

function checkDerivatives(
  name: string,
  run: (...xs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  y: Tensor,
  smooth: boolean,
  secondOrder: boolean,
): void {
  const floats = [...inputs.keys()].filter((i) => inputs[i]!.dtype === "float64");
  const f = (...xs: Tensor[]): Tensor =>
    run(
      ...inputs.map((x, i) => floats.includes(i) ? xs[floats.indexOf(i)]! : x),
    );
  const at = floats.map((i) => inputs[i]!);
  const v = at.map((x, i) => randomLike(x, i + 1));
  const g = randomLike(y, 99);

  const { tangent } = jvp(f, at, v);
  const { pullback } = vjp(f, ...at);
  const cotangents = pullback(g);
  assertEquals(tangent.shape, y.shape, `${name}: shape of the tangent`);
  cotangents.forEach((c, i) =>
    assertEquals(
      [c.shape, c.dtype],
      [at[i]!.shape, at[i]!.dtype],
      `${name}: cotangent ${i}`,
    )
  );
  checkAdjoint(name, inner([g], [tangent]), inner(cotangents, v));
  if (!smooth) return;
  assertClose(
    tangent,
    centralDifference(f, at, v),
    1e-6,
    `${name}: jvp against differences`,
  );
  if (!secondOrder) return;
  const u = at.map((x, i) => randomLike(x, i + 50));
  const along = (...xs: Tensor[]): Tensor => {
    const parts = vjp(f, ...xs).pullback(g).map((c, i) => sum(c.mul(u[i]!)));
    return parts.reduce((total, part) => total.add(part));
  };
  const difference = centralDifference(along, at, v);
  assertClose(
    jvp(along, at, v).tangent,
    difference,
    1e-5,
    `${name}: forward over reverse`,
  );
  const second = vjp(along, ...at).pullback(tensor(1, "float64"));
  assertClose(
    tensor(inner(second, v), "float64"),
    difference,
    1e-5,
    `${name}: reverse over reverse`,
  );
  const mixed = vjp((...xs: Tensor[]) => jvp(f, xs, v).tangent, ...at).pullback(
    g,
  );
  assertClose(
    tensor(inner(mixed, u), "float64"),
    difference,
    1e-5,
    `${name}: reverse over forward`,
  );
}

function checkAdjoint(name: string, left: number, right: number): void {
  const scale = Math.max(1, Math.abs(left), Math.abs(right));
  if (!Number.isFinite(left) || !Number.isFinite(right)) return;
  assert(
    Math.abs(left - right) <= 1e-11 * scale,
    `${name}: adjoint law: ${left} is not ${right}`,
  );
}

function checkPoints<I extends Inputs, A>(
  op: Op<I, A>,
  points: Points,
  attributes: A | undefined,
): void {
  const run = (x: Tensor): Tensor => applyAny(op, [x], attributes);
  const x = tensor([...points.x], "float64");
  const y = run(x);
  points.y.forEach((expected, i) => {
    assertUlp(y.data[i]!, expected, points.ulps, `${op.name}(${points.x[i]})`);
    const filled = run(tensor(Array(700).fill(points.x[i]!), "float64"));
    assertBits(
      tensor([filled.data[0]!, filled.data[699]!], "float64"),
      tensor([y.data[i]!, y.data[i]!], "float64"),
      `${op.name}(${points.x[i]}) filled`,
    );
  });
  const ones = tensor(points.x.map(() => 1), "float64");
  const forward = jvp(run, [x], [ones]).tangent;
  const [reverse] = vjp(run, x).pullback(ones);
  points.dydx?.forEach((expected, i) => {
    if (expected === null) return;
    const ulps = points.derivativeUlps ?? points.ulps;
    assertUlp(
      forward.data[i]!,
      expected,
      ulps,
      `${op.name}'(${points.x[i]}) forward`,
    );
    assertUlp(
      reverse!.data[i]!,
      expected,
      ulps,
      `${op.name}'(${points.x[i]}) reverse`,
    );
  });
}

function assertClose(
  actual: Tensor,
  expected: Tensor,
  tolerance: number,
  message: string,
): void {
  assertEquals(actual.shape, expected.shape, `${message}: shape`);
  expected.data.forEach((value, i) => {
    const found = actual.data[i]!;
    const allowed = Number.isFinite(value) ? tolerance * Math.max(1, Math.abs(value)) : -1;
    assert(
      Object.is(found, value) || Math.abs(found - value) <= allowed,
      `${message}: element ${i} is ${found}, not ${value}`,
    );
  });
}

function inner(a: readonly Tensor[], b: readonly Tensor[]): number {
  let total = 0;
  a.forEach((x, i) => x.data.forEach((value, j) => total += value * b[i]!.data[j]!));
  return total;
}

function toTensor(sample: Sample): Tensor {
  return isTensor(sample) ? sample : tensor(sample, "float64");
}

/** The same values, lying backwards and with gaps. */
function strided(x: Tensor): Tensor {
  const gap = 2;
  const storage = tensor(Array(x.size * gap + 1).fill(7), x.dtype).data.slice();
  x.data.forEach((value, i) => storage[(x.size - 1 - i) * gap + 1] = value);
  const strides = new Tensor({ shape: x.shape, dtype: x.dtype, storage })
    .strides.map((stride) => -stride * gap);
  return new Tensor({
    shape: x.shape,
    dtype: x.dtype,
    storage,
    strides,
    offset: Math.max(0, x.size - 1) * gap + 1,
  });
}

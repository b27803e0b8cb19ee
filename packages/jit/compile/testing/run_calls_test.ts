import type { Kernel } from "@chainrule/kernels";
import { errorAddress, scratchAt, temporaryAt } from "@chainrule/kernels";
import { i32 } from "@chainrule/kernels/wasm";
import type { AnyOp, DType, Lowering, Unary } from "@chainrule/tensor";
import { castOp, tensor } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { runOp } from "./run_calls.ts";

/** Writes the number of each unit, through scratch and temporary memory. */
const count: Kernel = {
  name: "count",
  key: "count",
  parameters: ["out", "scratch", "temporary"],
  write: (f, { first, last, out, scratch, temporary }) => {
    f.for(first!, last!, 1, (i) => {
      f.do(i32.store(scratch!, i));
      f.do(i32.store(i32.add(temporary!, i32.shl(i, 2)), i32.load(scratch!)));
      f.do(i32.store(i32.add(out!, i32.shl(i, 2)), i32.load(i32.add(temporary!, i32.shl(i, 2)))));
    });
  },
};

type Cast = { readonly dtype: DType };

function counting(change: { units?: number; shift?: number } = {}): Lowering<Unary, Cast> {
  return ({ output: out }) => [{
    kernel: count,
    units: change.units ?? out.shape[0]!,
    nanoseconds: 1,
    arguments: [{ ...out.address, bytes: out.address.bytes + (change.shift ?? 0) }, scratchAt(), temporaryAt()],
    scratchBytes: 4,
    temporaryBytes: 4 * out.shape[0]!,
  }];
}

function casting(lower: Lowering<Unary, Cast>): AnyOp {
  return { ...castOp, lower };
}

const x = tensor([7, 7, 7, 7, 7]);

Deno.test("runOp() runs all units, in as many parts as it is told", () => {
  for (const parts of [1, 2, 3, 9]) {
    const { output, failed, expected } = runOp(casting(counting()), [x], { dtype: "int32" }, { parts });
    assertEquals([...output.data], [0, 1, 2, 3, 4]);
    assertEquals(failed, false);
    assertEquals([...expected!.data], [7, 7, 7, 7, 7]);
  }
});

Deno.test("runOp() sees bytes changed before and after an output", () => {
  for (const change of [{ units: 6 }, { shift: -4 }, { shift: 1 }]) {
    assertThrows(() => runOp(casting(counting(change)), [x], { dtype: "int32" }), Error, "that is not its own");
  }
});

Deno.test("runOp() sees an error reported, which the call must have announced", () => {
  const report: Kernel = {
    name: "report",
    key: "report",
    parameters: [],
    write: (f) => f.do(i32.store(errorAddress, 1)),
  };
  const failing = (mayFail: boolean) =>
    casting(() => [
      { kernel: report, units: 1, nanoseconds: 1, arguments: [], mayFail },
    ]);
  assertEquals(runOp(failing(true), [x], { dtype: "int32" }).failed, true);
  assertThrows(() => runOp(failing(false), [x], { dtype: "int32" }), Error, "does not say that it may");
});

import { assertEquals } from "@std/assert";
import type { Expression, Literal, Operand, ResultType } from "./expression.ts";
import { atomic32, atomic64, fence, notify, supports } from "./mod.ts";
import type { Value } from "./testing/run_expression.ts";
import { run } from "./testing/run_expression.ts";

Deno.test({
  name: `atomic instructions read, write and change shared memory${
    supports("threads") ? "" : " (not on this machine)"
  }`,
  ignore: !supports("threads"),
  fn() {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
    const atomic = (code: Expression<ResultType>): Value | undefined => run(code, memory, true);
    const check = <T extends "i32" | "i64">(
      instructions: typeof atomic32 | typeof atomic64,
      at: number,
      number: (x: number) => Literal<T>,
    ): void => {
      const operate = instructions as unknown as Record<string, (at: number, ...values: unknown[]) => Expression<T>>;
      const after = (name: string, ...values: number[]): Value[] => {
        atomic(operate.store!(at, number(12)));
        const before = atomic(operate[name]!(at, ...values.map(number)))!;
        return [before, atomic(operate.load!(at))!];
      };
      assertEquals(after("rmwAdd", 5), [12, 17].map(number));
      assertEquals(after("rmwSub", 5), [12, 7].map(number));
      assertEquals(after("rmwAnd", 10), [12, 8].map(number));
      assertEquals(after("rmwOr", 3), [12, 15].map(number));
      assertEquals(after("rmwXor", 10), [12, 6].map(number));
      assertEquals(after("rmwXchg", -4), [12, -4].map(number));
      assertEquals(after("rmwCmpxchg", 12, 99), [12, 99].map(number));
      assertEquals(after("rmwCmpxchg", 11, 99), [12, 12].map(number));
      assertEquals(Object.keys(instructions).length, 10);
    };
    check<"i32">(atomic32, 64, Number);
    check<"i64">(atomic64, 72, BigInt);
    // 12 is there, so waiting for another value returns at once, and waiting on 12 times out.
    assertEquals(atomic(atomic32.wait(64, 11, -1n)), 1);
    assertEquals(atomic(atomic32.wait(64, 12, 1000n)), 2);
    assertEquals(atomic(atomic64.wait(72, 12n as Operand<"i64">, 1000n)), 2);
    assertEquals(atomic(notify(64, 1, { offset: 4 })), 0);
    assertEquals(atomic(fence()), undefined);
  },
});

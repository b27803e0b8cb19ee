import { checkOp } from "@chainrule/testing";
import { assertStrictEquals } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { identity, identityOp } from "./identity.ts";

Deno.test("identity() obeys the laws of an operation", () => {
  checkOp(identityOp, {
    cases: [
      { inputs: [[[1, 2], [3, 4]]], output: [[1, 2], [3, 4]] },
      { inputs: [5], output: 5 },
      { inputs: [tensor([true, false])], output: [true, false] },
    ],
  });
});

Deno.test("identity() copies nothing", () => {
  const x = tensor([1, 2]);
  assertStrictEquals(identity(x).storage, x.storage);
});

import { messagesOf } from "@chainrule/testing";
import { assertSnapshot } from "@std/testing/snapshot";
import * as _memory from "./mod.ts";

Deno.test("the messages of memory", async (test) => {
  await assertSnapshot(test, await messagesOf({}));
});

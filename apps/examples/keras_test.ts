import { assert } from "@std/assert";
import { keras } from "./keras.ts";

Deno.test("the model of the chapter learns forty classes in five epochs", async () => {
  const { loss, accuracy } = await keras();
  assert(accuracy > 0.85, `accuracy is ${accuracy}`);
  assert(loss < Math.log(40) / 4, `loss is ${loss}`);
});

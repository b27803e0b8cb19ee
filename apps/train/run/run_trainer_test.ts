import { assertEquals } from "@std/assert";
import { runTrainer } from "./run_trainer.ts";

Deno.test("a defect, too, is one line, and exit code 1", async () => {
  const lines: string[] = [];
  const { error } = console;
  console.error = (line: string) => lines.push(line);
  try {
    const args = { [Symbol.iterator]: () => broken() } as unknown as readonly string[];
    assertEquals(await runTrainer(args, new AbortController().signal), 1);
  } finally {
    console.error = error;
  }
  assertEquals(lines, ["error: a defect of the trainer: TypeError: first line second line"]);
});

function broken(): never {
  throw new TypeError("first line\n  second line");
}

import { assertEquals, assertRejects } from "@std/assert";
import { outputOf, ProgramError } from "./run_program.ts";

const program = Deno.execPath();
const evaluated = (code: string) => ({ program, args: ["eval", code] });

Deno.test("outputOf() gives what was written to standard output", async () => {
  assertEquals(await outputOf(evaluated("console.log(1); console.error(2)")), "1\n");
});

Deno.test("outputOf() adds to the environment", async () => {
  const code = 'console.log(Deno.env.get("BENCH_TEST"), Deno.env.has("PATH"))';
  assertEquals(await outputOf({ ...evaluated(code), env: { BENCH_TEST: "yes" } }), "yes true\n");
});

Deno.test("outputOf() fails with the last line of standard error", async () => {
  const code = 'console.error("first\\nlast"); Deno.exit(3)';
  await assertRejects(() => outputOf(evaluated(code)), ProgramError, "last");
  const silent = "Deno.exit(3)";
  await assertRejects(() => outputOf(evaluated(silent)), ProgramError, "ended with exit code 3");
});

Deno.test("outputOf() says which program is not there", async () => {
  await assertRejects(
    () => outputOf({ program: "no-such-program", args: [] }),
    ProgramError,
    "there is no no-such-program",
  );
});

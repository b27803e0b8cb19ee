import { assert, assertEquals, assertLess } from "@std/assert";
import { memoryBytes } from "./testing/forget_memories.ts";

/** Long enough for any machine, and less than forever. */
const patience = 60_000;

const runAndEnd = new URL("testing/run_and_end.ts", import.meta.url).href;
const forgetMemories = new URL("testing/forget_memories.ts", import.meta.url).href;

/** Runs a process until it ends by itself, and gives what it printed. */
async function outputOf(command: string, args: string[]): Promise<string> {
  const signal = AbortSignal.timeout(patience);
  const { code, stdout, stderr } = await new Deno.Command(command, { args, signal }).output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

async function succeeds(command: string, args: string[]): Promise<boolean> {
  try {
    return (await new Deno.Command(command, { args }).output()).success;
  } catch {
    return false;
  }
}

function check(output: string): void {
  const { warm, threads, isRight } = JSON.parse(output);
  assertEquals(warm, 3);
  assert(threads >= 1 && threads <= 3);
  assert(isRight);
}

Deno.test("a process of Deno with threads ends by itself, and needs no permission", async () => {
  check(await outputOf(Deno.execPath(), ["run", "--no-prompt", runAndEnd]));
});

Deno.test({
  name: "a process of Node.js with threads ends by itself (skipped where Node is missing)",
  ignore: !await succeeds("node", ["--version"]),
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "chainrule-threads-" });
    try {
      const bundle = `${folder}/run_and_end.mjs`;
      // The bundler is downloaded when it is first used.
      if (!await succeeds(Deno.execPath(), ["bundle", "--quiet", "--output", bundle, runAndEnd])) return;
      check(await outputOf("node", [bundle]));
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("threads hold no memory whose programs are gone", async () => {
  const programs = 64;
  const code = `
    import { forgetMemories } from ${JSON.stringify(forgetMemories)};
    const most = await forgetMemories(${programs});
    console.log(JSON.stringify({ most, held: Deno.memoryUsage().rss }));
  `;
  const output = await outputOf(Deno.execPath(), ["eval", "--v8-flags=--expose-gc", code]);
  const { most, held } = JSON.parse(output);
  assertEquals(most, 2);
  assertLess(held, programs * memoryBytes / 2);
});

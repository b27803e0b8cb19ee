import { assert, assertEquals } from "@std/assert";

const root = new URL("../", import.meta.url);

/** Runs a module as a user would who pasted it, and gives what it prints. */
async function run(code: string): Promise<string> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "--check", "-"],
    cwd: root,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  });
  const child = command.spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(code));
  await writer.close();
  const { code: status, stdout, stderr } = await child.output();
  assertEquals(status, 0, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).trim();
}

Deno.test("the code of the README does what its comments say, without any permission", async () => {
  const readme = await Deno.readTextFile(new URL("README.md", root));
  const [network, graph] = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code!);
  assert(Number(await run(network!)) > 0.98);
  assert(Number(await run(graph!)) >= 31);
});

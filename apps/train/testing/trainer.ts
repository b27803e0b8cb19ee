/**
 * The trainer as a process of its own, as users run it.
 *
 * @module
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import workspace from "../../../deno.json" with { type: "json" };

/** What a run left behind. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const main = new URL("../main.ts", import.meta.url).pathname;

/** What `deno` is given by `deno task train`: all of its permissions, and no more. Downloads are not to be seen. */
const taskArguments = workspace.tasks.train.command.split(" ").slice(1)
  .flatMap((word) => word === "run" ? ["run", "--quiet"] : word === "apps/train/main.ts" ? [main] : [word]);

/** Starts the trainer in `folder`. */
export function start(folder: string, args: readonly string[]): Deno.ChildProcess {
  return command(folder, [...taskArguments, ...args]).spawn();
}

/** Runs the trainer in `folder`. */
export async function run(folder: string, ...args: string[]): Promise<Ran> {
  return ranOf(await command(folder, [...taskArguments, ...args]).output());
}

/** Runs a command line of the trainer in `folder` through a shell, after a line of one's own. */
export async function runInShell(folder: string, line: string, before = ""): Promise<Ran> {
  const trainer = [Deno.execPath(), ...taskArguments].map((word) => `'${word}'`).join(" ");
  const script = `${before}\nexec ${line.replace(/^deno task train/, trainer)}`;
  return ranOf(await new Deno.Command("sh", { args: ["-c", script], cwd: folder, stdout: "piped" }).output());
}

/** The object that `--json` prints, as the only line of standard output. */
export async function runJson(folder: string, ...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await run(folder, "--json", ...args);
  assertEquals(code, 0, stderr);
  assertEquals(stdout.split("\n").length, 2, `one line and no more: ${stdout}`);
  return JSON.parse(stdout);
}

/** Runs the trainer where it must fail with an exit code and one clear line, and leave no half-written file. */
export async function assertRefused(folder: string, code: number, message: string, ...args: string[]): Promise<void> {
  assertRefusal(folder, await run(folder, ...args), code, message);
}

/** Asserts that a run failed with an exit code and one clear line, and left no half-written file. */
export function assertRefusal(folder: string, ran: Ran, code: number, message: string): void {
  assertStringIncludes(ran.stderr, message);
  assertEquals(ran.stderr.trimEnd().split("\n").length, 1, `one line and no more: ${ran.stderr}`);
  assertEquals(ran.stderr.startsWith("error: "), true, ran.stderr);
  assertEquals(ran.code, code);
  assertEquals(filesIn(folder).filter((name) => name.endsWith(".part")), []);
}

/** The names of all files in a folder and its folders. */
export function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? filesIn(`${folder}/${name}`).map((inner) => `${name}/${inner}`) : [name]
  ).sort();
}

/** Runs `f` with a folder that is gone afterwards. */
export async function inTemporaryFolder(f: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await f(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function command(cwd: string, args: string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), { args, cwd, stdout: "piped", stderr: "piped" });
}

function ranOf({ code, stdout, stderr }: Deno.CommandOutput): Ran {
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

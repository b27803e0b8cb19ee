/**
 * From nothing to the first finished epoch.
 *
 * @module
 */
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * Starts the trainer with an empty cache, so that everything is downloaded, and waits for the line of its first epoch.
 *
 * @returns Milliseconds
 * @throws {Error} When it ends before
 */
export async function firstEpoch(): Promise<number> {
  const folder = await Deno.makeTempDir({ prefix: "chainrule-bench-" });
  try {
    return await timeToFirstEpoch(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function timeToFirstEpoch(folder: string): Promise<number> {
  const begin = performance.now();
  const trainer = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", "apps/train/main.ts", "--checkpoint", `${folder}/checkpoints`],
    cwd: root,
    env: { DENO_DIR: `${folder}/cache` },
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  let text = "";
  try {
    for await (const chunk of trainer.stdout.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (/^epoch 1\//m.test(text)) return performance.now() - begin;
    }
    throw new Error(
      `Cannot time the first epoch as the trainer must reach it: current exit code is ${(await trainer.status).code}`,
    );
  } finally {
    await stopped(trainer);
  }
}

async function stopped(trainer: Deno.ChildProcess): Promise<void> {
  try {
    trainer.kill();
  } catch {
    // It has ended already.
  }
  await trainer.status;
}

/**
 * The trainer: `deno task train --help` says what it can do.
 *
 * @module
 */
import { runTrainer } from "./run/run_trainer.ts";

if (import.meta.main) {
  const interrupt = new AbortController();
  Deno.addSignalListener("SIGINT", () => {
    // A second Ctrl-C does not wait for the batch.
    if (interrupt.signal.aborted) Deno.exit(130);
    interrupt.abort();
  });
  Deno.exit(await runTrainer(Deno.args, interrupt.signal));
}

/**
 * How much memory this process has held at most.
 *
 * @module
 */
import process from "node:process";

/** In MiB. */
export function peakMiB(): number {
  return (ofThisProgram() ?? process.resourceUsage().maxRSS) / 1024;
}

/** What Linux says, in KiB. Elsewhere `maxRSS` must do, which also counts the process that started this one. */
function ofThisProgram(): number | null {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(Deno.readTextFileSync("/proc/self/status"));
    return found === null ? null : Number(found[1]);
  } catch {
    return null;
  }
}

/**
 * The benchmark: `deno task bench --help` says what it can do.
 *
 * @module
 */
import { runBench } from "./run_bench.ts";

if (import.meta.main) Deno.exit(await runBench(Deno.args, new Date()));

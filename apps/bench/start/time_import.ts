/**
 * A process that imports one thing and says how many milliseconds that took: `time_import.ts URL`.
 *
 * @module
 */

if (import.meta.main) {
  const begin = performance.now();
  await import(Deno.args[0]!);
  console.log(performance.now() - begin);
}

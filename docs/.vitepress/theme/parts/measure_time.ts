/** How long it is called before it is timed, in milliseconds: browsers make code fast that runs often. */
const warmUp = 60;

/** How long a sample is at least: the clocks of browsers tick in steps of up to a millisecond. */
const sample = 25;

const samples = 5;

/** How many milliseconds a call takes: the quickest of some samples. Gives way to the page between samples. */
export async function measureTime(f: () => unknown): Promise<number> {
  repeat(f, warmUp);
  let best = Infinity;
  for (let i = 0; i < samples; i++) {
    await new Promise((resolve) => setTimeout(resolve));
    best = Math.min(best, repeat(f, sample));
  }
  return best;
}

/** Calls `f` for some milliseconds, and gives the time of one call. */
function repeat(f: () => unknown, milliseconds: number): number {
  const start = performance.now();
  let calls = 0;
  let passed = 0;
  // The clock is read after 1, 2, 4, 8 … calls, so that reading it costs nothing.
  for (let more = 1; passed < milliseconds; more = calls) {
    for (let i = 0; i < more; i++) f();
    calls += more;
    passed = performance.now() - start;
  }
  return passed / calls;
}

/**
 * Letting others run.
 *
 * @module
 */

/** How long to compute before others get their turn, in ms: short enough for a page to feel alive. */
const turn = 12;

/** Gives way to events (a page's input, timers, signals) whenever a turn has passed. */
export class Pause {
  #since = performance.now();

  /** Waits for others if it is time. */
  async maybe(): Promise<void> {
    if (performance.now() - this.#since < turn) return;
    await othersRun();
    this.#since = performance.now();
  }
}

/** A message to oneself comes after whatever waits already, and at once if nothing does; timers make pages wait at least 4 ms. */
function othersRun(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

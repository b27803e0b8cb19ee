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
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#since = performance.now();
  }
}

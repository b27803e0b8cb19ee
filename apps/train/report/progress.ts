/**
 * The bar that shows how far training has come.
 *
 * @module
 */
import { ProgressBar } from "@std/cli/unstable-progress-bar";

/** A bar on the terminal, one for each epoch, with the time that the whole run has left. */
export class Progress {
  readonly #isShown: boolean;
  readonly #steps: number;
  readonly #started = performance.now();
  #done = 0;
  #figures = "";
  #bar: ProgressBar | null = null;

  /**
   * @param isShown Whether there is a bar at all
   * @param steps How many steps the whole run takes
   */
  constructor(isShown: boolean, steps: number) {
    this.#isShown = isShown;
    this.#steps = steps;
  }

  /** Begins a bar for so many steps; `title` is asked for whenever it is drawn. */
  async begin(title: () => string, steps: number): Promise<void> {
    await this.end();
    if (!this.#isShown) return;
    this.#figures = "";
    this.#bar = new ProgressBar({
      max: steps,
      clear: true,
      keepOpen: true,
      barLength: 20,
      fillChar: "━",
      emptyChar: "─",
      writable: Deno.stderr.writable,
      formatter: ({ progressBar }) => this.#line(title(), progressBar),
    });
  }

  /** A step was done, and these are the figures now. */
  step(figures: string): void {
    this.#done++;
    this.#figures = figures;
    if (this.#bar !== null) this.#bar.value++;
  }

  /** Takes the bar off the terminal, if there is one. */
  async end(): Promise<void> {
    await this.#bar?.stop();
    this.#bar = null;
  }

  /** Cut to the width of the terminal: a line that wraps could not be wiped. */
  #line(title: string, bar: string): string {
    const line = [title, bar, this.#figures, this.#timeLeft()].filter((part) => part !== "").join("  ");
    const { columns } = Deno.consoleSize();
    // Some terminals do not know their width, and say 0.
    return columns === 0 ? line : line.slice(0, columns - 1);
  }

  #timeLeft(): string {
    if (this.#done === 0) return "";
    const elapsed = (performance.now() - this.#started) / 1000;
    const seconds = Math.ceil(elapsed / this.#done * (this.#steps - this.#done));
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} left`;
  }
}

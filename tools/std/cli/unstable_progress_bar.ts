/**
 * A progress bar: a stand-in for JSR's `@std/cli/unstable-progress-bar`.
 *
 * @example A bar of one's own
 * ```ts
 * import { ProgressBar } from "@std/cli/unstable-progress-bar";
 * import { assert } from "@std/assert";
 *
 * const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
 * const bar = new ProgressBar({
 *   max: 2,
 *   writable,
 *   keepOpen: false,
 *   formatter: ({ progressBar, value, max }) => `${progressBar} ${value}/${max}`,
 * });
 * bar.value = 1;
 * bar.stop();
 *
 * assert((await new Response(readable).text()).endsWith("-------- 1/2\n"));
 * ```
 *
 * @module
 */

/** What a formatter is told. */
export interface ProgressBarFormatter {
  /** The time since the start, as `mm:ss`. */
  styledTime: string;
  /**
   * The value and the most expected as amounts of data, as `0.40/97.66 KiB`.
   *
   * @param fractions The number of decimals, 2 by default
   */
  styledData: (fractions?: number) => string;
  /** The bar, as `###-------`. */
  progressBar: string;
  /** The time since the start, in ms. */
  time: number;
  /** The time of the last call, in ms. */
  previousTime: number;
  /** The value. */
  value: number;
  /** The value of the last call. */
  previousValue: number;
  /** The most expected. */
  max: number;
}

/** What a progress bar shows, and where. */
export interface ProgressBarOptions {
  /**
   * Where the bar is written.
   *
   * @default {Deno.stderr.writable}
   */
  writable?: WritableStream<Uint8Array>;
  /**
   * The value at the start.
   *
   * @default {0}
   */
  value?: number;
  /** The most expected. */
  max: number;
  /**
   * The length of the bar, in characters.
   *
   * @default {50}
   */
  barLength?: number;
  /**
   * What the part that is done is drawn with.
   *
   * @default {"#"}
   */
  fillChar?: string;
  /**
   * What the part that is left is drawn with.
   *
   * @default {"-"}
   */
  emptyChar?: string;
  /**
   * Whether the bar goes when it stops.
   *
   * @default {false}
   */
  clear?: boolean;
  /** What makes the line; by default `[mm:ss] [###-------] [0.24/97.60 KiB]`. */
  formatter?: (formatter: ProgressBarFormatter) => string;
  /**
   * Whether `writable` stays open when the bar stops.
   *
   * @default {true}
   */
  keepOpen?: boolean;
}

const LINE_CLEAR = "\r\x1b[K";
const INTERVAL_IN_MS = 1000;

/**
 * A bar that shows how far a value has come, written anew every second.
 *
 * @example Counting up
 * ```ts
 * import { ProgressBar } from "@std/cli/unstable-progress-bar";
 * import { assertEquals } from "@std/assert";
 *
 * const bar = new ProgressBar({ max: 10, writable: new WritableStream() });
 * bar.value += 3;
 * await bar.stop();
 *
 * assertEquals(bar.value, 3);
 * ```
 */
export class ProgressBar {
  /** How far the work has come. */
  value: number;
  /** How far it will come. */
  max: number;

  readonly #options: ProgressBarOptions;
  readonly #writer: WritableStreamDefaultWriter<string>;
  readonly #written: Promise<void>;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #start = Date.now();
  #previousTime = 0;
  #previousValue: number;

  /**
   * Starts a bar.
   *
   * @param options What it shows, and where
   */
  constructor(options: ProgressBarOptions) {
    const { max, value = 0, keepOpen = true, writable = Deno.stderr.writable } = options;
    this.#options = options;
    this.value = value;
    this.max = max;
    this.#previousValue = value;

    const encoder = new TextEncoderStream();
    this.#writer = encoder.writable.getWriter();
    this.#timer = setInterval(() => this.#write(this.#line()), INTERVAL_IN_MS);
    this.#written = encoder.readable
      .pipeTo(writable as WritableStream<Uint8Array<ArrayBuffer>>, {
        preventClose: keepOpen,
      })
      .catch(() => clearInterval(this.#timer));
    this.#write(this.#line());
  }

  /**
   * Writes the bar a last time, or removes it, and stops.
   *
   * @returns A promise that is fulfilled when everything is written
   */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#options.clear) {
      this.#write(LINE_CLEAR);
    } else {
      this.#write(this.#line());
      this.#write("\n");
    }
    await this.#writer.close().catch(ignore);
    await this.#written;
  }

  /** Nobody waits for a line; when the reader has gone, there is nothing to do. */
  #write(text: string): void {
    this.#writer.write(text).catch(ignore);
  }

  #line(): string {
    const state = this.#state();
    const line = (this.#options.formatter ?? defaultFormatter)(state);
    this.#previousTime = state.time;
    this.#previousValue = state.value;
    return LINE_CLEAR + line;
  }

  #state(): ProgressBarFormatter {
    const { value, max } = this;
    const time = Date.now() - this.#start;
    return {
      styledTime: formatTime(time),
      styledData: (fractions = 2) => formatData(value, max, fractions),
      progressBar: this.#bar(),
      time,
      previousTime: this.#previousTime,
      value,
      previousValue: this.#previousValue,
      max,
    };
  }

  #bar(): string {
    const { barLength = 50, fillChar = "#", emptyChar = "-" } = this.#options;
    const ratio = Math.min(Math.max(this.value / this.max, 0), 1);
    const done = Math.trunc(ratio * barLength);
    return fillChar.repeat(done) + emptyChar.repeat(barLength - done);
  }
}

function defaultFormatter(
  { styledTime, progressBar, styledData }: ProgressBarFormatter,
): string {
  return `[${styledTime}] [${progressBar}] [${styledData()}]`;
}

function formatTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const parts = [Math.floor(seconds / 60), seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

/** Both in the unit that suits the larger, from KiB to PiB. */
function formatData(value: number, max: number, fractions: number): string {
  const units = ["KiB", "MiB", "GiB", "TiB", "PiB"];
  let power = 1;
  while (power < units.length && max >= 1024 ** (power + 1)) power++;
  const [done, all] = [value, max].map((n) => (n / 1024 ** power).toFixed(fractions));
  return `${done}/${all} ${units[power - 1]}`;
}

function ignore(): void {}

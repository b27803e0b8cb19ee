/**
 * Timing the steps of a program.
 *
 * @module
 */

/** How long one step takes. */
export interface StepTime {
  /** The operation, or the operations of a fused loop. */
  readonly name: string;
  /** Whether there is a kernel for it; TypeScript does the others. */
  readonly isCompiled: boolean;
  /** Milliseconds a call, on one thread. */
  readonly milliseconds: number;
}

/** Adds up the time of each step over many calls. */
export class StepClock {
  readonly #totals: Float64Array;
  #current = -1;
  #since = 0;

  /** A clock for so many steps. */
  constructor(steps: number) {
    this.#totals = new Float64Array(steps);
  }

  /** A step begins, so the one before has ended. */
  begin(step: number): void {
    const now = performance.now();
    if (this.#current >= 0) this.#totals[this.#current]! += now - this.#since;
    this.#current = step;
    this.#since = now;
  }

  /** The call has ended. */
  end(): void {
    this.begin(-1);
  }

  /** The time of a step, in all calls together. */
  milliseconds(step: number): number {
    return this.#totals[step]!;
  }
}

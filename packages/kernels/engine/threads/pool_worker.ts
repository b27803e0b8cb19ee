/**
 * A worker of the pool, as the thread sees it that commands it.
 *
 * @module
 */
import { word, wordCount } from "./control_words.ts";
import type { HostWorker, StartWorker } from "./host_worker.ts";
import { workerSource } from "./worker_source.ts";

/** How often to look whether a worker has come back from the last program: a few microseconds. */
const mostLooks = 100;

/** A program as a worker gets it. Modules and memories have numbers, as those that arrive there are other objects each time. */
export interface ProgramMessage {
  /** Its number. */
  readonly number: number;
  /** The number of the memory. */
  readonly memoryNumber: number;
  /** The memory. */
  readonly memory: WebAssembly.Memory;
  /** The main function. */
  readonly main: WebAssembly.Module;
  /** The kernels in the order in which it imports them; null for those that it calls on the first thread only. */
  readonly kernels: readonly ({ readonly number: number; readonly module: WebAssembly.Module } | null)[];
}

/** A worker and its control words. */
export class PoolWorker {
  readonly #host: HostWorker;
  readonly #words: Int32Array<SharedArrayBuffer> = new Int32Array(new SharedArrayBuffer(4 * wordCount));
  /** The programs that it was sent. */
  readonly #programs: Set<number> = new Set();

  /**
   * Starts it, without waiting for it.
   *
   * @param start How the host does that
   * @throws Whatever the host throws
   */
  constructor(start: StartWorker) {
    this.#host = start(workerSource, () => this.#fail());
    this.#post({ control: this.#words.buffer });
  }

  /** Whether it is of no use any more. */
  get hasFailed(): boolean {
    return Atomics.load(this.#words, word.failed) !== 0;
  }

  /** Whether it waits in its event loop or is on its way there; what it was sent, it has not got yet. */
  get hasMessages(): boolean {
    return this.#words[word.posted] !== Atomics.load(this.#words, word.handled);
  }

  /** Whether it has to be woken. */
  get isSleeping(): boolean {
    return Atomics.load(this.#words, word.sleeping) !== 0;
  }

  /** Whether it has done what it was told; looks a few times. */
  get isBack(): boolean {
    const command = this.#words[word.command];
    for (let i = 0; i < mostLooks; i++) if (Atomics.load(this.#words, word.done) === command) return true;
    return false;
  }

  /** Sends a program. */
  add(program: ProgramMessage): void {
    this.#programs.add(program.number);
    this.#post(program);
  }

  /** Has it forget a program. */
  forget(number: number): void {
    if (this.#programs.delete(number)) this.#post({ forget: number });
  }

  /** Whether it can run a program at once. */
  isReadyFor(number: number): boolean {
    return this.#programs.has(number) && !this.hasMessages && this.isBack && !this.hasFailed;
  }

  /** Has it run a program for which it is ready. */
  run(number: number, thread: number, threads: number, arena: number): void {
    this.#words[word.thread] = thread;
    this.#words[word.threads] = threads;
    this.#words[word.arena] = arena;
    this.#command(number);
  }

  /** Has it look for commands for a while. */
  wake(): void {
    if (Atomics.load(this.#words, word.done) === this.#words[word.command]) this.#command(0);
  }

  /** Ends it. */
  terminate(): void {
    this.#fail();
    this.#host.terminate();
  }

  #post(message: unknown): void {
    // Counted first: a worker that sees the number before the message waits for the message.
    Atomics.add(this.#words, word.posted, 1);
    try {
      this.#host.postMessage(message);
    } catch {
      this.#fail();
    }
    this.wake();
  }

  #command(program: number): void {
    this.#words[word.program] = program;
    Atomics.add(this.#words, word.command, 1);
    if (this.isSleeping) Atomics.notify(this.#words, word.command);
  }

  #fail(): void {
    Atomics.store(this.#words, word.failed, 1);
  }
}

/**
 * The threads that run programs together with the calling one.
 *
 * @module
 */
import { isShared } from "../shared_memory.ts";
import type { StartWorker } from "./host_worker.ts";
import { canShareMemory, defaultThreads, maySleep } from "./parallelism.ts";
import type { ProgramMessage } from "./pool_worker.ts";
import { PoolWorker } from "./pool_worker.ts";
import { processWorkers } from "./process_worker.ts";
import { startWebWorker } from "./web_worker.ts";

/** Work that sleeping threads are woken for; less gains nothing, as waking takes some 40 microseconds. */
const worthWaking = 80_000;

/** How much work there must have been for each thread before it is started, in nanoseconds: starting one takes up to a tenth of a second. */
const worthStarting = 200_000_000;

/** A program that threads may share. */
export interface SharedProgram {
  /** Where it works; threads take part only if it is shared. */
  readonly memory: WebAssembly.Memory;
  /** The module whose `main` they call. It imports `host.memory`, `host.call`, `host.mark` and the kernels, as `kernels.k0` and so on. */
  readonly main: WebAssembly.Module;
  /** The modules whose `run` it imports, in order; null for what the first thread alone calls. */
  readonly kernels: readonly (WebAssembly.Module | null)[];
  /** About how many nanoseconds one thread takes for what threads can share. */
  readonly nanoseconds: number;
}

/** A program that the pool knows. Threads forget it when this object is collected, or when they are told. */
export interface Registration {
  /** Its number in the pool. */
  readonly number: number;
  /** The program. */
  readonly program: SharedProgram;
  /** Has all threads forget the program; it runs on the calling thread from then on. */
  forget(): void;
}

/**
 * The workers of a process, started when there is enough for them to do. The calling thread never waits for one: workers that are not ready are
 * left out, and the result has the same bits.
 */
export class ThreadPool {
  readonly #start: () => StartWorker;
  /** What threads may know; the pool must not keep it alive. */
  readonly #registrations: Map<number, WeakRef<Registration>> = new Map();
  readonly #identities: WeakMap<WebAssembly.Memory | WebAssembly.Module, number> = new WeakMap();
  readonly #collected: FinalizationRegistry<number> = new FinalizationRegistry((number) => this.#forget(number));
  /** Those who took part in the last call. */
  #team: PoolWorker[] = [];
  #workers: PoolWorker[] = [];
  #wanted: number | undefined;
  #maySleep: boolean | undefined;
  #canStart = true;
  #lastNumber = 0;
  #work = 0;

  /**
   * Nothing is started yet.
   *
   * @param start Gives the way to start workers; if it is left out, what the host has
   */
  constructor(start: () => StartWorker = () => processWorkers() ?? startWebWorker) {
    this.#start = start;
  }

  /** The most threads that a program runs on, with the calling one; 1 where threads cannot share memory, or cannot be started. */
  get threads(): number {
    if (!canShareMemory()) return 1;
    return this.#canStart ? this.#wanted ??= defaultThreads() : this.#workers.length + 1;
  }

  /** Whether the calling thread may sleep while it waits for others. */
  get maySleep(): boolean {
    return this.#maySleep ??= maySleep();
  }

  /**
   * Sets how many threads programs may run on.
   *
   * @param threads A number from 1, with the calling thread
   * @throws {RangeError} When it is not a whole number from 1
   */
  useThreads(threads: number): void {
    if (!Number.isInteger(threads) || threads < 1) {
      throw new RangeError(
        `Cannot use threads as their number must be a whole number from 1: current number is ${threads}`,
      );
    }
    this.#wanted = threads;
    this.#canStart = true;
    this.#end(this.#workers.slice(threads - 1));
  }

  /**
   * Makes a program known.
   *
   * @param program Its modules and memory
   * @returns What {@linkcode start} takes; the threads know the program as long as this object is there
   */
  register(program: SharedProgram): Registration {
    const number = ++this.#lastNumber;
    const registration: Registration = { number, program, forget: () => this.#forget(number) };
    if (!canShareMemory() || !isShared(program.memory)) return registration;
    this.#registrations.set(number, new WeakRef(registration));
    this.#collected.register(registration, number);
    for (const worker of this.#workers) worker.add(this.#messageOf(registration));
    return registration;
  }

  /**
   * Has the workers that are ready begin with a program, as threads 1, 2 and so on. The caller must then run it as thread 0.
   *
   * @param registration The program
   * @param arena What its main function is told
   * @returns How many threads run it, with the caller
   */
  start({ number, program: { nanoseconds } }: Registration, arena: number): number {
    if (!this.#registrations.has(number)) return 1;
    this.#work += nanoseconds;
    if (this.#work > worthStarting) {
      this.#work = 0;
      this.#startWorker();
    }
    const team = this.#team;
    // If one is not back, the last call may have failed, with others waiting for its first thread for ever: they must not meet anybody else.
    for (const worker of team) if (!worker.isBack) return 1;
    team.length = 0;
    for (const worker of this.#workers) {
      if (!worker.isReadyFor(number)) continue;
      // Sleepers are no help for little work, but may be for the next call, if it comes soon.
      if (worker.isSleeping && nanoseconds < worthWaking) worker.wake();
      else team.push(worker);
    }
    const threads = team.length + 1;
    for (let i = 1; i < threads; i++) team[i - 1]!.run(number, i, threads, arena);
    return threads;
  }

  /**
   * Starts all workers and waits until they know all programs, so that what is timed next is timed as it will be in the long run.
   *
   * @returns How many threads there are
   */
  async warmUp(): Promise<number> {
    while (this.#startWorker());
    while (this.#workers.some((worker) => worker.hasMessages && !worker.hasFailed)) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    this.#endFailed();
    return this.#workers.length + 1;
  }

  /** Starts one more worker if there may be; gives whether it did. */
  #startWorker(): boolean {
    this.#endFailed();
    if (this.#workers.length + 1 >= this.threads) return false;
    try {
      const worker = new PoolWorker(this.#start());
      for (const reference of this.#registrations.values()) {
        const registration = reference.deref();
        if (registration !== undefined) worker.add(this.#messageOf(registration));
      }
      this.#workers.push(worker);
      return true;
    } catch {
      this.#canStart = false;
      return false;
    }
  }

  /** Where a worker has failed, another one would too: there are fewer from then on. */
  #endFailed(): void {
    const failed = this.#workers.filter((worker) => worker.hasFailed);
    if (failed.length === 0) return;
    this.#canStart = false;
    this.#end(failed);
  }

  #end(workers: readonly PoolWorker[]): void {
    const goOn = (worker: PoolWorker) => !workers.includes(worker);
    this.#workers = this.#workers.filter(goOn);
    this.#team = this.#team.filter(goOn);
    for (const worker of workers) worker.terminate();
  }

  #forget(number: number): void {
    if (!this.#registrations.delete(number)) return;
    for (const worker of this.#workers) worker.forget(number);
  }

  #messageOf({ number, program: { memory, main, kernels } }: Registration): ProgramMessage {
    return {
      number,
      memoryNumber: this.#identityOf(memory),
      memory,
      main,
      kernels: kernels.map((module) => module && { number: this.#identityOf(module), module }),
    };
  }

  #identityOf(object: WebAssembly.Memory | WebAssembly.Module): number {
    const known = this.#identities.get(object);
    if (known !== undefined) return known;
    this.#identities.set(object, ++this.#lastNumber);
    return this.#lastNumber;
  }
}

/** The pool of this process. */
export const threadPool: ThreadPool = /* @__PURE__ */ new ThreadPool();

/**
 * A thread of JavaScript, however the host makes it.
 *
 * @module
 */

/** A running worker. */
export interface HostWorker {
  /** Sends a message, which is copied; shared memory and compiled modules are not. */
  postMessage(message: unknown): void;
  /** Ends it, whatever it does. */
  terminate(): void;
}

/**
 * Starts a worker.
 *
 * @param source Its code, in JavaScript; messages for it come from what it finds as `port`
 * @param onFailure Called when it cannot start or has ended with an error
 * @returns The worker
 * @throws Whatever the host throws where there can be no worker
 */
export type StartWorker = (source: string, onFailure: () => void) => HostWorker;

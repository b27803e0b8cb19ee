/**
 * What a worker and the thread that commands it say to each other: words of shared memory.
 *
 * @module
 */

/**
 * The place of each word. The commanding thread writes the first group, the worker the second; each group is on a line of the cache of its own.
 *
 * - `posted`: how many messages were sent;
 * - `command`: changes with each command, and is what a worker without work looks at;
 * - `program`: the number of the program to run, or 0 to look for messages;
 * - `arena`, `thread`, `threads`: what to call it with;
 * - `handled`: how many messages were taken;
 * - `done`: the last command carried out;
 * - `sleeping`: whether only a wake-up call makes it look;
 * - `failed`: whether it is of no use any more.
 */
export const word = {
  posted: 0,
  command: 1,
  program: 2,
  arena: 3,
  thread: 4,
  threads: 5,
  handled: 16,
  done: 17,
  sleeping: 18,
  failed: 19,
} as const;

/** How many words there are. */
export const wordCount = 32;

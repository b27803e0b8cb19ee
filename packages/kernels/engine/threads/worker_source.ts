/**
 * What workers run. It is text, so that there is no second file for bundlers and servers to know of.
 *
 * @module
 */
import { word } from "./control_words.ts";

/**
 * How often a worker looks for a command before it sleeps: some 50 microseconds, about what waking costs. More would take the processor
 * from whoever else wants it.
 */
const mostLooks = 3000;

/** The collector gets no time from a thread that waits, and does not see how large garbage is that was memory. More of it makes it look. */
const moreGarbage = 8;

/**
 * The code of a worker. While there are no messages it serves: it waits for commands in a loop, which is faster than messages by far. Messages
 * bring programs, or say which to forget; to take them, it goes back to its event loop. What `port` is, the host says before this code.
 *
 * It travels as it is written, and so has no comments of its own. `nothing` stands for what only the first thread calls. Garbage that is never
 * touched costs nothing, and if there is no room for it, the collector has looked. A worker that failed is ended by whoever commands it; where
 * memory may not be shared, even the control words do not arrive, and the error tells.
 */
export const workerSource: string = `
const word = ${JSON.stringify(word)};
const programs = new Map();
const memories = new Map();
let words;
let handled = 0;
let seen = 0;

function nothing() {}

function add({ number, memoryNumber, memory, main, kernels }) {
  if (!memories.has(memoryNumber)) memories.set(memoryNumber, { memory, kernels: new Map() });
  const place = memories.get(memoryNumber);
  const host = { memory: place.memory, call: nothing, mark: nothing };
  const imports = { host, kernels: {} };
  kernels.forEach((kernel, index) => {
    if (kernel && !place.kernels.has(kernel.number)) {
      const instance = new WebAssembly.Instance(kernel.module, { host: { memory: place.memory } });
      place.kernels.set(kernel.number, instance.exports.run);
    }
    imports.kernels["k" + index] = kernel ? place.kernels.get(kernel.number) : nothing;
  });
  const instance = new WebAssembly.Instance(main, imports);
  const kernelNumbers = kernels.map((kernel) => kernel?.number);
  programs.set(number, { run: instance.exports.main, memoryNumber, kernelNumbers });
}

function drop(memoryNumber) {
  const bytes = memories.get(memoryNumber).memory.buffer.byteLength;
  memories.delete(memoryNumber);
  try {
    for (let i = 0; i < ${moreGarbage}; i++) new ArrayBuffer(bytes);
  } catch {}
}

function forget(number) {
  const { memoryNumber } = programs.get(number);
  programs.delete(number);
  const left = [...programs.values()].filter((program) => program.memoryNumber === memoryNumber);
  if (left.length === 0) return drop(memoryNumber);
  const used = new Set(left.flatMap((program) => program.kernelNumbers));
  const { kernels } = memories.get(memoryNumber);
  for (const kernel of kernels.keys()) if (!used.has(kernel)) kernels.delete(kernel);
}

function waitForCommand() {
  for (let looks = 0; Atomics.load(words, word.command) === seen; looks++) {
    if (looks < ${mostLooks}) continue;
    Atomics.store(words, word.sleeping, 1);
    Atomics.wait(words, word.command, seen);
    Atomics.store(words, word.sleeping, 0);
  }
  seen = Atomics.load(words, word.command);
}

function serve() {
  while (Atomics.load(words, word.posted) === handled) {
    waitForCommand();
    const program = programs.get(words[word.program]);
    program?.run(words[word.thread], words[word.threads], words[word.arena], 1);
    Atomics.store(words, word.done, seen);
  }
}

port.onmessage = ({ data }) => {
  try {
    if (data.control) words = new Int32Array(data.control);
    else if (data.forget) forget(data.forget);
    else add(data);
    Atomics.store(words, word.handled, ++handled);
    serve();
  } catch {
    Atomics.store(words, word.failed, 1);
  }
};

port.onmessageerror = () => Atomics.store(words, word.failed, 1);
`;

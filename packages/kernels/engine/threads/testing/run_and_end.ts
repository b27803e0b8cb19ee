/**
 * A process that uses threads and then has nothing left to do: prints what came of it as JSON, and must end by itself.
 *
 * @module
 */
import { threadPool } from "../thread_pool.ts";
import { chainProgram } from "./chain_program.ts";

const program = chainProgram();
const registration = threadPool.register(program);
threadPool.useThreads(3);
const warm = await threadPool.warmUp();
const expected = program.prepare();
const threads = threadPool.start(registration, program.arena);
program.run(0, threads, program.arena, 1);
const isRight = program.result().join() === expected.join();
console.log(JSON.stringify({ warm, threads, isRight }));

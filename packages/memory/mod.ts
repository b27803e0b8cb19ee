/**
 * Networks that remember: Hopfield networks, Boltzmann machines, the neural Turing machine, and Hebb's rule.
 *
 * @module
 */
export * from "./boltzmann/mod.ts";
export * from "./hebb/mod.ts";
export * from "./hopfield/mod.ts";
export * from "./turing/mod.ts";

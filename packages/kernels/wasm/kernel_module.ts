/**
 * Modules that are compiled when first used.
 *
 * @module
 */

/** A module of kernels that work in a memory given to them. Emitted and compiled once, instantiated once for each memory. */
export class KernelModule<Exports> {
  readonly #emit: () => Uint8Array<ArrayBuffer>;
  readonly #imports: WebAssembly.Imports;
  readonly #instances: WeakMap<WebAssembly.Memory, Exports> = new WeakMap();
  #module: WebAssembly.Module | undefined;

  /**
   * Nothing is done yet.
   *
   * @param emit Gives the bytes of the module, which imports its memory as `host.memory`
   * @param imports What else it may import
   */
  constructor(emit: () => Uint8Array<ArrayBuffer>, imports: WebAssembly.Imports = {}) {
    this.#emit = emit;
    this.#imports = imports;
  }

  /** The compiled module. */
  get module(): WebAssembly.Module {
    return this.#module ??= new WebAssembly.Module(this.#emit());
  }

  /** The functions of the module, working in `memory`. */
  in(memory: WebAssembly.Memory): Exports {
    let exports = this.#instances.get(memory);
    if (exports === undefined) {
      const imports = { ...this.#imports, host: { memory } };
      exports = new WebAssembly.Instance(this.module, imports).exports as Exports;
      this.#instances.set(memory, exports);
    }
    return exports;
  }
}

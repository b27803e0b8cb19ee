/**
 * A WebAssembly module, put together from functions.
 *
 * @module
 */
import { ByteWriter } from "./byte_writer.ts";
import type { Expression, Operand, ResultType, ValueType } from "./expression.ts";
import { instruction, lift, typeCode } from "./expression.ts";
import type { Local } from "./function_builder.ts";
import { FunctionBuilder, localAt } from "./function_builder.ts";

/** The parameters of a function: names and types, in order. */
export type Parameters = Readonly<Record<string, ValueType>>;

/** A function of a module. */
export interface WasmFunction<P extends Parameters, R extends ResultType> {
  /** Its name. */
  readonly name: string;
  /** Its number: imports come first. */
  readonly index: number;
  /** A call of it from within the module. From JavaScript, arguments go in the order of the parameters. */
  call(values: { readonly [Name in keyof P]: Operand<P[Name]> }): Expression<R>;
}

/** The memory that a module asks for, in pages of 65 536 bytes. */
export interface MemoryLimits {
  /** The pages that must be there. */
  readonly initial: number;
  /** The pages that it may grow to; shared memory must say. */
  readonly maximum?: number;
  /**
   * Whether threads share it.
   *
   * @default {false}
   */
  readonly shared?: boolean;
}

interface Signature {
  readonly parameters: readonly ValueType[];
  readonly result: ResultType;
}

interface Import {
  readonly module: string;
  readonly name: string;
  readonly write: (to: ByteWriter) => void;
}

/** Builds a module: imports first, then functions, each of which may call those before it. */
export class ModuleBuilder {
  readonly #signatures: Signature[] = [];
  readonly #imports: Import[] = [];
  readonly #importedNames: string[] = [];
  readonly #functions: { name: string; signature: number; body: Uint8Array }[] = [];
  readonly #exports: { name: string; index: number }[] = [];

  /** Takes its memory from outside. */
  importMemory(module: string, name: string, { initial, maximum, shared = false }: MemoryLimits): void {
    this.#imports.push({
      module,
      name,
      write(to): void {
        to.byte(0x02);
        to.byte((shared ? 2 : 0) + (maximum === undefined ? 0 : 1));
        to.unsigned(initial);
        if (maximum !== undefined) to.unsigned(maximum);
      },
    });
  }

  /** Takes a function from outside. */
  importFunction<P extends Parameters, R extends ResultType>(
    module: string,
    name: string,
    parameters: P,
    result: R,
  ): WasmFunction<P, R> {
    if (this.#functions.length > 0) {
      throw new RangeError(
        `Cannot import ${module}.${name} as imports must come before functions: current functions are ${this.#functions.length}`,
      );
    }
    const signature = this.#signatureOf(parameters, result);
    this.#imports.push({
      module,
      name,
      write(to): void {
        to.byte(0x00);
        to.unsigned(signature);
      },
    });
    return functionAt(name, this.#importedNames.push(`${module}.${name}`) - 1, parameters, result);
  }

  /**
   * Adds a function.
   *
   * @param name What it is called in profiles, and outside if exported
   * @param parameters Names and types, in the order of arguments
   * @param result The type of its result
   * @param body Writes the statements; gives the result
   */
  function<P extends Parameters, R extends ResultType>(
    name: string,
    parameters: P,
    result: R,
    body: (
      f: FunctionBuilder<R>,
      parameters: { readonly [Name in keyof P]: Local<P[Name]> },
    ) => R extends ValueType ? Operand<R> : void,
  ): WasmFunction<P, R> {
    const types = Object.entries(parameters);
    const locals = Object.fromEntries(types.map(([name, type], index) => [name, localAt(index, type)]));
    const builder = new FunctionBuilder(types.length, result);
    const value = body(builder, locals as { [Name in keyof P]: Local<P[Name]> });
    this.#functions.push({
      name,
      signature: this.#signatureOf(parameters, result),
      body: builder.finish(value as Operand<ValueType> | undefined),
    });
    return functionAt(name, this.#importedNames.length + this.#functions.length - 1, parameters, result);
  }

  /** Makes a function visible outside, under its name. */
  export<P extends Parameters, R extends ResultType>(f: WasmFunction<P, R>): WasmFunction<P, R> {
    this.#exports.push({ name: f.name, index: f.index });
    return f;
  }

  /** The module as `WebAssembly.Module` takes it. */
  toBytes(): Uint8Array<ArrayBuffer> {
    const to = new ByteWriter();
    to.bytes([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
    section(to, 1, (s) => s.list(this.#signatures, (signature) => writeSignature(s, signature)));
    section(to, 2, (s) =>
      s.list(this.#imports, ({ module, name, write }) => {
        s.name(module);
        s.name(name);
        write(s);
      }));
    section(to, 3, (s) => s.list(this.#functions, ({ signature }) => s.unsigned(signature)));
    section(to, 7, (s) =>
      s.list(this.#exports, ({ name, index }) => {
        s.name(name);
        s.byte(0x00);
        s.unsigned(index);
      }));
    section(to, 10, (s) => s.list(this.#functions, ({ body }) => s.sized(body)));
    section(to, 0, (s) => this.#writeNames(s));
    return to.toBytes();
  }

  #writeNames(to: ByteWriter): void {
    to.name("name");
    section(
      to,
      1,
      (s) =>
        s.list([...this.#importedNames, ...this.#functions.map(({ name }) => name)], (name, index) => {
          s.unsigned(index);
          s.name(name);
        }),
    );
  }

  #signatureOf(parameters: Parameters, result: ResultType): number {
    const signature = { parameters: Object.values(parameters), result };
    const known = this.#signatures.findIndex((other) =>
      other.result === result && other.parameters.join() === signature.parameters.join()
    );
    return known >= 0 ? known : this.#signatures.push(signature) - 1;
  }
}

function functionAt<P extends Parameters, R extends ResultType>(
  name: string,
  index: number,
  parameters: P,
  result: R,
): WasmFunction<P, R> {
  const types = Object.entries(parameters);
  return {
    name,
    index,
    call(values): Expression<R> {
      const operands = types.map(([key, type]) => lift(type, values[key] as Operand<ValueType>));
      return instruction(result, [0x10], operands, (to) => to.unsigned(index));
    },
  };
}

function writeSignature(to: ByteWriter, { parameters, result }: Signature): void {
  to.byte(0x60);
  to.list(parameters, (type) => to.byte(typeCode[type]));
  to.list(result === "none" ? [] : [result], (type) => to.byte(typeCode[type]));
}

/** A part of a module: its number, its size, its content. */
function section(to: ByteWriter, id: number, write: (section: ByteWriter) => void): void {
  const content = new ByteWriter();
  write(content);
  to.byte(id);
  to.sized(content.toBytes());
}

/**
 * Functions of rows, one number at a time, as TypeScript computes them: for all types and layouts.
 *
 * @module
 */
import type { ElementType } from "../elementwise/element_type.ts";
import { elementBytes } from "../elementwise/element_type.ts";
import type { Kernel, KernelContext, MathName } from "../engine/kernel.ts";
import type { Expression, FunctionBuilder, Local } from "../wasm/mod.ts";
import { f32, f64, i32 } from "../wasm/mod.ts";
import type { RowFunction } from "./row_layout.ts";
import { rowParameters } from "./row_layout.ts";

/** One row, while its code is written. */
interface Row {
  readonly f: FunctionBuilder<"none">;
  readonly context: KernelContext;
  readonly type: ElementType;
  readonly output: ElementType;
  /** The address of the first element. */
  readonly start: Local<"i32">;
  /** How many elements there are. */
  readonly length: Local<"i32">;
  /** Where the result goes, or its first element. */
  readonly out: Local<"i32">;
  /** Goes along the row: an element's address, its place in the result, its number. */
  readonly each: (body: (address: Local<"i32">, out: Local<"i32">, index: Local<"i32">) => void) => void;
}

/**
 * A kernel that does the same to every row; a unit is a row. Numbers are float64, or int32 for sums of whole numbers.
 *
 * @param name What is done
 * @param type What the elements are
 * @param output What the results are
 */
export function scalarRowKernel(name: RowFunction, type: ElementType, output: ElementType): Kernel {
  const isWhole = output === "int32" && (name === "sum" || name === "cumsum");
  const write = isWhole ? writeWhole[name] : writers[name];
  const math = mathOfRows[name] ?? [];
  const keepsShape = name === "softmax" || name === "cumsum";
  return {
    name,
    key: `scalar rows ${name} ${type} ${output}`,
    parameters: rowParameters,
    ...(math.length > 0 && { math }),
    write(f, { first, last, out, x, length, inner }, context): void {
      const step = f.let(i32.mul(inner!, elementBytes[type]));
      const outStep = f.let(i32.mul(inner!, elementBytes[output]));
      f.for(first!, last!, 1, (unit) => {
        const beyond = f.let(i32.add(i32.mul(i32.mul(i32.divU(unit, inner!), i32.sub(length!, 1)), inner!), unit));
        const start = f.let(i32.add(x!, i32.mul(beyond, elementBytes[type])));
        const to = f.let(i32.add(out!, i32.mul(keepsShape ? beyond : unit, elementBytes[output])));
        const each: Row["each"] = (body) => {
          const address = f.let(start);
          const place = f.let(to);
          f.for(0, length!, 1, (index) => {
            body(address, place, index);
            f.set(address, i32.add(address, step));
            if (keepsShape) f.set(place, i32.add(place, outStep));
          });
        };
        write({ f, context, type, output, start, length: length!, out: to, each });
      });
    },
  };
}

const mathOfRows: Readonly<Partial<Record<RowFunction, readonly MathName[]>>> = {
  logSumExp: ["exp", "log"],
  softmax: ["exp"],
};

const writeWhole: Readonly<Record<"sum" | "cumsum", (row: Row) => void>> = {
  sum({ f, type, out, each }): void {
    const total = f.let(i32.const(0));
    each((address) => f.set(total, i32.add(total, readWhole(type, address))));
    f.do(i32.store(out, total));
  },
  cumsum({ f, type, each }): void {
    const total = f.let(i32.const(0));
    each((address, place) => {
      f.set(total, i32.add(total, readWhole(type, address)));
      f.do(i32.store(place, total));
    });
  },
};

const writers: Readonly<Record<RowFunction, (row: Row) => void>> = {
  sum({ f, type, output, out, each }): void {
    const total = f.let(f64.const(0));
    each((address) => f.set(total, f64.add(total, read(type, address))));
    write(f, output, out, total);
  },
  max: (row) => write(row.f, row.output, row.out, extreme(row, "max")),
  min: (row) => write(row.f, row.output, row.out, extreme(row, "min")),
  argMax: (row) => writeArgument(row, (a, b) => f64.gt(a, b)),
  argMin: (row) => writeArgument(row, (a, b) => f64.lt(a, b)),
  logSumExp(row): void {
    const { f, context, type, output, out, each } = row;
    const largest = extreme(row, "max");
    // Infinities and NaN are what they are; only beside them does the difference below mean nothing.
    f.if(f64.lt(f64.abs(largest), Infinity), () => {
      const total = f.let(f64.const(0));
      each((address) => f.set(total, f64.add(total, context.math("exp", f64.sub(read(type, address), largest)))));
      f.set(largest, f64.add(largest, context.math("log", total)));
    });
    write(f, output, out, largest);
  },
  softmax(row): void {
    const { f, context, type, output, each } = row;
    const largest = extreme(row, "max");
    const total = f.let(f64.const(0));
    each((address, place) => {
      const power = f.let(context.math("exp", f64.sub(read(type, address), largest)));
      f.set(total, f64.add(total, power));
      write(f, output, place, power);
    });
    each((_, place) => write(f, output, place, f64.div(read(output, place), total)));
  },
  cumsum({ f, type, output, each }): void {
    const total = f.let(f64.const(0));
    each((address, place) => {
      f.set(total, f64.add(total, read(type, address)));
      write(f, output, place, total);
    });
  },
};

function extreme({ f, type, each }: Row, choice: "max" | "min"): Local<"f64"> {
  const best = f.let(f64.const(choice === "max" ? -Infinity : Infinity));
  each((address) => f.set(best, f64[choice](best, read(type, address))));
  return best;
}

/** The first element that no other beats; the first NaN before all. */
function writeArgument(
  { f, type, start, out, each }: Row,
  beats: (a: Local<"f64">, b: Local<"f64">) => Expression<"i32">,
): void {
  const best = f.let(read(type, start));
  const position = f.let(i32.const(0));
  each((address, _, index) => {
    const value = f.let(read(type, address));
    f.if(i32.and(f64.eq(best, best), i32.or(beats(value, best), f64.ne(value, value))), () => {
      f.set(best, value);
      f.set(position, index);
    });
  });
  f.do(i32.store(out, position));
}

function read(type: ElementType, address: Local<"i32">): Expression<"f64"> {
  switch (type) {
    case "float32":
      return f64.promoteF32(f32.load(address));
    case "float64":
      return f64.load(address);
    case "int32":
      return f64.convertI32S(i32.load(address));
    case "bool":
      return f64.convertI32U(i32.load8U(address));
  }
}

function readWhole(type: ElementType, address: Local<"i32">): Expression<"i32"> {
  return type === "bool" ? i32.load8U(address) : i32.load(address);
}

function write(f: FunctionBuilder<"none">, type: ElementType, address: Local<"i32">, value: Expression<"f64">): void {
  switch (type) {
    case "float32":
      return f.do(f32.store(address, f32.demoteF64(value)));
    case "float64":
      return f.do(f64.store(address, value));
    case "int32":
      return f.do(i32.store(address, i32.truncSatF64S(value)));
    case "bool":
      return f.do(i32.store8(address, i32.truncSatF64S(value)));
  }
}

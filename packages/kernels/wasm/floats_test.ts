import { assertEquals } from "@std/assert";
import { f32, f64 } from "./mod.ts";
import { checkScalars } from "./testing/check_instructions.ts";
import { arithmetic, copysign, floatComparisons, floatReferences, u64 } from "./testing/references.ts";
import { integers, longs, pairs, reals, singles } from "./testing/samples.ts";

for (const type of ["f32", "f64"] as const) {
  Deno.test(`${type} instructions compute what JavaScript computes`, () => {
    const round = type === "f32" ? Math.fround : Number;
    const instructions = { f32, f64 }[type];
    const samples = type === "f32" ? singles : reals;
    const other = type === "f32"
      ? [
        checkScalars(f32, {
          from: "f64",
          to: "f32",
          samples: [...reals, 0.1, 1e300].map((x) => [x]),
          references: { demoteF64: (x: number) => Math.fround(x) },
        }),
        checkScalars(f32, {
          from: "i32",
          to: "f32",
          samples: integers.filter((x) => x !== -1).map((x) => [x]),
          references: { reinterpretI32: (x: number) => new Float32Array(Int32Array.of(x).buffer)[0]! },
        }),
      ]
      : [
        checkScalars(f64, {
          from: "f32",
          to: "f64",
          samples: singles.map((x) => [x]),
          references: { promoteF32: (x: number) => x },
        }),
        checkScalars(f64, {
          from: "i64",
          to: "f64",
          samples: longs.map((x) => [x]),
          references: { reinterpretI64: (x: bigint) => new Float64Array(BigInt64Array.of(x).buffer)[0]! },
        }),
      ];
    const names = [
      ...other,
      checkScalars(instructions, {
        from: type,
        to: type,
        samples: pairs(samples),
        references: { ...floatReferences, ...arithmetic(round), copysign, sqrt: (x: number) => round(Math.sqrt(x)) },
      }),
      checkScalars(instructions, { from: type, to: "i32", samples: pairs(samples), references: floatComparisons }),
      checkScalars(instructions, {
        from: "i32",
        to: type,
        samples: integers.map((x) => [x]),
        references: { convertI32S: (x: number) => round(x), convertI32U: (x: number) => round(x >>> 0) },
      }),
      checkScalars(instructions, {
        from: "i64",
        to: type,
        samples: longs.map((x) => [x]),
        references: {
          convertI64S: (x: bigint) => round(Number(x)),
          convertI64U: (x: bigint) => round(Number(u64(x))),
        },
      }),
    ].flat();
    assertEquals(Object.keys(instructions).sort(), [...names, "const", "load", "store"].sort());
  });
}

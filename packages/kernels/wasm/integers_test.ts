import { assertEquals } from "@std/assert";
import { i32, i64 } from "./mod.ts";
import { checkScalars } from "./testing/check_instructions.ts";
import { bits, clamp, clampLong, s64, u64 } from "./testing/references.ts";
import { integers, longs, pairs, reals, singles, tame, wild } from "./testing/samples.ts";

const memoryNames = ["load", "load8S", "load8U", "load16S", "load16U", "store", "store8", "store16"];

Deno.test("i32 instructions compute what JavaScript computes", () => {
  const names = [
    checkScalars(i32, {
      from: "i32",
      to: "i32",
      samples: pairs(integers).filter(([a, b]) => b !== 0 && !(a === -2147483648 && b === -1)),
      references: {
        eqz: (a: number) => Number(a === 0),
        eq: (a, b) => Number(a === b),
        ne: (a, b) => Number(a !== b),
        ltS: (a, b) => Number(a < b!),
        ltU: (a, b) => Number(a >>> 0 < b! >>> 0),
        gtS: (a, b) => Number(a > b!),
        gtU: (a, b) => Number(a >>> 0 > b! >>> 0),
        leS: (a, b) => Number(a <= b!),
        leU: (a, b) => Number(a >>> 0 <= b! >>> 0),
        geS: (a, b) => Number(a >= b!),
        geU: (a, b) => Number(a >>> 0 >= b! >>> 0),
        clz: (a) => Math.clz32(a),
        ctz: (a) => a === 0 ? 32 : 31 - Math.clz32(a & -a),
        popcnt: (a) => (a >>> 0).toString(2).replaceAll("0", "").length,
        add: (a, b) => (a + b!) | 0,
        sub: (a, b) => (a - b!) | 0,
        mul: (a, b) => Math.imul(a, b!),
        divS: (a, b) => (a / b!) | 0,
        divU: (a, b) => ((a >>> 0) / (b! >>> 0)) | 0,
        remS: (a, b) => (a % b!) | 0,
        remU: (a, b) => ((a >>> 0) % (b! >>> 0)) | 0,
        and: (a, b) => a & b!,
        or: (a, b) => a | b!,
        xor: (a, b) => a ^ b!,
        shl: (a, b) => a << b!,
        shrS: (a, b) => a >> b!,
        shrU: (a, b) => (a >>> b!) | 0,
        rotl: (a, b) => (a << b!) | (b! % 32 === 0 ? 0 : a >>> (32 - b!)),
        rotr: (a, b) => (b! % 32 === 0 ? 0 : a << (32 - b!)) | (a >>> b!),
        extend8S: (a) => (a << 24) >> 24,
        extend16S: (a) => (a << 16) >> 16,
      },
    }),
    checkScalars(i32, {
      from: "f32",
      to: "i32",
      samples: wild,
      references: {
        truncSatF32S: (x: number) => clamp(Math.fround(x), -(2 ** 31), 2 ** 31 - 1),
        truncSatF32U: (x: number) => clamp(Math.fround(x), 0, 2 ** 32 - 1) | 0,
      },
    }),
    checkScalars(i32, {
      from: "f32",
      to: "i32",
      samples: tame,
      references: { truncF32S: (x: number) => x | 0, truncF32U: (x: number) => x | 0 },
    }),
    checkScalars(i32, {
      from: "f64",
      to: "i32",
      samples: wild,
      references: {
        truncSatF64S: (x: number) => clamp(x, -(2 ** 31), 2 ** 31 - 1),
        truncSatF64U: (x: number) => clamp(x, 0, 2 ** 32 - 1) | 0,
      },
    }),
    checkScalars(i32, {
      from: "f64",
      to: "i32",
      samples: tame,
      references: { truncF64S: (x: number) => x | 0, truncF64U: (x: number) => x | 0 },
    }),
    checkScalars(i32, {
      from: "i64",
      to: "i32",
      samples: longs.map((x) => [x]),
      references: { wrapI64: (x: bigint) => Number(BigInt.asIntN(32, x)) },
    }),
    checkScalars(i32, {
      from: "f32",
      to: "i32",
      samples: singles.filter((x) => !Number.isNaN(x)).map((x) => [x]),
      references: { reinterpretF32: (x: number) => new Int32Array(Float32Array.of(x).buffer)[0]! },
    }),
  ].flat();
  assertEquals(Object.keys(i32).sort(), [...names, "const", ...memoryNames].sort());
});

Deno.test("i64 instructions compute what JavaScript computes", () => {
  const names = [
    checkScalars(i64, {
      from: "i64",
      to: "i64",
      samples: pairs(longs).filter(([a, b]) => b !== 0n && !(a === -(2n ** 63n) && b === -1n)),
      references: {
        clz: (a: bigint) => BigInt(bits(a).indexOf("1") < 0 ? 64 : bits(a).indexOf("1")),
        ctz: (a) => BigInt(a === 0n ? 64 : 63 - bits(a).lastIndexOf("1")),
        popcnt: (a) => BigInt(bits(a).replaceAll("0", "").length),
        add: (a, b) => s64(a + b!),
        sub: (a, b) => s64(a - b!),
        mul: (a, b) => s64(a * b!),
        divS: (a, b) => s64(a / b!),
        divU: (a, b) => s64(u64(a) / u64(b!)),
        remS: (a, b) => s64(a % b!),
        remU: (a, b) => s64(u64(a) % u64(b!)),
        and: (a, b) => a & b!,
        or: (a, b) => a | b!,
        xor: (a, b) => a ^ b!,
        shl: (a, b) => s64(a << (b! & 63n)),
        shrS: (a, b) => a >> (b! & 63n),
        shrU: (a, b) => s64(u64(a) >> (b! & 63n)),
        rotl: (a, b) => s64((u64(a) << (b! & 63n)) | (u64(a) >> (64n - (b! & 63n)))),
        rotr: (a, b) => s64((u64(a) >> (b! & 63n)) | (u64(a) << (64n - (b! & 63n)))),
        extend8S: (a) => BigInt.asIntN(8, a),
        extend16S: (a) => BigInt.asIntN(16, a),
        extend32S: (a) => BigInt.asIntN(32, a),
      },
    }),
    checkScalars(i64, {
      from: "i64",
      to: "i32",
      samples: pairs(longs),
      references: {
        eqz: (a: bigint) => Number(a === 0n),
        eq: (a, b) => Number(a === b),
        ne: (a, b) => Number(a !== b),
        ltS: (a, b) => Number(a < b!),
        ltU: (a, b) => Number(u64(a) < u64(b!)),
        gtS: (a, b) => Number(a > b!),
        gtU: (a, b) => Number(u64(a) > u64(b!)),
        leS: (a, b) => Number(a <= b!),
        leU: (a, b) => Number(u64(a) <= u64(b!)),
        geS: (a, b) => Number(a >= b!),
        geU: (a, b) => Number(u64(a) >= u64(b!)),
      },
    }),
    checkScalars(i64, {
      from: "i32",
      to: "i64",
      samples: integers.map((x) => [x]),
      references: { extendI32S: (x: number) => BigInt(x), extendI32U: (x: number) => BigInt(x >>> 0) },
    }),
    ...(["f32", "f64"] as const).flatMap((from) => {
      const round = from === "f32" ? Math.fround : Number;
      const letter = from.toUpperCase();
      return [
        checkScalars(i64, {
          from,
          to: "i64",
          samples: wild,
          references: {
            [`truncSat${letter}S`]: (x: number) => clampLong(round(x), -(2n ** 63n), 2n ** 63n - 1n),
            [`truncSat${letter}U`]: (x: number) => s64(clampLong(round(x), 0n, 2n ** 64n - 1n)),
          },
        }),
        checkScalars(i64, {
          from,
          to: "i64",
          samples: tame,
          references: {
            [`trunc${letter}S`]: (x: number) => BigInt(Math.trunc(round(x))),
            [`trunc${letter}U`]: (x: number) => BigInt(Math.trunc(round(x))),
          },
        }),
      ];
    }),
    checkScalars(i64, {
      from: "f64",
      to: "i64",
      samples: reals.filter((x) => !Number.isNaN(x)).map((x) => [x]),
      references: { reinterpretF64: (x: number) => new BigInt64Array(Float64Array.of(x).buffer)[0]! },
    }),
  ].flat();
  assertEquals(
    Object.keys(i64).sort(),
    [...names, "const", ...memoryNames, "load32S", "load32U", "store32"].sort(),
  );
});

import { assertEquals } from "@std/assert";
import { hashed, labels, uniform } from "./hashed.ts";

const peers = new URL("../../../../shared/peers/graph.mjs", import.meta.url);
const ignore = !await Deno.stat(peers).then(() => true, () => false);

Deno.test("hashed() agrees with the same arithmetic on big integers", () => {
  const mask = 0xffffffffn;
  const exact = (i: bigint, seed: bigint): number => {
    let x = (i * 2654435761n + seed * 40503n + 1n) & mask;
    x ^= x >> 16n;
    x = (x * 0x85ebca6bn) & mask;
    x ^= x >> 13n;
    x = (x * 0xc2b2ae35n) & mask;
    return Number(x ^ (x >> 16n)) / 2 ** 32;
  };
  for (const [i, seed] of [[0, 0], [1, 1], [12345, 3], [9_999_999, 9]] as const) {
    assertEquals(hashed(i, seed), exact(BigInt(i), BigInt(seed)));
  }
});

Deno.test({
  name: "uniform() and labels() give what the scripts of the peers give (needs ../shared/peers)",
  ignore,
  fn: async () => {
    const { f32, unit } = await import(peers.href);
    assertEquals(uniform([3, 50], 4, 0.5).data, f32(150, 4, -0.5, 0.5));
    assertEquals(labels(64, 10, 9).data, Int32Array.from(unit(64, 9), (value: number) => value * 10));
  },
});

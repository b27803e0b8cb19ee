import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Lodger } from "./first_fit.ts";
import { alignment, firstFit } from "./first_fit.ts";

const lodgers = fc.array(
  fc.record({ bytes: fc.nat({ max: 1000 }), start: fc.nat({ max: 30 }), stay: fc.nat({ max: 10 }) })
    .map(({ bytes, start, stay }): Lodger => ({ bytes, start, end: start + stay + 1 })),
  { maxLength: 40 },
);

Deno.test("firstFit() puts no two things in one place at one time", () => {
  fc.assert(fc.property(lodgers, (list) => {
    const offsets = firstFit(list);
    list.forEach((a, i) =>
      list.slice(0, i).forEach((b, j) => {
        const together = a.start < b.end && b.start < a.end;
        const apart = offsets[i]! + a.bytes <= offsets[j]! || offsets[j]! + b.bytes <= offsets[i]!;
        assert(!together || apart, `${i} and ${j} overlap`);
      })
    );
  }));
});

Deno.test("firstFit() aligns offsets and never needs more than all things side by side", () => {
  fc.assert(fc.property(lodgers, (list) => {
    const offsets = firstFit(list);
    const room = (bytes: number) => Math.ceil(bytes / alignment) * alignment;
    for (const offset of offsets) assertEquals(offset % alignment, 0);
    const end = Math.max(0, ...list.map(({ bytes }, i) => offsets[i]! + bytes));
    assert(end <= list.reduce((sum, { bytes }) => sum + room(bytes), 0));
  }));
});

Deno.test("firstFit() gives a place to the next when one has gone", () => {
  const stays = [[0, 2], [2, 4], [1, 3], [4, 5]] as const;
  assertEquals(firstFit(stays.map(([start, end]) => ({ bytes: 100, start, end }))), [0, 0, 128, 0]);
});

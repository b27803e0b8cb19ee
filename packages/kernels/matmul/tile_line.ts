/**
 * A line of tiles: those of a strip of one operand with strips of the other.
 *
 * @module
 */
import type { ModuleBuilder, WasmFunction } from "../wasm/mod.ts";
import { i32, select } from "../wasm/mod.ts";
import type { ProductLevel } from "./tile.ts";
import { copyTile, leastTileHeight, tileHeight, tileParameters, tileProduct, tileWidth } from "./tile.ts";

/** How long a tile at the edge is, in bytes. */
export const edgeBytes: number = 4 * tileWidth * tileWidth;

const lineParameters: typeof tileParameters & Readonly<Record<"rows" | "columns" | "edge", "i32">> = {
  ...tileParameters,
  rows: "i32",
  columns: "i32",
  edge: "i32",
};

/**
 * Multiplies as a `TileProduct`, but tiles may have any number of rows and columns up to the highest and widest. `edge` is memory for a
 * tile: what has few rows or not all columns is made there, and what belongs to the target is copied.
 */
export type TileLine = WasmFunction<typeof lineParameters, "none">;

/** Adds a function that multiplies a line of tiles, all of the same size. */
export function tileLine(module: ModuleBuilder, level: ProductLevel): TileLine {
  const highest = tileHeight(level);
  const heights = Array.from({ length: highest - leastTileHeight + 1 }, (_, i) => highest - i);
  const tiles = heights.map((height) => ({ height, product: tileProduct(module, level, height) }));
  const copy = copyTile(module);

  return module.function("tileLine", lineParameters, "none", (f, p) => {
    const { rows, columns, edge, adds, ...own } = p;
    const whole = f.let(i32.and(i32.eq(columns, tileWidth), i32.geU(rows, leastTileHeight)));
    const target = f.let(select(whole, own.target, edge));
    const row = f.let(select(whole, own.row, i32.const(4 * tileWidth)));
    const atOnce = f.let(select(whole, own.count, i32.const(1)));
    f.loop((again) => {
      f.block((done) => {
        for (const { height, product } of tiles) {
          const write = (): void => {
            f.do(product.call({ ...own, target, row, adds: i32.and(adds, whole), count: atOnce }));
          };
          if (height === leastTileHeight) write();
          else {
            f.if(i32.eq(rows, height), () => {
              write();
              f.branch(done);
            });
          }
        }
      });
      f.if(i32.eqz(whole), () => {
        f.do(copy.call({ source: edge, target: own.target, row: own.row, rows, columns, adds }));
        f.set(own.left, i32.add(own.left, own.leftStep));
        f.set(own.right, i32.add(own.right, own.rightStep));
        f.set(own.target, i32.add(own.target, own.targetStep));
        f.set(own.count, i32.sub(own.count, 1));
        f.branch(again, own.count);
      });
    });
  });
}

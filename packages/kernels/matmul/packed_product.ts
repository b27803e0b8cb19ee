/**
 * The product of large matrices of float32: packed, in blocks that fit the caches. {@link ./README.md} says how data goes through it.
 *
 * @module
 */
import type { ModuleBuilder } from "../wasm/mod.ts";
import { i32, select } from "../wasm/mod.ts";
import type { ProductSize } from "../matmul.ts";
import { forBlocks, forEvenBlocks, place, smaller } from "./blocks.ts";
import { packStrip } from "./pack_strip.ts";
import type { PartProduct } from "./part_product.ts";
import { partParameters } from "./part_product.ts";
import type { ProductLevel } from "./tile.ts";
import { copyTile, leastTileHeight, tileHeight, tileProduct, tileWidth } from "./tile.ts";

/** Rows of the left block, a multiple of 4 and 6. So many rows of `blockInner` elements fit the second-level cache. */
const blockRows = 192;

/** Columns of the right block, a multiple of 8. */
const blockColumns = 1024;

/** Inner length of both blocks. Eight columns of so many elements fit the first-level cache, with room to spare. */
const blockInner = 400;

/** Where the workspace keeps a tile at the edge, the left block and the right block, in bytes. */
const workspace = {
  edge: 0,
  left: 4 * tileWidth * tileWidth,
  right: 4 * (tileWidth * tileWidth + blockRows * blockInner),
} as const;

/** How much workspace a product needs, in bytes. */
export function packedWorkspaceBytes({ inner, columns }: ProductSize): number {
  const strips = Math.ceil(Math.min(columns, blockColumns) / tileWidth);
  return workspace.right + 4 * Math.min(inner, blockInner) * tileWidth * strips;
}

/** Adds a function that multiplies by way of packed blocks. Rows of `c` must be dense: it does not read `cColumn`. */
export function packedProduct(module: ModuleBuilder, level: ProductLevel): PartProduct {
  const height = tileHeight(level);
  const packLeft = packStrip(module, "packLeft", height);
  const packRight = packStrip(module, "packRight", tileWidth);
  const heights = Array.from({ length: height - leastTileHeight + 1 }, (_, i) => height - i);
  const tiles = heights.map((rows) => ({ rows, product: tileProduct(module, level, rows) }));
  const copy = copyTile(module);

  return module.function("packedProduct", partParameters, "none", (f, p) => {
    const edge = f.let(i32.add(p.work, workspace.edge));
    const left = f.let(i32.add(p.work, workspace.left));
    const right = f.let(i32.add(p.work, workspace.right));
    // Inner blocks of about equal length. An empty inner axis is one empty block, which writes zeros.
    const innerBlocks = f.let(i32.add(i32.divU(i32.sub(i32.add(p.inner, i32.eqz(p.inner)), 1), blockInner), 1));
    const innerLength = f.let(i32.divU(i32.sub(i32.add(p.inner, innerBlocks), 1), innerBlocks));

    forBlocks(f, p.columns, blockColumns, (firstColumn, columns) => {
      const firstInner = f.let(i32.const(0));
      f.for(0, innerBlocks, 1, () => {
        const depth = f.let(smaller(f, innerLength, i32.sub(p.inner, firstInner)));
        const adds = f.let(i32.or(p.adds, i32.ne(firstInner, 0)));
        const leftSize = f.let(i32.mul(depth, 4 * height));
        const rightSize = f.let(i32.mul(depth, 4 * tileWidth));
        const target = f.let(right);
        forBlocks(f, columns, tileWidth, (firstLine, lines) => {
          f.do(packRight.call({
            source: place(p.b, firstInner, p.bRow, i32.add(firstColumn, firstLine), p.bColumn),
            lineStride: p.bColumn,
            innerStride: p.bRow,
            lines,
            inner: depth,
            target,
          }));
          f.set(target, i32.add(target, rightSize));
        });
        forBlocks(f, p.rows, blockRows, (firstRow, rows) => {
          f.set(target, left);
          forEvenBlocks(f, rows, height, (firstLine, lines) => {
            f.do(packLeft.call({
              source: place(p.a, i32.add(firstRow, firstLine), p.aRow, firstInner, p.aColumn),
              lineStride: p.aRow,
              innerStride: p.aColumn,
              lines,
              inner: depth,
              target,
            }));
            f.set(target, i32.add(target, leftSize));
          });
          const rightStrip = f.let(right);
          forBlocks(f, columns, tileWidth, (firstTileColumn, tileColumns) => {
            const leftStrip = f.let(left);
            const c = f.let(place(p.c, firstRow, p.cRow, i32.add(firstColumn, firstTileColumn), 4));
            forEvenBlocks(f, rows, height, (_firstTileRow, tileRows) => {
              const whole = f.let(i32.and(i32.eq(tileColumns, tileWidth), i32.geU(tileRows, leastTileHeight)));
              const to = f.let(select(whole, c, edge));
              const row = f.let(select(whole, p.cRow, i32.const(4 * tileWidth)));
              const strips = { left: leftStrip, right: rightStrip, depth, target: to, row, adds: i32.and(adds, whole) };
              f.block((done) => {
                for (const { rows, product } of tiles) {
                  const write = (): void => f.do(product.call(strips));
                  if (rows === leastTileHeight) write();
                  else {
                    f.if(i32.eq(tileRows, rows), () => {
                      write();
                      f.branch(done);
                    });
                  }
                }
              });
              f.if(i32.eqz(whole), () => {
                f.do(copy.call({ source: edge, target: c, row: p.cRow, rows: tileRows, columns: tileColumns, adds }));
              });
              f.set(leftStrip, i32.add(leftStrip, leftSize));
              f.set(c, i32.add(c, i32.mul(p.cRow, tileRows)));
            });
            f.set(rightStrip, i32.add(rightStrip, rightSize));
          });
        });
        f.set(firstInner, i32.add(firstInner, depth));
      });
    });
  });
}

/**
 * The product of large matrices of float32: packed, in blocks that fit the caches. {@link ./README.md} says how data goes through it.
 *
 * @module
 */
import type { FunctionBuilder, Local, ModuleBuilder, Operand } from "../wasm/mod.ts";
import { i32 } from "../wasm/mod.ts";
import type { ProductSize } from "../matmul.ts";
import type { EvenBlocks } from "./blocks.ts";
import { evenBlocks, forBlocks, forEvenBlocks, place, smaller } from "./blocks.ts";
import { packStrip } from "./pack_strip.ts";
import type { PartProduct } from "./part_product.ts";
import { partParameters } from "./part_product.ts";
import { edgeBytes, tileLine } from "./tile_line.ts";
import type { ProductLevel } from "./tile.ts";
import { tileHeight, tileWidth } from "./tile.ts";

/** Rows of the left block, a multiple of 4 and 6. So many rows of `blockInner` elements leave room in the second-level cache. */
const blockRows = 96;

/** Columns of the right block, a multiple of 8. */
const blockColumns = 1024;

/** Inner length of both blocks. A strip of each, with so many elements a line, just fits the first-level cache. */
const blockInner = 512;

/** With at most so many elements the right block is in the second-level cache, and may be gone through again and again. */
const nearElements = 65_536;

/** Where the workspace keeps a tile at the edge, the left block and the right block, in bytes. */
const workspace = { edge: 0, left: edgeBytes, right: edgeBytes + 4 * blockRows * blockInner } as const;

/** How much workspace a product needs, in bytes. */
export function packedWorkspaceBytes({ inner, columns }: ProductSize): number {
  const strips = Math.ceil(Math.min(columns, blockColumns) / tileWidth);
  return workspace.right + 4 * Math.min(inner, blockInner) * tileWidth * strips;
}

/** A line of tiles of a block, from the one at `row` and `column` on. */
type Tiles = Readonly<
  Record<
    "left" | "leftStep" | "right" | "rightStep" | "targetStep" | "row" | "rows" | "column" | "columns" | "count",
    Operand<"i32">
  >
>;

/** A left and a right block: where their strips are, what they are made of, and what is done with them. */
interface Block
  extends Readonly<Record<"left" | "leftStep" | "right" | "rightStep" | "columns" | "rowBytes", Local<"i32">>> {
  readonly strips: EvenBlocks;
  readonly pack: (row: Local<"i32">, rows: Local<"i32">, target: Local<"i32">) => void;
  readonly multiply: (tiles: Tiles) => void;
}

/** Adds a function that multiplies by way of packed blocks. Rows of `c` must be dense: it does not read `cColumn`. */
export function packedProduct(module: ModuleBuilder, level: ProductLevel): PartProduct {
  const height = tileHeight(level);
  const packLeft = packStrip(module, "packLeft", height);
  const packRight = packStrip(module, "packRight", tileWidth);
  const line = tileLine(module, level);

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
        const leftStep = f.let(i32.mul(depth, 4 * height));
        const rightStep = f.let(i32.mul(depth, 4 * tileWidth));
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
          f.set(target, i32.add(target, rightStep));
        });
        const goesAlongRows = f.let(
          i32.and(i32.leU(i32.mul(depth, columns), nearElements), i32.eq(p.cRow, i32.mul(p.columns, 4))),
        );
        forBlocks(f, p.rows, blockRows, (firstRow, rows) => {
          const block: Block = {
            left,
            leftStep,
            right,
            rightStep,
            strips: evenBlocks(f, rows, height),
            columns,
            rowBytes: p.cRow,
            pack: (row, lines, target) =>
              f.do(packLeft.call({
                source: place(p.a, i32.add(firstRow, row), p.aRow, firstInner, p.aColumn),
                lineStride: p.aRow,
                innerStride: p.aColumn,
                lines,
                inner: depth,
                target,
              })),
            multiply: ({ row, column, ...tiles }) => {
              const target = place(p.c, i32.add(firstRow, row), p.cRow, i32.add(firstColumn, column), 4);
              f.do(line.call({ ...tiles, depth, target, row: p.cRow, adds, edge }));
            },
          };
          f.if(goesAlongRows, () => alongRows(f, block), () => alongColumns(f, block));
        });
        f.set(firstInner, i32.add(firstInner, depth));
      });
    });
  });
}

/** Packs each left strip and multiplies it by all right ones. */
function alongRows(
  f: FunctionBuilder<"none">,
  { left, right, rightStep, strips, columns, pack, multiply }: Block,
): void {
  const whole = f.let(i32.divU(columns, tileWidth));
  const done = f.let(i32.mul(whole, tileWidth));
  const rest = f.let(i32.sub(columns, done));
  const last = f.let(i32.add(right, i32.mul(whole, rightStep)));
  forEvenBlocks(f, strips, (row, rows) => {
    pack(row, rows, left);
    const strip = { left, row, rows, leftStep: 0, rightStep, targetStep: 4 * tileWidth };
    f.if(whole, () => multiply({ ...strip, right, column: 0, columns: tileWidth, count: whole }));
    f.if(rest, () => multiply({ ...strip, right: last, column: done, columns: rest, count: 1 }));
  });
}

/** Packs all left strips, and multiplies each right strip by them. */
function alongColumns(
  f: FunctionBuilder<"none">,
  { left, leftStep, right, rightStep, strips, columns, rowBytes, pack, multiply }: Block,
): void {
  const target = f.let(left);
  forEvenBlocks(f, strips, (row, rows) => {
    pack(row, rows, target);
    f.set(target, i32.add(target, leftStep));
  });
  const { longerOnes, shorter } = strips;
  const longer = f.let(i32.add(shorter, 1));
  const shorterOnes = f.let(i32.sub(strips.count, longerOnes));
  const others = { left: f.let(i32.add(left, i32.mul(longerOnes, leftStep))), row: f.let(i32.mul(longerOnes, longer)) };
  const strip = f.let(right);
  forBlocks(f, columns, tileWidth, (column, width) => {
    const tiles = (rows: Local<"i32">, count: Local<"i32">, from: Pick<Tiles, "left" | "row">): void => {
      const steps = { leftStep, rightStep: 0, targetStep: i32.mul(rows, rowBytes) };
      f.if(count, () => multiply({ ...from, ...steps, right: strip, rows, column, columns: width, count }));
    };
    tiles(longer, longerOnes, { left, row: 0 });
    tiles(shorter, shorterOnes, others);
    f.set(strip, i32.add(strip, rightStep));
  });
}

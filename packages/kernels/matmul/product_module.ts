/**
 * The matrix product of float32 in WebAssembly. {@link ./README.md} says how data goes through it.
 *
 * @module
 */
import type { Expression, FunctionBuilder, Local, Operand } from "../wasm/mod.ts";
import { i32, ModuleBuilder, select } from "../wasm/mod.ts";
import { packStrips } from "./pack_strips.ts";
import type { ProductLevel } from "./tile.ts";
import { copyTile, tileHeight, tileProduct, tileWidth } from "./tile.ts";

/** Rows of the left block, a multiple of 4 and 6. So many rows of `blockInner` elements fit the second-level cache. */
const blockRows = 192;

/** Columns of the right block, a multiple of 8. */
const blockColumns = 1024;

/** Inner length of both blocks. Eight columns of so many elements fit the first-level cache, with room to spare. */
const blockInner = 320;

/** Where the workspace keeps the left block, the right block and a tile at the edge, in bytes. */
const workspace = {
  left: 0,
  right: 4 * blockRows * blockInner,
  edge: 4 * (blockRows + blockColumns) * blockInner,
} as const;

/** The bytes of workspace that a product needs. */
export const productWorkspaceSize: number = workspace.edge + 4 * tileWidth * tileWidth;

/** The function `multiply`: addresses and strides in bytes, sizes in elements, `adds` 1 to add to what is at `c`. */
export type Multiply = (
  a: number,
  aRow: number,
  aColumn: number,
  b: number,
  bRow: number,
  bColumn: number,
  c: number,
  cRow: number,
  rows: number,
  inner: number,
  columns: number,
  adds: number,
  work: number,
) => void;

/** What the module exports. */
export interface ProductExports {
  /** The product. */
  readonly multiply: Multiply;
}

const parameters = {
  a: "i32",
  aRow: "i32",
  aColumn: "i32",
  b: "i32",
  bRow: "i32",
  bColumn: "i32",
  c: "i32",
  cRow: "i32",
  rows: "i32",
  inner: "i32",
  columns: "i32",
  adds: "i32",
  work: "i32",
} as const;

/**
 * The module that is {@linkcode ProductExports}; it imports its memory as `host.memory`.
 *
 * @param level Its vector instructions
 */
export function productModule(level: ProductLevel): Uint8Array<ArrayBuffer> {
  const height = tileHeight(level);
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", { initial: 1 });
  const packLeft = packStrips(module, "packLeft", height);
  const packRight = packStrips(module, "packRight", tileWidth);
  const tile = tileProduct(module, level);
  const copy = copyTile(module);

  module.export(module.function("multiply", parameters, "none", (f, p) => {
    const left = f.let(i32.add(p.work, workspace.left));
    const right = f.let(i32.add(p.work, workspace.right));
    const edge = f.let(i32.add(p.work, workspace.edge));
    // Inner blocks of about equal length. An empty inner axis is one empty block, which writes zeros.
    const innerBlocks = f.let(i32.add(i32.divU(i32.sub(i32.add(p.inner, i32.eqz(p.inner)), 1), blockInner), 1));
    const innerLength = f.let(i32.divU(i32.sub(i32.add(p.inner, innerBlocks), 1), innerBlocks));

    forBlocks(f, p.columns, blockColumns, (firstColumn, columns) => {
      const firstInner = f.let(i32.const(0));
      f.for(0, innerBlocks, 1, () => {
        const depth = f.let(smaller(f, innerLength, i32.sub(p.inner, firstInner)));
        const adds = f.let(i32.or(p.adds, i32.ne(firstInner, 0)));
        f.do(packRight.call({
          source: place(p.b, firstInner, p.bRow, firstColumn, p.bColumn),
          lineStride: p.bColumn,
          innerStride: p.bRow,
          lines: columns,
          inner: depth,
          target: right,
        }));
        forBlocks(f, p.rows, blockRows, (firstRow, rows) => {
          f.do(packLeft.call({
            source: place(p.a, firstRow, p.aRow, firstInner, p.aColumn),
            lineStride: p.aRow,
            innerStride: p.aColumn,
            lines: rows,
            inner: depth,
            target: left,
          }));
          const rightStrip = f.let(right);
          forBlocks(f, columns, tileWidth, (firstTileColumn, tileColumns) => {
            const leftStrip = f.let(left);
            const target = f.let(place(p.c, firstRow, p.cRow, i32.add(firstColumn, firstTileColumn), 4));
            forBlocks(f, rows, height, (_firstTileRow, tileRows) => {
              const whole = i32.eq(i32.add(tileRows, tileColumns), height + tileWidth);
              const strips = { left: leftStrip, right: rightStrip, depth };
              f.if(whole, () => {
                f.do(tile.call({ ...strips, target, row: p.cRow, adds }));
              }, () => {
                const part = { rows: tileRows, columns: tileColumns };
                f.do(tile.call({ ...strips, target: edge, row: 4 * tileWidth, adds: 0 }));
                f.do(copy.call({ source: edge, target, row: p.cRow, ...part, adds }));
              });
              f.set(leftStrip, i32.add(leftStrip, i32.mul(depth, 4 * height)));
              f.set(target, i32.add(target, i32.mul(p.cRow, height)));
            });
            f.set(rightStrip, i32.add(rightStrip, i32.mul(depth, 4 * tileWidth)));
          });
        });
        f.set(firstInner, i32.add(firstInner, depth));
      });
    });
  }));
  return module.toBytes();
}

/** Cuts `length` into blocks of at most `size`; `body` receives where a block starts and how long it is. */
function forBlocks(
  f: FunctionBuilder<"none">,
  length: Local<"i32">,
  size: number,
  body: (start: Local<"i32">, length: Local<"i32">) => void,
): void {
  f.for(0, length, size, (start) => {
    body(start, f.let(smaller(f, i32.const(size), i32.sub(length, start))));
  });
}

/** The address of an element. */
function place(
  start: Operand<"i32">,
  row: Operand<"i32">,
  rowStride: Operand<"i32">,
  column: Operand<"i32">,
  columnStride: Operand<"i32">,
): Expression<"i32"> {
  return i32.add(start, i32.add(i32.mul(row, rowStride), i32.mul(column, columnStride)));
}

function smaller(
  f: FunctionBuilder<"none">,
  a: Expression<"i32">,
  b: Expression<"i32">,
): Expression<"i32"> {
  const [x, y] = [f.let(a), f.let(b)];
  return select(i32.ltU(x, y), x, y);
}

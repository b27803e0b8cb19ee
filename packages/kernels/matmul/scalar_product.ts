/**
 * The matrix product in plain TypeScript.
 *
 * @module
 */
import type { MatrixView, Numbers, ProductSize } from "../matmul.ts";

const blockRows = 4;
const blockColumns = 4;

let packedA = new Float64Array(0);
let packedB = new Float64Array(0);

/**
 * Writes `a · b` to `out`. Both matrices are first copied into strips of four rows and four columns in the order in which the inner
 * loop reads them; sums are kept in float64, sixteen at a time.
 */
export function scalarProduct(
  a: MatrixView,
  b: MatrixView,
  out: Numbers,
  outOffset: number,
  size: ProductSize,
): void {
  const { rows, inner, columns } = size;
  const rowStrips = Math.ceil(rows / blockRows);
  const columnStrips = Math.ceil(columns / blockColumns);
  packedA = roomFor(packedA, rowStrips * blockRows * inner);
  packedB = roomFor(packedB, columnStrips * blockColumns * inner);
  pack(a.values, a.offset, a.rowStride, a.columnStride, rows, inner, packedA);
  pack(
    b.values,
    b.offset,
    b.columnStride,
    b.rowStride,
    columns,
    inner,
    packedB,
  );
  const tile = new Float64Array(blockRows * blockColumns);
  for (let i = 0; i < rowStrips; i++) {
    const height = Math.min(blockRows, rows - i * blockRows);
    for (let j = 0; j < columnStrips; j++) {
      multiplyStrips(
        packedA,
        i * blockRows * inner,
        packedB,
        j * blockColumns * inner,
        inner,
        tile,
      );
      const width = Math.min(blockColumns, columns - j * blockColumns);
      let to = outOffset + i * blockRows * columns + j * blockColumns;
      for (let row = 0; row < height; row++, to += columns) {
        for (let column = 0; column < width; column++) {
          out[to + column] = tile[row * blockColumns + column]!;
        }
      }
    }
  }
}

function roomFor(
  buffer: Float64Array<ArrayBuffer>,
  length: number,
): Float64Array<ArrayBuffer> {
  return buffer.length >= length ? buffer : new Float64Array(length);
}

/** Copies lines (rows of a, columns of b) to strips of four, element by element of the inner axis; missing lines are zero. */
function pack(
  values: Numbers,
  offset: number,
  lineStride: number,
  innerStride: number,
  lines: number,
  inner: number,
  packed: Float64Array,
): void {
  let to = 0;
  for (let line = 0; line < lines; line += 4) {
    const count = Math.min(4, lines - line);
    const start = offset + line * lineStride;
    if (count < 4) packed.fill(0, to, to + 4 * inner);
    for (let offsetInStrip = 0; offsetInStrip < count; offsetInStrip++) {
      let from = start + offsetInStrip * lineStride;
      const end = to + offsetInStrip + 4 * inner;
      for (
        let at = to + offsetInStrip;
        at < end;
        at += 4, from += innerStride
      ) packed[at] = values[from]!;
    }
    to += 4 * inner;
  }
}

function multiplyStrips(
  a: Float64Array,
  aStart: number,
  b: Float64Array,
  bStart: number,
  inner: number,
  tile: Float64Array,
): void {
  let c00 = 0, c01 = 0, c02 = 0, c03 = 0;
  let c10 = 0, c11 = 0, c12 = 0, c13 = 0;
  let c20 = 0, c21 = 0, c22 = 0, c23 = 0;
  let c30 = 0, c31 = 0, c32 = 0, c33 = 0;
  const end = aStart + 4 * inner;
  for (let p = aStart, q = bStart; p < end; p += 4, q += 4) {
    const b0 = b[q]!, b1 = b[q + 1]!, b2 = b[q + 2]!, b3 = b[q + 3]!;
    const a0 = a[p]!;
    c00 += a0 * b0;
    c01 += a0 * b1;
    c02 += a0 * b2;
    c03 += a0 * b3;
    const a1 = a[p + 1]!;
    c10 += a1 * b0;
    c11 += a1 * b1;
    c12 += a1 * b2;
    c13 += a1 * b3;
    const a2 = a[p + 2]!;
    c20 += a2 * b0;
    c21 += a2 * b1;
    c22 += a2 * b2;
    c23 += a2 * b3;
    const a3 = a[p + 3]!;
    c30 += a3 * b0;
    c31 += a3 * b1;
    c32 += a3 * b2;
    c33 += a3 * b3;
  }
  tile[0] = c00;
  tile[1] = c01;
  tile[2] = c02;
  tile[3] = c03;
  tile[4] = c10;
  tile[5] = c11;
  tile[6] = c12;
  tile[7] = c13;
  tile[8] = c20;
  tile[9] = c21;
  tile[10] = c22;
  tile[11] = c23;
  tile[12] = c30;
  tile[13] = c31;
  tile[14] = c32;
  tile[15] = c33;
}

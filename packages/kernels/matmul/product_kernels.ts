/**
 * The kernels of products, and which of them is for which types and sizes.
 *
 * @module
 */
import type { ElementType } from "../elementwise/element_type.ts";
import { elementBytes } from "../elementwise/element_type.ts";
import type { Address, Kernel, KernelCall } from "../engine/kernel.ts";
import { scratchAt } from "../engine/kernel.ts";
import type { ProductSize } from "../matmul.ts";
import type { ModuleBuilder } from "../wasm/mod.ts";
import type { ProductTypes } from "./double_product.ts";
import { doubleProduct } from "./double_product.ts";
import { packedProduct, packedWorkspaceBytes } from "./packed_product.ts";
import type { PartProduct } from "./part_product.ts";
import { productParameters, writeParts } from "./part_product.ts";
import { streamedProduct, streamedWorkspaceBytes } from "./streamed_product.ts";
import type { ProductLevel } from "./tile.ts";

/** A batch of matrices in a memory; strides in elements. */
export interface MatrixPlace {
  /** The type of the elements. */
  readonly dtype: ElementType;
  /** Where the first element of the first matrix is. */
  readonly address: Address;
  /** From one row to the next. */
  readonly rowStride: number;
  /** From one column to the next. */
  readonly columnStride: number;
  /** From one matrix of the batch to the next; 0 where there is but one. */
  readonly batchStride: number;
}

/** Products of a batch that all have the same sizes. */
export interface ProductBatch extends ProductSize {
  /** The left matrices. */
  readonly a: MatrixPlace;
  /** The right matrices. */
  readonly b: MatrixPlace;
  /** Where the products go; the columns are neighbours. */
  readonly c: MatrixPlace;
  /** How many there are. */
  readonly batch: number;
  /** Whether the products are added to what is there; for float32 alone. @default false */
  readonly adds?: boolean;
}

/** Packs its operands, which pays if each element is used often. */
export const packedProductKernel: Kernel = /* @__PURE__ */ productKernel("packed product", packedProduct);

/** Reads its operands where they are. */
export const streamedProductKernel: Kernel = /* @__PURE__ */ productKernel("streamed product", streamedProduct);

/** Multiplies by the definition, with sums in float64. */
export function doubleProductKernel(types: ProductTypes): Kernel {
  const name = `product of ${types.a} and ${types.b} to ${types.c}`;
  return productKernel(name, (module) => doubleProduct(module, types));
}

/** With so few rows or columns, packing would take as long as multiplying. */
const thin = 5;

/** Products with fewer multiplications than this are not worth packing. */
const worthPacking = 4096;

/** Rows of a unit if packed, and columns, one tile. Parts are cut anew into tiles, so small units cost nothing, and shares are even. */
const packedUnit = { rows: 4, columns: 8 } as const;

/** Rows and columns of a unit if streamed. */
const streamedUnit = { rows: 2, columns: 16 } as const;

/** About how many nanoseconds a multiplication takes. */
const cost = { packed: 0.045, streamed: 0.09, double: 0.5 } as const;

/**
 * The call that does a batch of products. Products of float32 keep their sums in float32, each element within `inner · 2⁻²⁴ Σ |a| |b|`; the
 * order depends on the sizes alone, so bits depend neither on strides nor on how units are shared. All others have the bits of TypeScript.
 */
export function productCall(product: ProductBatch): KernelCall {
  const { a, b, c, rows, inner, columns, batch } = product;
  const types: ProductTypes = { a: a.dtype, b: b.dtype, c: c.dtype };
  if ([a, b, c].some(({ dtype }) => dtype !== "float32")) {
    return { ...callOf(doubleProductKernel(types), product, streamedUnit, cost.double), scratchBytes: 0 };
  }
  if (isPacked(product)) return callOf(packedProductKernel, product, packedUnit, cost.packed);
  // Rows are what the kernel can have few of; (a b)ᵀ = bᵀ aᵀ.
  const swaps = columns <= thin && columns < rows;
  const streamed = swaps
    ? { ...product, a: transposed(b), b: transposed(a), c: transposed(c), rows: columns, columns: rows, inner, batch }
    : product;
  return callOf(streamedProductKernel, streamed, streamedUnit, cost.streamed);
}

/** How much scratch memory the call for such a product needs, in bytes. */
export function productScratchBytes(size: ProductSize): number {
  return isPacked(size) ? packedWorkspaceBytes(size) : streamedWorkspaceBytes(size);
}

function isPacked({ rows, inner, columns }: ProductSize): boolean {
  return rows > thin && columns > thin && rows * inner * columns >= worthPacking;
}

function transposed(matrix: MatrixPlace): MatrixPlace {
  return { ...matrix, rowStride: matrix.columnStride, columnStride: matrix.rowStride };
}

function callOf(
  kernel: Kernel,
  { a, b, c, rows, inner, columns, batch, adds = false }: ProductBatch,
  unit: Readonly<Record<"rows" | "columns", number>>,
  nanosecondsEach: number,
): KernelCall {
  // Threads that share the longer axis each pack or read all of what is shorter.
  const byColumns = columns > rows;
  const length = byColumns ? unit.columns : unit.rows;
  const blocks = Math.ceil((byColumns ? columns : rows) / length);
  return {
    kernel,
    units: batch * blocks,
    nanoseconds: batch * rows * columns * (1 + inner * nanosecondsEach),
    // In the order of the parameters.
    arguments: [
      a.address,
      ...stridesIn(a),
      b.address,
      ...stridesIn(b),
      c.address,
      ...stridesIn(c),
      rows,
      inner,
      columns,
      adds ? 1 : 0,
      scratchAt(),
      elementBytes[a.dtype] * a.batchStride,
      elementBytes[b.dtype] * b.batchStride,
      elementBytes[c.dtype] * c.batchStride,
      length,
      byColumns ? 1 : 0,
      blocks,
    ],
    scratchBytes: productScratchBytes({ rows, inner, columns }),
  };
}

/** The strides in bytes. */
function stridesIn({ dtype, rowStride, columnStride }: MatrixPlace): readonly [row: number, column: number] {
  return [elementBytes[dtype] * rowStride, elementBytes[dtype] * columnStride];
}

function productKernel(
  name: string,
  product: (module: ModuleBuilder, level: ProductLevel) => PartProduct,
): Kernel {
  return {
    name,
    key: name,
    parameters: productParameters,
    write: (f, parameters, { module, level }) => writeParts(f, parameters, product(module, level)),
  };
}

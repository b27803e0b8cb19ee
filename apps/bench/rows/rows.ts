/**
 * All rows, in the order of the table.
 *
 * @module
 */
import type { Row } from "./row.ts";
import { w10 } from "./w10_fit.ts";
import { w11 } from "./w11_start.ts";
import { w1 } from "./w1_matrix_product.ts";
import { w2 } from "./w2_perceptron.ts";
import { w3 } from "./w3_convolution.ts";
import { w4 } from "./w4_graph_convolution.ts";
import { w5 } from "./w5_graph_attention.ts";
import { w6 } from "./w6_elementwise.ts";
import { w7 } from "./w7_xor.ts";
import { w8 } from "./w8_long_short_term_memory.ts";
import { w9 } from "./w9_large_graph.ts";

/** The rows. */
export const rows: readonly Row[] = [w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11];

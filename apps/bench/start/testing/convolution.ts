/**
 * A program that convolves.
 *
 * @module
 */
export { conv2d } from "@chainrule/tensor";

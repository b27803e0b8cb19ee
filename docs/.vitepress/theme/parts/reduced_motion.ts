/** Whether the reader has asked for less motion: then a figure goes to the end of its way at once. */
export function reducedMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

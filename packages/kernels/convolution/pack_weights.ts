/**
 * Packing weights: block by block of channels of the result, in the order in which a convolution reads them.
 *
 * @module
 */
import type { Kernel } from "../engine/kernel.ts";
import { f32, i32 } from "../wasm/mod.ts";
import type { ConvolutionGeometry } from "./geometry.ts";
import { areaOf } from "./geometry.ts";
import { outputBlocks, packedRow, packedSize } from "./output_blocks.ts";

/**
 * The kernel that packs the weights of a convolution; a unit is a group.
 *
 * @param geometry The convolution
 * @param turned Whether the weights are those of the convolution whose input gradient this is: channels of source and result swapped, and
 * windows turned by half a turn
 */
export function packWeightsKernel(geometry: ConvolutionGeometry, turned: boolean): Kernel {
  const { channels, outputs, kernel: [rows, columns] } = geometry;
  const window = areaOf(geometry.kernel);
  const size = 4 * channels * outputs * window;
  const outputStep = 4 * window * (turned ? 1 : channels);
  const channelStep = 4 * window * (turned ? outputs : 1);
  const firstElement = turned ? 4 * (window - 1) : 0;
  return {
    name: "packWeights",
    key: `packWeights ${channels} ${outputs} ${rows}x${columns} ${turned}`,
    parameters: ["weights", "packed"],
    write(f, { first, last, weights, packed }, { level }): void {
      f.for(first!, last!, 1, (group) => {
        const to = f.let(i32.add(packed!, i32.mul(group, 4 * packedSize(geometry))));
        const block = f.let(i32.add(weights!, i32.mul(group, size)));
        for (const { height, count } of outputBlocks(outputs, level)) {
          f.for(0, count, 1, () => {
            const channel = f.let(i32.add(block, firstElement));
            f.for(0, channels, 1, () => {
              const from = f.let(channel);
              f.for(0, rows, 1, () => {
                for (let column = 0; column < columns; column++) {
                  const offset = (turned ? -4 : 4) * column;
                  for (let i = 0; i < height; i++) {
                    const element = f32.load(i32.add(from, offset), { offset: i * outputStep });
                    f.do(f32.store(to, element, { offset: 4 * (column * height + i) }));
                  }
                }
                f.set(to, i32.add(to, 4 * packedRow(height, columns)));
                f.set(from, i32.add(from, (turned ? -4 : 4) * columns));
              });
              f.set(channel, i32.add(channel, channelStep));
            });
            f.set(block, i32.add(block, height * outputStep));
          });
        }
      });
    },
  };
}

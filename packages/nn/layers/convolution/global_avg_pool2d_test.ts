import { zeros } from "@chainrule/tensor";
import { checkLayer } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import { Sequential } from "../../sequential.ts";
import { Dense } from "../dense.ts";
import { GlobalAvgPool2D } from "./global_avg_pool2d.ts";

Deno.test("GlobalAvgPool2D obeys the laws of layers", () => {
  checkLayer(() => new GlobalAvgPool2D(), {
    input: [2, 3, 5, 4],
    output: [2, 3],
    parameters: {},
    failures: [{
      input: [2, 5, 4],
      message:
        "Cannot apply GlobalAvgPool2D as its input must have shape [N, C, H, W]: current shape is [2, 5, 4]; without an axis of channels, reshape it to [N, 1, H, W]",
    }],
  });
});

Deno.test("GlobalAvgPool2D lets one network take images of any size", () => {
  const model = new Sequential([new GlobalAvgPool2D(), new Dense(2)]);
  assertEquals(model.forward(zeros([3, 4, 5, 6])).shape, [3, 2]);
  assertEquals(model.forward(zeros([3, 4, 9, 1])).shape, [3, 2]);
});

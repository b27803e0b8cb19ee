import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "@chainrule/tensor";
import { FormatError } from "../format_error.ts";
import { decodeSafetensors } from "../safetensors/decode.ts";
import { encodeSafetensors } from "../safetensors/encode.ts";
import type { CheckpointInit } from "./checkpoint.ts";
import { decodeCheckpoint } from "./decode.ts";
import { encodeCheckpoint } from "./encode.ts";
import type { JsonValue } from "./json_value.ts";

const x = tensor([1, 2]);
const sound = { format: "chainrule-checkpoint", version: "1", groups: "model", step: "3", epoch: "1", extra: "null" };

Deno.test("a checkpoint comes back with every group, name and setting", () => {
  const checkpoint = {
    model: { "0.weight": x, "0.bias": tensor([-0], "float64") },
    optimizer: { steps: tensor(4, "float64") },
    random: { key: tensor([1, -1], "int32") },
    data: { order: tensor([2, 0, 1], "int32"), seen: tensor([true, false]) },
    metadata: { step: 120, epoch: 3, extra: { best: 0.25, names: ["a", null, true], "": {} } },
  };
  assertEquals(decodeCheckpoint(encodeCheckpoint(checkpoint)), checkpoint);
});

Deno.test("a group without tensors comes back empty, a group that was not given does not come back", () => {
  const back = decodeCheckpoint(encodeCheckpoint({ model: { w: x }, optimizer: {} }));
  assertEquals(Object.keys(back).sort(), ["metadata", "model", "optimizer"]);
  assertEquals(back.optimizer, {});
});

Deno.test("a checkpoint is a safetensors file: any reader finds the weights in it", () => {
  const { tensors, metadata } = decodeSafetensors(
    encodeCheckpoint({ model: { w: x }, metadata: { step: 3, epoch: 1 } }),
  );
  assertEquals(Object.keys(tensors), ["model.w"]);
  assertEquals(metadata, sound);
});

Deno.test("encodeCheckpoint() says what it cannot write", () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  const extra = (value: unknown): CheckpointInit => ({ metadata: { extra: value as JsonValue } });
  const cases: [CheckpointInit, ErrorConstructor, string][] = [
    [
      { metadata: { step: -1 } },
      RangeError,
      "Cannot write a checkpoint as step must be a whole number from 0 to 2^53: current step is -1",
    ],
    [
      { metadata: { epoch: 0.5 } },
      RangeError,
      "Cannot write a checkpoint as epoch must be a whole number from 0 to 2^53: current epoch is 0.5",
    ],
    [
      extra({ loss: NaN }),
      TypeError,
      'Cannot write a checkpoint as extra must be what JSON can hold: current extra has NaN at "loss"',
    ],
    [
      extra([1n]),
      TypeError,
      'Cannot write a checkpoint as extra must be what JSON can hold: current extra has bigint at "0"',
    ],
    [
      extra({ f: () => 0 }),
      TypeError,
      'Cannot write a checkpoint as extra must be what JSON can hold: current extra has function at "f"',
    ],
    [
      extra(circle),
      TypeError,
      "Cannot write a checkpoint as extra must be what JSON can hold: current extra has Converting circular structure to JSON",
    ],
  ];
  for (const [checkpoint, type, message] of cases) {
    assertEquals(assertThrows(() => encodeCheckpoint(checkpoint), type).message, message);
  }
});

const refusals: readonly [what: string, metadata: Record<string, string>, reason: string][] = [
  [
    "a file of something else",
    { format: "pt" },
    'its metadata must name the format chainrule-checkpoint: current format is "pt"; read its tensors with decodeSafetensors',
  ],
  [
    "a file without metadata",
    {},
    "its metadata must name the format chainrule-checkpoint: current format is undefined; read its tensors with decodeSafetensors",
  ],
  [
    "another version",
    { ...sound, version: "2" },
    'its version must be 1: current version is "2"; read it with the release that wrote it',
  ],
  [
    "an unknown group",
    { ...sound, groups: "model weights" },
    'its groups must be among model, optimizer, random, data: current groups are "model weights"',
  ],
  [
    "a group named twice",
    { ...sound, groups: "model model" },
    'its groups must be among model, optimizer, random, data: current groups are "model model"',
  ],
  [
    "a tensor of no group",
    { ...sound, groups: "optimizer" },
    'the name of every tensor must begin with one of its groups (optimizer): current name is "model.w"',
  ],
  [
    "a step that is no number",
    { ...sound, step: "1e3" },
    'its step must be a whole number from 0 to 2^53: current step is "1e3"',
  ],
  ["extra that is not JSON", { ...sound, extra: "{" }, 'its extra must be JSON: current extra is "{"'],
];

for (const [what, metadata, reason] of refusals) {
  Deno.test(`decodeCheckpoint() refuses ${what}`, () => {
    const error = assertThrows(() => decodeCheckpoint(encodeSafetensors({ "model.w": x }, metadata)), FormatError);
    assertEquals(error.message, `Cannot read a checkpoint as ${reason}`);
  });
}

Deno.test("decodeCheckpoint() takes the file that those refusals differ from", () => {
  assertEquals(decodeCheckpoint(encodeSafetensors({ "model.w": x }, sound)).model, { w: x });
});

Deno.test("a checkpoint with any one bit flipped gives a result or a FormatError", () => {
  const file = encodeCheckpoint({ model: { w: x }, random: {}, metadata: { step: 12 } });
  for (let bit = 0; bit < 8 * file.length; bit++) {
    try {
      decodeCheckpoint(file.with(bit >> 3, file[bit >> 3]! ^ (1 << (bit & 7))));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }
});

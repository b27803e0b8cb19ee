import { assert, assertEquals } from "@std/assert";
import { activationFacts, describeActivations } from "../mod.ts";

Deno.test("describeActivations() has one row an activation, in the order of the facts", () => {
  assertEquals(describeActivations().map(({ name }) => name), Object.keys(activationFacts));
});

Deno.test("describeActivations() writes facts as text", () => {
  const rows = Object.fromEntries(describeActivations().map((row) => [row.name, row]));
  assertEquals(rows["sigmoid"], {
    name: "sigmoid",
    section: "4.1.1",
    formula: String.raw`\sigma(x) = \frac{1}{1 + e^{-x}}`,
    derivative: String.raw`\sigma(x)\,(1 - \sigma(x))`,
    range: "(0, 1)",
    zeroCentred: "no",
    saturation: "both",
    monotonic: "yes",
    kinks: "",
    parameters: "",
  });
  assertEquals(rows["relu"]!.range, String.raw`[0, \infty)`);
  assertEquals(rows["relu"]!.saturation, "left");
  assertEquals(rows["leakyRelu"]!.range, String.raw`(-\infty, \infty)`);
  assertEquals(rows["leakyRelu"]!.saturation, "none");
  assertEquals(rows["leakyRelu"]!.parameters, String.raw`\gamma = 0.01`);
  assertEquals(rows["hardTanh"]!.range, "[-1, 1]");
  assertEquals(rows["hardTanh"]!.kinks, "-1, 1");
  assertEquals(rows["swish"]!.range, String.raw`[-0.278, \infty)`);
  assertEquals(rows["swish"]!.monotonic, "no");
});

Deno.test("describeActivations() gives LaTeX whose braces match", () => {
  for (const { formula, derivative } of describeActivations()) {
    for (const latex of [formula, derivative]) {
      let depth = 0;
      for (const letter of latex) {
        depth += letter === "{" ? 1 : letter === "}" ? -1 : 0;
        assert(depth >= 0);
      }
      assertEquals(depth, 0, latex);
    }
  }
});

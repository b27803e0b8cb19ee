import { assert, assertEquals } from "@std/assert";
import { erf, erfc } from "./erf.ts";

/** Each line: x, erf(x), erfc(x), by mpmath with 60 digits, rounded once to float64. */
const known: readonly (readonly [number, number, number])[] = [
  [5e-324, 5e-324, 1.0],
  [1e-300, 1.1283791670955126e-300, 1.0],
  [1e-20, 1.1283791670955125e-20, 1.0],
  [1e-09, 1.1283791670955127e-09, 0.9999999988716208],
  [0.01, 0.011283415555849618, 0.9887165844441503],
  [0.1, 0.1124629160182849, 0.887537083981715],
  [0.25, 0.27632639016823696, 0.7236736098317631],
  [0.49, 0.511668261188523, 0.4883317388114769],
  [0.5, 0.5204998778130465, 0.4795001221869535],
  [0.51, 0.5292436198411704, 0.4707563801588296],
  [0.7, 0.6778011938374184, 0.32219880616258156],
  [0.9, 0.7969082124228322, 0.20309178757716786],
  [1.0, 0.8427007929497149, 0.15729920705028513],
  [1.3, 0.9340079449406524, 0.06599205505934755],
  [1.7, 0.9837904585907745, 0.01620954140922544],
  [1.99, 0.995111413199617, 0.004888586800383003],
  [2.0, 0.9953222650189527, 0.004677734981047266],
  [2.01, 0.9955248493552482, 0.004475150644751763],
  [2.5, 0.999593047982555, 0.0004069520174449589],
  [3.1, 0.9999883513426328, 1.1648657367199589e-05],
  [4.3, 0.9999999988065282, 1.1934717937220432e-09],
  [5.7, 0.9999999999999992, 7.566211621862486e-16],
  [7.3, 1.0, 5.502573750691923e-25],
  [10.1, 1.0, 2.770896983131174e-46],
  [15.7, 1.0, 3.2018577446765816e-109],
  [20.3, 1.0, 2.985318180601636e-181],
  [25.3, 1.0, 2.293036860845902e-280],
  [26.5, 1.0, 2.2109076642637343e-307],
  [-0.1, -0.1124629160182849, 1.1124629160182848],
  [-0.3, -0.3286267594591274, 1.3286267594591274],
  [-0.6, -0.6038560908479259, 1.6038560908479258],
  [-1.2, -0.9103139782296353, 1.9103139782296354],
  [-2.2, -0.9981371537020182, 1.998137153702018],
  [-4.1, -0.9999999932999724, 1.9999999932999724],
];

/** Relative error in units of 2⁻⁵², of the rounding of numbers near 1. */
function errorOf(found: number, expected: number): number {
  return Math.abs(found - expected) / Math.abs(expected) / 2 ** -52;
}

Deno.test("erf() is exact to a few roundings", () => {
  for (const [x, expected] of known) {
    assert(errorOf(erf(x), expected) <= 4, `erf(${x}) is ${erf(x)}, not ${expected}`);
  }
});

Deno.test("erfc() is exact to a few roundings", () => {
  for (const [x, , expected] of known) {
    assert(errorOf(erfc(x), expected) <= 4, `erfc(${x}) is ${erfc(x)}, not ${expected}`);
  }
});

Deno.test("erf() is odd, erfc(−x) = 2 − erfc(x), and both add up to 1", () => {
  for (let x = -6; x <= 6; x += 1 / 64) {
    assertEquals(erf(-x), -erf(x));
    assert(Math.abs(erfc(-x) + erfc(x) - 2) <= 2 ** -50);
    assert(Math.abs(erf(x) + erfc(x) - 1) <= 2 ** -50);
  }
});

Deno.test("erf() rises and erfc() falls, also where their formulas change", () => {
  for (let x = -8; x < 28; x += 1 / 128) {
    // Neighbours this far apart differ by more than rounding until both have reached their limits.
    const steep = Math.abs(x) < 5;
    assert(steep ? erf(x + 1 / 128) > erf(x) : erf(x + 1 / 128) >= erf(x));
    assert(x > -5 && x < 26 ? erfc(x + 1 / 128) < erfc(x) : erfc(x + 1 / 128) <= erfc(x));
  }
});

Deno.test("erf() and erfc() have their limits, keep the sign of zero and let NaN through", () => {
  assertEquals([erf(Infinity), erf(-Infinity), erf(NaN)], [1, -1, NaN]);
  assertEquals([erfc(Infinity), erfc(-Infinity), erfc(NaN)], [0, 2, NaN]);
  assertEquals([erf(1000), erf(-1000), erfc(1000), erfc(-1000)], [1, -1, 0, 2]);
  assertEquals([erf(0), erf(-0), erfc(0)], [0, -0, 1]);
});

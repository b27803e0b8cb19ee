import { assertEquals, assertStringIncludes } from "@std/assert";
import { plotTracks } from "./plot_tracks.ts";

Deno.test("plotTracks() draws each shade as one path, where its steps and lines are", () => {
  const { svg, width, height } = plotTracks(4, [
    { title: "t", columns: [[1, 0], [0, 0.5], [1, -3]], start: 1, cell: 10 },
  ]);
  assertEquals([width, height], [720, 58]);
  assertStringIncludes(svg, '<path fill="#000000" d="M1 0h1v1h-1zM3 0h1v1h-1z"/>');
  assertStringIncludes(svg, '<path fill="#808080" d="M2 1h1v1h-1z"/>');
  assertEquals(svg.match(/<path/g)?.length, 2);
});

Deno.test("plotTracks() puts tracks below one another", () => {
  const track = { title: "t", columns: [[0, 0, 0]], start: 0, cell: 5 };
  const one = plotTracks(1, [track]);
  const two = plotTracks(1, [track, track]);
  assertEquals(two.height - one.height, 24 + 15 + 6);
});

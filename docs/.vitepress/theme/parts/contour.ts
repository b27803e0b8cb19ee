/** A point of a grid, in cells from its first value: column, row. */
export type GridPoint = [number, number];

const corners = [[0, 0], [1, 0], [1, 1], [0, 1]] as const;

/**
 * The line on which a function is `level`, as short pieces: marching squares, crossing points found by interpolation.
 *
 * @param values The function on a grid, row by row
 * @param columns How many values a row has
 */
export function contour(values: ArrayLike<number>, columns: number, level: number): [GridPoint, GridPoint][] {
  const pieces: [GridPoint, GridPoint][] = [];
  for (let row = 0; (row + 2) * columns <= values.length; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const crossings = crossingsOf(values, columns, level, column, row);
      for (let i = 0; i + 1 < crossings.length; i += 2) pieces.push([crossings[i]!, crossings[i + 1]!]);
    }
  }
  return pieces;
}

/** Where the line crosses the sides of one cell: none, two or four points. */
function crossingsOf(values: ArrayLike<number>, columns: number, level: number, column: number, row: number): GridPoint[] {
  const above = (corner: number): number =>
    values[(row + corners[corner]![1]) * columns + column + corners[corner]![0]]! - level;
  return corners.flatMap(([x1, y1], i) => {
    const next = (i + 1) % 4;
    const [from, to] = [above(i), above(next)];
    if (from < 0 === to < 0) return [];
    const part = from / (from - to);
    return [[column + x1 + (corners[next]![0] - x1) * part, row + y1 + (corners[next]![1] - y1) * part] as GridPoint];
  });
}

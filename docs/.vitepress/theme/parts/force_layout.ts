/** A place in a drawing. */
export interface Place {
  x: number;
  y: number;
}

/**
 * Places for the nodes of a graph, in the unit square: all nodes repel each other, edges pull, and the steps get smaller
 * (Fruchterman, Reingold 1991, Graph Drawing by Force-directed Placement). Starts from a circle, so it is the same each time.
 */
export function forceLayout(count: number, edges: readonly (readonly [number, number])[], steps = 300): Place[] {
  const places = Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count;
    return { x: Math.cos(angle), y: Math.sin(angle) };
  });
  const length = Math.sqrt(4 / count);
  for (let step = 0; step < steps; step++) {
    const forces = places.map(() => ({ x: 0, y: 0 }));
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < i; j++) act(forces, places, i, j, (distance) => (length * length) / distance);
    }
    for (const [i, j] of edges) act(forces, places, i, j, (distance) => -(distance * distance) / length);
    const most = 0.2 * (1 - step / steps);
    places.forEach((place, i) => {
      const force = forces[i]!;
      const size = Math.hypot(force.x, force.y) || 1;
      place.x += (force.x / size) * Math.min(size, most);
      place.y += (force.y / size) * Math.min(size, most);
    });
  }
  return intoUnitSquare(places);
}

/** Adds a force between two nodes, positive when it drives them apart. */
function act(forces: Place[], places: Place[], i: number, j: number, strength: (distance: number) => number): void {
  const [dx, dy] = [places[i]!.x - places[j]!.x, places[i]!.y - places[j]!.y];
  const distance = Math.hypot(dx, dy) || 1e-6;
  const share = strength(distance) / distance;
  forces[i]!.x += dx * share;
  forces[i]!.y += dy * share;
  forces[j]!.x -= dx * share;
  forces[j]!.y -= dy * share;
}

function intoUnitSquare(places: Place[]): Place[] {
  const range = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];
  const [left, right] = range(places.map((place) => place.x));
  const [low, high] = range(places.map((place) => place.y));
  return places.map(({ x, y }) => ({ x: (x - left) / (right - left), y: (y - low) / (high - low) }));
}

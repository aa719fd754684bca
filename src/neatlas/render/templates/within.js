/** Which projects lie near a place: the true distance to the best that is known of each. */
(() => {
  "use strict";

  const { geodesic, ways } = neatlas;

  /** What a project is measured by; other routes and what a sentence alone supports are not. */
  const ROLES = ["best", "area"];

  /**
   * @param {Position} place
   * @param {Ring[]} rings
   */
  function inside([x, y], rings) {
    let odd = false;
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]];
        if ((ay > y) !== (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax) odd = !odd;
      }
    }
    return odd;
  }

  /**
   * How far a shape is, and how uncertain it is there; in metres.
   *
   * @param {Position} place
   * @param {Shape} shape
   */
  function distance(place, { kind, lines, uncertainty_km: off }) {
    const first = 1000 * (off[0]?.[0] ?? 0);
    if (kind === "point") {
      return { metres: geodesic.inverse(place, lines[0][0]).metres, off: first };
    }
    if (kind === "area" && inside(place, lines)) return { metres: 0, off: first };
    const found = ways.nearest(place, lines);
    if (!found) return null;
    const { line, index, share, metres } = found;
    const [a, b] = [off[line]?.[index] ?? 0, off[line]?.[index + 1] ?? 0];
    return { metres, off: 1000 * (a + (b - a) * share) };
  }

  /** @type {Neatlas["distances"]} */
  function distances(place, { features, projects }, shapes) {
    return projects.flatMap((project) => {
      const own = features.filter(({ project: id, role }) =>
        id === project.id && ROLES.includes(role)
      );
      const found = own.flatMap(({ id }) => shapes[id] && distance(place, shapes[id]) || []);
      const [best] = found.sort((a, b) => a.metres - b.metres);
      return best ? [{ project, ...best }] : [];
    }).sort((a, b) => a.metres - b.metres);
  }

  neatlas.distances = distances;
})();

/** From one clicked place to the next: straight, and along the line that both lie on. */
(() => {
  "use strict";

  const { geodesic, ways } = neatlas;

  /**
   * The line that two places share, and how long it is between them.
   *
   * @param {Clicked} from
   * @param {Clicked} to
   * @param {Pick<MeasureHost, "shapes" | "name">} host
   */
  function along(from, to, { shapes, name }) {
    const shared = [...from.lines].flatMap(([id, a]) => {
      const b = to.lines.get(id);
      return b && a.line === b.line ? [{ id, a, b, off: a.metres + b.metres }] : [];
    });
    const [best] = shared.sort((x, y) => x.off - y.off);
    if (!best) return null;
    const { id, a, b } = best;
    return { name: name(id), metres: ways.between(shapes[id].lines[a.line], a, b) };
  }

  /** @type {Neatlas["legs"]} */
  function legs(points, host) {
    return points.slice(1).map((to, i) => {
      const from = points[i];
      const { metres } = geodesic.inverse(from.position, to.position);
      return { metres, along: along(from, to, host) };
    });
  }

  neatlas.legs = legs;
})();

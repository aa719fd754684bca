/** Which projects touch a box: their lines, points and areas cut by its sides or within it. */
(() => {
  "use strict";

  /**
   * Whether the piece between two places meets a box (Liang and Barsky, 1984).
   *
   * @param {Position} from
   * @param {Position} to
   * @param {Bounds} box
   */
  function cuts([x, y], [x2, y2], [west, south, east, north]) {
    let [first, last] = [0, 1];
    const sides = [
      [x - x2, x - west],
      [x2 - x, east - x],
      [y - y2, y - south],
      [y2 - y, north - y],
    ];
    for (const [step, room] of sides) {
      if (step === 0 && room < 0) return false;
      if (step < 0) first = Math.max(first, room / step);
      if (step > 0) last = Math.min(last, room / step);
    }
    return first <= last;
  }

  /**
   * Whether a place lies within rings, by the even-odd rule.
   *
   * @param {Position} place
   * @param {Ring[]} rings
   */
  function within([x, y], rings) {
    let inside = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [[x1, y1], [x2, y2]] = [ring[i], ring[j]];
        if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
      }
    }
    return inside;
  }

  /**
   * @param {Shape} shape
   * @param {Bounds} box
   */
  function touches({ kind, lines }, box) {
    const edge = lines.some((ring) =>
      ring.some((place, i) => cuts(ring[Math.max(0, i - 1)], place, box))
    );
    return edge || (kind === "area" && within([box[0], box[1]], lines));
  }

  /** @type {Neatlas["boxes"]["touching"]} */
  function touching(features, shapes, box) {
    const met = features.filter(({ id, role }) =>
      (role === "best" || role === "area") && shapes[id] && touches(shapes[id], box)
    );
    return [...new Set(met.map(({ project }) => project))];
  }

  neatlas.boxes = { touching };
})();

/**
 * Projects that share a corridor would hide one another. Their lines are set a few pixels apart,
 * but never further than their own stated uncertainty, and the surest line stays in its place.
 */
(() => {
  "use strict";

  const { geo } = neatlas;

  /** Size of a cell, in degrees, and how many of them two projects must have in common. */
  const CELL = 0.3;
  const COMMON = 3;
  /** From one line to the next, in pixels. */
  const STEP = 3.4;
  /** Lines of a colour nearer than this, in kilometres, over half of one, lie on one track. */
  const TRACK_KM = 0.5;
  const KM_PER_DEGREE = 111.2;
  /** With more features than this, lines stay where they are. */
  const MOST = 300;

  /** @type {WeakMap<Shape, Set<string>>} */
  const CELLS = new WeakMap();
  /** @type {WeakMap<Shape, WeakMap<Shape, number>>} */
  const COVERED = new WeakMap();

  /**
   * What a shape, or two, were found to be; they never change.
   *
   * @template Found
   * @param {WeakMap<Shape, Found>} known
   * @param {Shape} shape
   * @param {() => Found} find
   * @returns {Found}
   */
  function once(known, shape, find) {
    const found = known.get(shape) ?? find();
    known.set(shape, found);
    return found;
  }

  /**
   * @param {Shape} shape
   * @returns {Set<string>}
   */
  function cells(shape) {
    /** @type {Set<string>} */
    const found = new Set();
    for (const ring of shape.lines) {
      for (let i = 1; i < ring.length; i++) {
        const [a, b] = [ring[i - 1], ring[i]];
        const steps = Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / CELL) || 1;
        for (let s = 0; s <= steps; s++) {
          const lon = a[0] + ((b[0] - a[0]) * s) / steps;
          const lat = a[1] + ((b[1] - a[1]) * s) / steps;
          found.add(`${Math.floor(lon / CELL)},${Math.floor(lat / CELL)}`);
        }
      }
    }
    return found;
  }

  /** @param {Drawn} drawn */
  function uncertainty({ shape }) {
    const all = shape.uncertainty_km.flat().sort((a, b) => a - b);
    return all[Math.floor(all.length / 2)] ?? 0;
  }

  /**
   * @param {Set<string>} a
   * @param {Set<string>} b
   */
  function share(a, b) {
    let count = 0;
    for (const cell of a) if (b.has(cell) && ++count >= COMMON) return true;
    return false;
  }

  /**
   * How much of a line lies on another.
   *
   * @param {Shape} shape
   * @param {Shape} other
   */
  function covered(shape, other) {
    const [lon, lat] = shape.lines[0][0];
    const wide = KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
    const flat = (/** @type {Position} */ [x, y]) =>
      L.point((x - lon) * wide, (y - lat) * KM_PER_DEGREE);
    const rings = other.lines.map((ring) => ring.map(flat));
    const points = shape.lines.flatMap((ring) => {
      const own = ring.map(flat);
      return own.flatMap((p, i) => i ? [p.add(own[i - 1]).divideBy(2), p] : [p]);
    });
    const on = points.filter((point) =>
      rings.some((ring) =>
        ring.some((p, i) =>
          i > 0 && L.LineUtil.pointToSegmentDistance(point, ring[i - 1], p) < TRACK_KM
        )
      )
    );
    return on.length / points.length;
  }

  /**
   * Whether two lines of one colour lie on the same track; they are drawn on one another.
   *
   * @param {Drawn} a
   * @param {Drawn} b
   */
  function sameTrack(a, b) {
    if (a.spec.style.color !== b.spec.style.color) return false;
    const share = (/** @type {Shape} */ one, /** @type {Shape} */ other) =>
      once(once(COVERED, one, () => new WeakMap()), other, () => covered(one, other));
    return Math.max(share(a.shape, b.shape), share(b.shape, a.shape)) >= 0.5;
  }

  /** @type {Neatlas["corridors"]["assign"]} */
  function assign(all) {
    const lines = all.filter(({ spec }) => spec.kind === "line");
    for (const drawn of all) drawn.slot = { place: 0, km: 0 };
    if (lines.length > MOST) return;
    const known = lines
      .map((drawn) => ({
        drawn,
        cells: once(CELLS, drawn.shape, () => cells(drawn.shape)),
        km: uncertainty(drawn),
      }))
      .sort((a, b) => a.km - b.km);
    known.forEach((one, i) => {
      const others = known.slice(0, i).filter(({ drawn, cells }) =>
        drawn.spec.project !== one.drawn.spec.project && share(cells, one.cells)
      );
      const twin = others.find(({ drawn }) => sameTrack(drawn, one.drawn));
      if (twin) {
        one.drawn.slot = twin.drawn.slot;
        return;
      }
      const taken = new Set(others.map(({ drawn }) => drawn.slot.place));
      const place = [0, 1, -1, 2, -2].find((slot) => !taken.has(slot)) ?? 0;
      one.drawn.slot = { place, km: one.km };
    });
  }

  /** @type {Neatlas["corridors"]["shift"]} */
  function shift(drawn, map) {
    const { place, km } = drawn.slot;
    const lat = (drawn.spec.bounds[1] + drawn.spec.bounds[3]) / 2;
    const most = km / geo.kmPerPixel(lat, map.getZoom());
    const pixels = Math.sign(place) * Math.min(Math.abs(place) * STEP, most);
    const by = pixels
      ? `translate(${(0.8 * pixels).toFixed(1)}px, ${(0.6 * pixels).toFixed(1)}px)`
      : "";
    if (by === drawn.shifted) return;
    drawn.shifted = by;
    for (const [name, part] of Object.entries(drawn.parts)) {
      const node = part.getElement();
      if (node && name !== "band") node.style.transform = by;
    }
  }

  neatlas.corridors = { assign, shift };
})();

/** What lies where on the screen: features under a pointer, cells that lines run through. */
(() => {
  "use strict";

  /** Lines further off the screen than this, in pixels, are left out of the grid. */
  const LIMIT = 4096;

  /**
   * Whether a pixel lies in a ring.
   *
   * @param {{ x: number, y: number }} point
   * @param {{ x: number, y: number }[]} ring
   */
  function inside({ x, y }, ring) {
    let odd = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [a, b] = [ring[i], ring[j]];
      if ((a.y > y) !== (b.y > y) && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) odd = !odd;
    }
    return odd;
  }

  /**
   * How far a feature is from a pixel.
   *
   * @param {LeafletMap} map
   * @param {Drawn} drawn
   * @param {any} point
   */
  function distance(map, { spec, shape }, point) {
    const at = (/** @type {Position} */ [lon, lat]) => map.latLngToLayerPoint([lat, lon]);
    if (spec.kind === "point") return point.distanceTo(at(shape.lines[0][0]));
    let least = Infinity;
    for (const ring of shape.lines) {
      const pixels = ring.map(at);
      if (spec.kind === "area" && inside(point, pixels)) return 0;
      for (let i = 1; i < pixels.length; i++) {
        const far = L.LineUtil.pointToSegmentDistance(point, pixels[i - 1], pixels[i]);
        least = Math.min(least, far);
      }
    }
    return least;
  }

  /** @type {Neatlas["nearby"]["near"]} */
  function near(map, all, latlng, pixels) {
    const point = map.latLngToLayerPoint(latlng);
    /** @type {{ spec: FeatureSpec, far: number }[]} */
    const found = [];
    for (const drawn of all) {
      const far = distance(map, drawn, point);
      if (far <= pixels) found.push({ spec: drawn.spec, far });
    }
    return found.sort((a, b) => a.far - b.far).map(({ spec }) => spec);
  }

  /**
   * @param {any} a
   * @param {any} b
   * @param {number} size
   * @param {Set<string>} full
   */
  function fillAlong(a, b, size, full) {
    if (Math.max(a.x, b.x) < 0 || Math.max(a.y, b.y) < 0) return;
    if (Math.min(a.x, b.x) > LIMIT || Math.min(a.y, b.y) > LIMIT) return;
    const steps = Math.min(600, Math.ceil(a.distanceTo(b) / size) || 1);
    for (let s = 0; s <= steps; s++) {
      const x = a.x + ((b.x - a.x) * s) / steps;
      const y = a.y + ((b.y - a.y) * s) / steps;
      full.add(`${Math.floor(x / size)},${Math.floor(y / size)}`);
    }
  }

  /** @type {Neatlas["nearby"]["cells"]} */
  function cells(map, all, size, origin) {
    /** @type {Set<string>} */
    const full = new Set();
    for (const { spec, shape } of all) {
      if (spec.kind === "area") continue;
      for (const ring of shape.lines) {
        let last = null;
        for (const [lon, lat] of ring) {
          const pixel = map.latLngToLayerPoint([lat, lon]).subtract(origin);
          fillAlong(last ?? pixel, pixel, size, full);
          last = pixel;
        }
      }
    }
    return full;
  }

  /** @type {Neatlas["nearby"]["spots"]} */
  function spots(map, all, origin) {
    const found = [];
    for (const drawn of all) {
      const disc = discOf(drawn);
      if (disc) found.push(map.latLngToLayerPoint(disc.getLatLng()).subtract(origin));
    }
    return found;
  }

  /**
   * The disc that stands for a feature, or for the break in it, where one is shown.
   *
   * @param {Drawn} drawn
   */
  function discOf({ spec, parts, crispKey }) {
    if (spec.kind !== "line") return crispKey === "face" ? null : parts.stroke;
    return parts.disc?.getElement()?.classList.contains("is-hidden") ? null : parts.disc;
  }

  /** @type {Neatlas["nearby"]["discs"]} */
  function discs(map, all, latlng, pixels) {
    const point = map.latLngToLayerPoint(latlng);
    /** @type {{ spec: FeatureSpec, far: number }[]} */
    const found = [];
    for (const drawn of all) {
      const disc = drawn.spec.kind === "line" ? null : discOf(drawn);
      const far = disc ? point.distanceTo(map.latLngToLayerPoint(disc.getLatLng())) : Infinity;
      if (far <= pixels) found.push({ spec: drawn.spec, far });
    }
    return found.sort((a, b) => a.far - b.far).map(({ spec }) => spec);
  }

  /** @type {Neatlas["nearby"]["hollow"]} */
  function hollow(map, all, origin) {
    const at = (/** @type {Position} */ [lon, lat]) =>
      map.latLngToLayerPoint([lat, lon]).subtract(origin);
    return [...all].filter(({ spec }) => spec.kind === "line" && spec.style.hollow).map(
      ({ spec, shape }) => ({
        pixels: shape.lines.map((ring) => ring.map(at)),
        color: spec.style.color,
      }),
    );
  }

  neatlas.nearby = { near, discs, cells, spots, hollow };
})();

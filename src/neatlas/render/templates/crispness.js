/**
 * What a feature looks like at a zoom. Where the uncertainty is wide on the screen, the stroke
 * steps back and the band speaks; an area too small to be seen gets a marker.
 */
(() => {
  "use strict";

  const { geo, styles } = neatlas;

  /** An area smaller than this on the screen, in pixels, gets a marker, so that it can be found. */
  const LEAST_AREA = 9;

  /** A line is soft as a whole from this share of its length, and stays so down to the other. */
  const SOFT_FROM = 0.5;
  const SOFT_DOWN_TO = 0.35;

  /**
   * Each step of a line: its length, and whether its uncertainty is wide on the screen.
   *
   * @param {Shape} shape
   * @param {number} zoom
   */
  function steps(shape, zoom) {
    return shape.lines.map((ring, r) => {
      const off = shape.uncertainty_km[r] ?? [];
      return ring.slice(1).map(([lon, lat], i) => {
        const [west, south] = ring[i];
        const widest = Math.max(off[i] ?? 0, off[i + 1] ?? 0);
        const length = Math.hypot((lon - west) * Math.cos((lat * Math.PI) / 180), lat - south);
        return { length, wide: widest > styles.SOFT_PIXELS * geo.kmPerPixel(south, zoom) };
      });
    });
  }

  /**
   * Cut a line into the stretches that are crisp at a zoom, and those that are not. A line that is
   * soft for the most part is soft throughout, so that it reads steadily; none is crisp where its
   * uncertainty is wide.
   *
   * @param {Drawn} drawn
   * @param {number} zoom
   */
  function stretches(drawn, zoom) {
    const { shape } = drawn;
    const known = steps(shape, zoom);
    const sum = (/** @type {{ length: number }[]} */ all) =>
      all.reduce((total, { length }) => total + length, 0);
    const share = sum(known.flat().filter(({ wide }) => wide)) / (sum(known.flat()) || 1);
    drawn.soft = share > (drawn.soft ? SOFT_DOWN_TO : SOFT_FROM);
    /** @type {[number, number][][]} */
    const crisp = [];
    /** @type {[number, number][][]} */
    const soft = [];
    let key = "";
    shape.lines.forEach((ring, r) => {
      const points = geo.latLngs(ring);
      let last = null;
      for (let i = 0; i + 1 < points.length; i++) {
        const target = drawn.soft || known[r][i].wide ? soft : crisp;
        if (target !== last) target.push([points[i]]);
        target[target.length - 1].push(points[i + 1]);
        last = target;
        key += target === soft ? "s" : "c";
      }
    });
    return { crisp, soft, key };
  }

  /**
   * Redraw a feature for the zoom of the map, if that changes it.
   *
   * @type {Neatlas["adapt"]}
   */
  function adapt(drawn, map) {
    const { spec, parts } = drawn;
    const zoom = map.getZoom();
    if (spec.kind === "line") {
      const { crisp, soft, key } = stretches(drawn, zoom);
      if (key === drawn.crispKey) return;
      drawn.crispKey = key;
      parts.band?.getElement()?.classList.toggle("is-soft", soft.length > 0);
      for (const name of ["veil", "soft", "softcore"]) parts[name]?.setLatLngs(soft);
      for (const name of ["casing", "stroke", "core"]) parts[name]?.setLatLngs(crisp);
      return;
    }
    if (spec.kind !== "area") return;
    const [west, south, east, north] = spec.bounds;
    const size = map.project([south, east], zoom).subtract(map.project([north, west], zoom));
    const key = Math.max(size.x, size.y) < LEAST_AREA ? "marker" : "face";
    if (key === drawn.crispKey) return;
    drawn.crispKey = key;
    for (const name of ["casing", "stroke", "core"]) {
      parts[name].getElement()?.classList.toggle("is-hidden", key === "face");
    }
  }

  neatlas.adapt = adapt;
})();

/**
 * What a feature looks like at a zoom. Where the uncertainty is wide on the screen, the stroke
 * steps back and the band speaks; an area too small to be seen gets a marker.
 */
(() => {
  "use strict";

  const { geo, styles } = neatlas;

  /** An area smaller than this on the screen, in pixels, gets a marker, so that it can be found. */
  const LEAST_AREA = 9;

  /**
   * Cut lines into the stretches that are crisp at a zoom, and those that are not.
   *
   * @param {Shape} shape
   * @param {number} zoom
   */
  function stretches(shape, zoom) {
    /** @type {[number, number][][]} */
    const crisp = [];
    /** @type {[number, number][][]} */
    const soft = [];
    let key = "";
    shape.lines.forEach((ring, r) => {
      const off = shape.uncertainty_km[r] ?? [];
      const points = geo.latLngs(ring);
      let last = null;
      for (let i = 0; i + 1 < points.length; i++) {
        const widest = Math.max(off[i] ?? 0, off[i + 1] ?? 0);
        const least = styles.SOFT_PIXELS * geo.kmPerPixel(points[i][0], zoom);
        const target = widest > least ? soft : crisp;
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
    const { spec, shape, parts } = drawn;
    const zoom = map.getZoom();
    if (spec.kind === "line") {
      const { crisp, soft, key } = stretches(shape, zoom);
      if (key === drawn.crispKey) return;
      drawn.crispKey = key;
      parts.soft.setLatLngs(soft);
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

/** One feature as strokes on the map: band, casing, coloured stroke, light core, wide hit line. */
(() => {
  "use strict";

  const { breaks, geo, styles } = neatlas;

  const RADIUS = 6;
  const HIT_PIXELS = matchMedia("(pointer: coarse)").matches ? 26 : 16;

  /** A line of less than this width, in pixels, is thin. */
  const THIN = 2;

  /** Strokes that may be lifted, lowest first. */
  const INK = ["veil", "casing", "face", "soft", "stroke", "softcore", "core"];
  /** The edge of the band of a selected feature. */
  const MARKED = { color: "#8a6d00", weight: 1.2, opacity: 0.7, dashArray: "1 3" };

  /**
   * The thin edge of a band; its fill is faint, so that the coast is seen through several.
   *
   * @param {FeatureSpec} spec
   */
  function edge(spec) {
    return { color: spec.style.color, weight: 0.9, opacity: 0.38, dashArray: null };
  }

  /**
   * @param {Renderers} renderers
   * @param {string} name
   * @param {string} [more]
   */
  function ink(renderers, name, more = "") {
    return {
      renderer: renderers.ink,
      interactive: false,
      className: `neatlas-ink neatlas-${name}${more}`,
      fill: false,
      lineCap: "butt",
      lineJoin: "round",
    };
  }

  /**
   * @param {Renderers} renderers
   * @param {object} more
   */
  function hit(renderers, more) {
    return {
      renderer: renderers.hits,
      className: "neatlas-feature",
      bubblingMouseEvents: false,
      color: "#000",
      opacity: 0,
      fillOpacity: 0,
      weight: HIT_PIXELS,
      ...more,
    };
  }

  /**
   * A line. Where it is not crisp it is as wide, but blurred and paler.
   *
   * @param {FeatureSpec} spec
   * @param {Shape} shape
   * @param {Renderers} renderers
   * @param {boolean} plain leaves the casing out, for maps with very many lines
   * @returns {Record<string, Leaflet>}
   */
  function line(spec, shape, renderers, plain) {
    const { color, weight, opacity } = spec.style;
    const dashes = { dashArray: styles.dash(spec.style) };
    const below = { renderer: renderers.casings, lineCap: "round" };
    // What is thin or hollow would be lost in a wide blur.
    const fine = spec.style.hollow || weight < THIN;
    /** @type {Record<string, Leaflet>} */
    const parts = {
      soft: L.polyline([], {
        ...ink(renderers, "soft", fine ? " is-fine" : ""),
        ...dashes,
        color,
        weight,
        opacity: opacity * (fine ? 0.9 : 0.78),
      }),
      stroke: L.polyline([], { ...ink(renderers, "stroke"), ...dashes, color, weight, opacity }),
    };
    if (!plain) {
      const casing = { ...below, color: "#fff", weight: weight + 3, opacity: 0.9 };
      parts.casing = L.polyline([], { ...ink(renderers, "casing"), ...casing });
      // Wide and pale: a blur of it would cost as much as all other lines of a drag together.
      const veil = { ...casing, weight: weight + 2.5, opacity: fine ? 0.15 : 0.28 };
      parts.veil = L.polyline([], { ...ink(renderers, "veil"), ...veil });
    }
    if (spec.style.hollow) {
      const core = { color: "#fff", weight: styles.core(weight) };
      parts.core = L.polyline([], { ...ink(renderers, "core"), ...core });
      parts.softcore = L.polyline([], { ...ink(renderers, "core", " is-soft"), ...core });
    }
    if (spec.broken) Object.assign(parts, breaks.draw(spec, shape, ink(renderers, "break")));
    const all = shape.lines.map(geo.latLngs);
    const glow = { ...below, color: styles.HALO, weight: weight + 10, opacity: 0.75 };
    parts.glow = L.polyline(all, { ...ink(renderers, "glow"), ...glow });
    parts.hit = L.polyline(all, hit(renderers, { fill: false }));
    return parts;
  }

  /**
   * A disc that can be found at any scale.
   *
   * @param {FeatureSpec} spec
   * @param {[number, number]} at
   * @param {Renderers} renderers
   * @returns {Record<string, Leaflet>}
   */
  function marker(spec, at, renderers) {
    const { color, dash, hollow, opacity } = spec.style;
    const open = hollow || dash.length > 0;
    const disc = { fill: true, fillOpacity: opacity, opacity };
    return {
      casing: L.circleMarker(at, {
        ...ink(renderers, "casing"),
        radius: RADIUS + 1,
        weight: 3,
        color: "#fff",
        opacity: 0.9,
      }),
      stroke: L.circleMarker(at, {
        ...ink(renderers, "stroke"),
        ...disc,
        radius: RADIUS,
        weight: 2.2,
        color,
        fillColor: open ? "#fff" : color,
        dashArray: dash.length ? "3.4 2.2" : null,
      }),
      core: L.circleMarker(at, {
        ...ink(renderers, "core"),
        ...disc,
        radius: 2,
        weight: 0,
        fillColor: open ? color : "#fff",
      }),
    };
  }

  /**
   * @param {FeatureSpec} spec
   * @param {Shape} shape
   * @param {Renderers} renderers
   * @returns {Record<string, Leaflet>}
   */
  function area(spec, shape, renderers) {
    const rings = shape.lines.map(geo.latLngs);
    const [west, south, east, north] = spec.bounds;
    const centre = /** @type {[number, number]} */ ([(south + north) / 2, (west + east) / 2]);
    const small = marker(spec, centre, renderers);
    return {
      face: L.polygon(rings, {
        ...ink(renderers, "face"),
        fill: true,
        fillOpacity: 0.22 * spec.style.opacity,
        color: spec.style.color,
        weight: Math.min(2.2, spec.style.weight),
        dashArray: styles.dash(spec.style),
      }),
      casing: small.casing,
      stroke: small.stroke,
      core: small.core,
      hit: L.polygon(rings, hit(renderers, { fill: true })),
    };
  }

  /** @type {Neatlas["shapes"]["draw"]} */
  function draw(spec, shape, renderers, plain) {
    /** @type {Record<string, Leaflet>} */
    let parts;
    if (spec.kind === "line") parts = line(spec, shape, renderers, plain);
    else if (spec.kind === "area") parts = area(spec, shape, renderers);
    else {
      const [lon, lat] = shape.lines[0][0];
      const at = /** @type {[number, number]} */ ([lat, lon]);
      const target = L.circleMarker(
        at,
        hit(renderers, { radius: RADIUS + 3, weight: 4, fill: true }),
      );
      parts = { ...marker(spec, at, renderers), hit: target };
    }
    if (shape.band.length) {
      parts.band = L.polygon(shape.band.map((rings) => rings.map(geo.latLngs)), {
        renderer: renderers.bands,
        interactive: false,
        className: "neatlas-band",
        ...edge(spec),
        fillColor: spec.style.color,
        fillOpacity: 0.04,
      });
    }
    const { glow: _glow, ...shown } = parts;
    const group = L.layerGroup(Object.values(shown));
    return {
      spec,
      shape,
      key: "",
      crispKey: "",
      soft: false,
      group,
      hit: parts.hit,
      parts,
      slot: { place: 0, km: 0 },
      shifted: "",
    };
  }

  /**
   * Mark a feature with the colour of the marker pen, or take the mark away.
   *
   * @type {Neatlas["shapes"]["emphasise"]}
   */
  function emphasise({ spec, parts, group }, on) {
    const { glow, casing, band, face } = parts;
    if (glow && on) {
      group.addLayer(glow);
      glow.getElement().style.transform = parts.hit.getElement().style.transform;
    } else if (glow) group.removeLayer(glow);
    if (spec.kind !== "line") {
      casing.setStyle({ color: on ? styles.HALO : "#fff", weight: on ? 9 : 3 });
    }
    band?.setStyle(on ? MARKED : edge(spec));
    face?.setStyle({ fillOpacity: on ? 0.4 : 0.22 * spec.style.opacity });
    if (on) { for (const name of INK) parts[name]?.bringToFront(); }
  }

  neatlas.shapes = { INK, draw, emphasise };
})();

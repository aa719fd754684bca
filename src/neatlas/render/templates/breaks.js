/**
 * Where a line is severed: a disc with a cross, of one size at any zoom, since the severed piece
 * itself may be too short to be seen.
 */
(() => {
  "use strict";

  const { svg } = neatlas;

  /** The parts of a break, lowest first. */
  const PARTS = ["rim", "disc", "cross"];
  const RADIUS = 6.5;
  /** How far the arms of the cross reach from its middle, in pixels. */
  const ARM = 2.9;
  /** Of two breaks nearer than this, in pixels, the one of the bolder line is shown. */
  const APART = 15;

  /** @param {{ x: number, y: number }} point */
  function cross({ x, y }) {
    return `M${x - ARM} ${y - ARM}L${x + ARM} ${y + ARM}M${x - ARM} ${y + ARM}L${x + ARM} ${
      y - ARM
    }`;
  }

  /**
   * The point half way along the longest piece of a line.
   *
   * @param {Shape} shape
   * @returns {[number, number]}
   */
  function middle({ lines }) {
    const runs = lines.map((ring) => {
      const steps = ring.slice(1).map(([lon, lat], i) => {
        const wide = Math.cos((lat * Math.PI) / 180);
        return Math.hypot((lon - ring[i][0]) * wide, lat - ring[i][1]);
      });
      return { ring, steps, length: steps.reduce((sum, step) => sum + step, 0) };
    });
    const { ring, steps, length } = runs.sort((a, b) => b.length - a.length)[0];
    let left = length / 2;
    let i = 0;
    while (i < steps.length - 1 && left > steps[i]) left -= steps[i++];
    const share = steps[i] ? left / steps[i] : 0;
    const [from, to] = [ring[i], ring[i + 1] ?? ring[i]];
    return [from[1] + (to[1] - from[1]) * share, from[0] + (to[0] - from[0]) * share];
  }

  /** @type {Neatlas["breaks"]["draw"]} */
  function draw({ style }, shape, look) {
    const Cross = L.CircleMarker.extend({
      _updatePath() {
        this._renderer._setPath(this, this._empty() ? "M0 0" : cross(this._point));
      },
    });
    const at = middle(shape);
    const common = { ...look, radius: RADIUS, opacity: Math.max(0.75, style.opacity) };
    const disc = { fill: true, fillColor: "#fff", fillOpacity: 1, color: style.color, weight: 1.8 };
    return {
      rim: L.circleMarker(at, { ...common, radius: RADIUS + 1.8, color: "#fff", weight: 2 }),
      disc: L.circleMarker(at, { ...common, ...disc }),
      cross: new Cross(at, { ...common, color: style.color, weight: 2.2, lineCap: "round" }),
    };
  }

  /** @type {Neatlas["breaks"]["thin"]} */
  function thin(all, map) {
    /** @type {any[]} */
    const shown = [];
    const broken = [...all].filter(({ parts }) => parts.disc)
      .sort((a, b) => b.spec.style.weight - a.spec.style.weight);
    for (const { parts } of broken) {
      const at = map.latLngToLayerPoint(parts.disc.getLatLng());
      const near = shown.some((other) => other.distanceTo(at) < APART);
      if (!near) shown.push(at);
      for (const name of PARTS) parts[name].getElement()?.classList.toggle("is-hidden", near);
    }
  }

  /** @type {Neatlas["breaks"]["sample"]} */
  function sample(color) {
    const [x, y] = [22, 8];
    const disc = { cx: x, cy: y, r: 5.8, fill: "#fff", stroke: color, "stroke-width": 1.8 };
    const bars = {
      d: cross({ x, y }),
      stroke: color,
      "stroke-width": 2,
      "stroke-linecap": "round",
    };
    return [svg("circle", disc), svg("path", bars)];
  }

  neatlas.breaks = { PARTS, draw, thin, sample };
})();

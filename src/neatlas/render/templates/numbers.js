/** Numbers on a map for paper, where nobody can point: each leads to a line of a list. */
(() => {
  "use strict";

  const { geo } = neatlas;

  /** From one place that is tried on a line to the next, in pixels. */
  const STEP = 12;
  /** At most so many on a stretch; one that is longer lies for the most part out of view. */
  const MOST = 400;
  /** How far the middle of a number, or of a disc, keeps from what it must not cover, in pixels. */
  const REACH = { x: 10, y: 9 };
  const DISC = 9;
  const EDGE = 15;
  /** Another line that is so near could be meant as well, in pixels. */
  const NEAR = 11;
  /** Where a number stands beside a disc, the best first, in pixels. */
  const BESIDE = [[0, -20], [20, 0], [-20, 0], [0, 20], [18, -16], [-18, -16], [18, 16], [-18, 16]];

  /**
   * @param {{ x: number, y: number }} point
   * @param {{ x: number, y: number }} by
   */
  function around({ x, y }, by) {
    return { x0: x - by.x, y0: y - by.y, x1: x + by.x, y1: y + by.y };
  }

  /**
   * Places on a line, from the middle of what is in view of it outwards.
   *
   * @param {{ x: number, y: number }[]} line
   * @param {Box} view
   */
  function along(line, view) {
    const points = line.slice(1).flatMap((end, i) => {
      const from = line[i];
      const length = Math.hypot(end.x - from.x, end.y - from.y);
      const count = Math.min(MOST, Math.ceil(length / STEP));
      return Array.from({ length: count }, (_, n) => {
        const share = (n + 0.5) / count;
        return { x: from.x + (end.x - from.x) * share, y: from.y + (end.y - from.y) * share };
      });
    }).filter(({ x, y }) => x > view.x0 && x < view.x1 && y > view.y0 && y < view.y1);
    const far = (/** @type {number} */ i) => Math.abs(i - points.length / 2);
    return [...points.keys()].sort((a, b) => far(a) - far(b)).map((i) => points[i]);
  }

  /** Finds a place for the number of each project. */
  class Numbers {
    /**
     * @param {LeafletMap} map
     * @param {FeatureLayer} layer
     * @param {Record<string, Shape>} shapes
     */
    constructor(map, layer, shapes) {
      const { x, y } = map.getSize();
      this.map = map;
      this.layer = layer;
      this.shapes = shapes;
      this.whole = L.bounds([[0, 0], [x, y]]);
      this.view = { x0: EDGE, y0: EDGE, x1: x - EDGE, y1: y - EDGE };
      const discs = layer.spots(map.containerPointToLayerPoint([0, 0]));
      this.taken = discs.map((disc) => around(disc, { x: DISC, y: DISC }));
    }

    /**
     * Places that would do for a feature, the best first.
     *
     * @param {FeatureSpec} feature
     * @returns {{ x: number, y: number }[]}
     */
    places({ id, kind, bounds }) {
      const { map, view } = this;
      const pixel = (/** @type {any} */ at) => map.latLngToContainerPoint(at);
      if (kind === "line") {
        return this.shapes[id].lines.flatMap((ring) => along(geo.latLngs(ring).map(pixel), view));
      }
      const { x, y } = pixel(geo.toLeaflet(bounds).getCenter());
      const beside = BESIDE.map(([right, down]) => ({ x: x + right, y: y + down }));
      return geo.meet(around({ x, y }, { x: 1, y: 1 }), view) ? beside : [];
    }

    /**
     * Whether something of a feature is in view.
     *
     * @param {FeatureSpec} feature
     */
    sees({ id, kind, bounds }) {
      const pixel = (/** @type {any} */ at) => this.map.latLngToContainerPoint(at);
      if (kind !== "line") {
        const box = geo.toLeaflet(bounds);
        return this.whole.intersects([pixel(box.getNorthWest()), pixel(box.getSouthEast())]);
      }
      return this.shapes[id].lines.some((ring) => {
        const line = geo.latLngs(ring).map(pixel);
        return line.slice(1).some((end, i) => L.LineUtil.clipSegment(line[i], end, this.whole));
      });
    }

    /**
     * A free place for the number of a project, where no other runs if there is one.
     *
     * @param {string} project
     * @param {FeatureSpec[]} features
     */
    find(project, features) {
      const main = features.filter((one) => one.project === project && one.role !== "spoken");
      const free = main.flatMap((feature) => this.places(feature))
        .filter((place) => !this.taken.some((box) => geo.meet(box, around(place, REACH))));
      const alone = free.find((place) => {
        const at = this.map.containerPointToLatLng(place);
        return this.layer.near(at, NEAR).every((one) => one.project === project);
      });
      const found = alone ?? free[0];
      if (found) this.taken.push(around(found, REACH));
      return found;
    }
  }

  /** @type {Neatlas["number"]} */
  function number(map, layer, { features, projects }, shapes) {
    const pane = "neatlas-numbers";
    map.createPane(pane).style.zIndex = "440";
    const numbers = new Numbers(map, layer, shapes);
    const pointed = new Set(features.filter(({ kind }) => kind !== "line").map((f) => f.project));
    // A line has many places: what has few comes first.
    const order = [...projects.keys()].sort((a, b) =>
      Number(pointed.has(projects[b].id)) - Number(pointed.has(projects[a].id)) || a - b
    );
    /** @type {Set<string>} */
    const numbered = new Set();
    for (const i of order) {
      const { id } = projects[i];
      const place = numbers.find(id, features);
      if (!place) continue;
      numbered.add(id);
      const size = [2 * REACH.x, 2 * REACH.y];
      const icon = L.divIcon({ className: "neatlas-number", html: String(i + 1), iconSize: size });
      const at = map.containerPointToLatLng(place);
      L.marker(at, { icon, pane, keyboard: false, interactive: false }).addTo(map);
    }
    return { features: features.filter((feature) => numbers.sees(feature)), numbered };
  }

  neatlas.number = number;
})();

/** The basemap read into paths, in Mercator world units, each built when it is first drawn. */
(() => {
  "use strict";

  const { geo } = neatlas;

  /** Vertices in a piece of a line: small enough that pieces out of sight are skipped. */
  const PIECE = 96;

  /**
   * @param {Path2D} path
   * @param {Float64Array} points
   * @param {number} from
   * @param {number} to
   */
  function trace(path, points, from, to) {
    path.moveTo(points[2 * from], points[2 * from + 1]);
    for (let i = from + 1; i < to; i++) path.lineTo(points[2 * i], points[2 * i + 1]);
  }

  /**
   * One piece of a run of vertices.
   *
   * @param {Float64Array} points
   * @param {number} from
   * @param {number} to
   * @param {number} start
   */
  function piece(points, from, to, start) {
    const path = new Path2D();
    trace(path, points, from, to);
    const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
    let length = 0;
    for (let i = from; i < to; i++) {
      const [x, y] = [points[2 * i], points[2 * i + 1]];
      box.x0 = Math.min(box.x0, x);
      box.x1 = Math.max(box.x1, x);
      box.y0 = Math.min(box.y0, y);
      box.y1 = Math.max(box.y1, y);
      if (i > from) length += Math.hypot(x - points[2 * i - 2], y - points[2 * i - 1]);
    }
    return { path, box, start, length };
  }

  /**
   * Cut a run of vertices into pieces that know how far along it they start, so that dashes run on.
   *
   * @param {Float64Array} points
   * @param {number} first
   * @param {number} end
   * @returns {Piece[]}
   */
  function pieces(points, first, end) {
    /** @type {Piece[]} */
    const found = [];
    let start = 0;
    for (let from = first; from + 1 < end; from += PIECE) {
      const { length, ...one } = piece(points, from, Math.min(end, from + PIECE + 1), start);
      found.push(one);
      start += length;
    }
    return found;
  }

  /**
   * A ring as coast, without the straight cuts where the data ends.
   *
   * @param {Float64Array} points
   * @param {Box} extent
   * @returns {Piece[]}
   */
  function coastOf(points, extent) {
    const near = 1e-4;
    /** @type {Piece[]} */
    const found = [];
    const count = points.length / 2;
    let first = 0;
    for (let i = 0; i + 1 < count; i++) {
      const [ax, ay, bx, by] = points.subarray(2 * i, 2 * i + 4);
      const cut = [extent.x0, extent.x1].some((x) => Math.hypot(ax - x, bx - x) < near) ||
        [extent.y0, extent.y1].some((y) => Math.hypot(ay - y, by - y) < near);
      if (!cut) continue;
      found.push(...pieces(points, first, i + 1));
      first = i + 1;
    }
    found.push(...pieces(points, first, count));
    return found;
  }

  /**
   * @param {number[][][]} polygons
   * @param {number} scale
   * @param {Box} extent
   * @returns {Area[]}
   */
  function areas(polygons, scale, extent) {
    return polygons.map((rings) => {
      const runs = rings.map((ring) => geo.decode(ring, scale));
      const fill = new Path2D();
      for (const { points } of runs) {
        trace(fill, points, 0, points.length / 2);
        fill.closePath();
      }
      const coast = runs.flatMap(({ points }) => coastOf(points, extent));
      return { fill, coast, box: runs[0].box };
    });
  }

  /**
   * The box of all land, which is the edge of what is known here.
   *
   * @param {Basemap} basemap
   * @returns {Box}
   */
  function extentOf(basemap) {
    const all = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
    for (const rings of basemap.polygons.land_overview ?? basemap.polygons.land ?? []) {
      const { box } = geo.decode(rings[0], basemap.scale);
      all.x0 = Math.min(all.x0, box.x0);
      all.y0 = Math.min(all.y0, box.y0);
      all.x1 = Math.max(all.x1, box.x1);
      all.y1 = Math.max(all.y1, box.y1);
    }
    return all;
  }

  /** Paths of a basemap, each built when it is first drawn. */
  class Store {
    /** @param {Basemap} basemap */
    constructor(basemap) {
      this.basemap = basemap;
      this.extent = extentOf(basemap);
      /** @type {Map<string, Area[]>} */
      this.areas = new Map();
      /** @type {Map<string, Piece[]>} */
      this.pieces = new Map();
    }

    /** @param {string} name */
    polygons(name) {
      let found = this.areas.get(name);
      if (!found) {
        const { polygons, scale } = this.basemap;
        found = areas(polygons[name] ?? [], scale, this.extent);
        this.areas.set(name, found);
      }
      return found;
    }

    /** @param {string} name */
    lines(name) {
      let found = this.pieces.get(name);
      if (!found) {
        const { lines, scale } = this.basemap;
        found = (lines[name] ?? []).flatMap((line) => {
          const { points } = geo.decode(line, scale);
          return pieces(points, 0, points.length / 2);
        });
        this.pieces.set(name, found);
      }
      return found;
    }
  }

  neatlas.Ground = Store;
})();

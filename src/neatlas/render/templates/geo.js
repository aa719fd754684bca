/** Plain geometry: Mercator world units (the world is 256 wide, y downwards) and boxes. */
(() => {
  "use strict";

  const WORLD = 256;
  const EQUATOR_KM = 40075.016686;

  /** @type {Neatlas["geo"]["project"]} */
  function project(lon, lat) {
    const angle = Math.PI / 4 + (lat * Math.PI) / 360;
    return [
      WORLD * (lon / 360 + 0.5),
      WORLD * (0.5 - Math.log(Math.tan(angle)) / (2 * Math.PI)),
    ];
  }

  /**
   * Read a delta-coded ring or line into world units.
   *
   * @type {Neatlas["geo"]["decode"]}
   */
  function decode(flat, scale) {
    const points = new Float64Array(flat.length);
    const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
    let lon = 0;
    let lat = 0;
    for (let i = 0; i + 1 < flat.length; i += 2) {
      lon += flat[i];
      lat += flat[i + 1];
      const [x, y] = project(lon / scale, lat / scale);
      points[i] = x;
      points[i + 1] = y;
      box.x0 = Math.min(box.x0, x);
      box.x1 = Math.max(box.x1, x);
      box.y0 = Math.min(box.y0, y);
      box.y1 = Math.max(box.y1, y);
    }
    return { points, box };
  }

  /** @type {Neatlas["geo"]["meet"]} */
  function meet(a, b) {
    return a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0;
  }

  /** @type {Neatlas["geo"]["kmPerPixel"]} */
  function kmPerPixel(lat, zoom) {
    return (EQUATOR_KM * Math.cos((lat * Math.PI) / 180)) / (WORLD * 2 ** zoom);
  }

  /**
   * The bounds around all that are given; `null` if there are none.
   *
   * @type {Neatlas["geo"]["join"]}
   */
  function join(bounds) {
    /** @type {Bounds | null} */
    let all = null;
    for (const b of bounds) {
      if (!b) continue;
      all = all
        ? [
          Math.min(all[0], b[0]),
          Math.min(all[1], b[1]),
          Math.max(all[2], b[2]),
          Math.max(all[3], b[3]),
        ]
        : [...b];
    }
    return all;
  }

  /** @type {Neatlas["geo"]["latLngs"]} */
  function latLngs(ring) {
    return ring.map(([lon, lat]) => [lat, lon]);
  }

  /** @type {Neatlas["geo"]["toLeaflet"]} */
  function toLeaflet([west, south, east, north]) {
    return L.latLngBounds([south, west], [north, east]);
  }

  neatlas.geo = { project, decode, meet, kmPerPixel, join, latLngs, toLeaflet };
})();

/** How the map is fitted to a plan, how far it may zoom out, and what view it was sent to. */
(() => {
  "use strict";

  const { calm, geo } = neatlas;

  /** The map never zooms out further than this. */
  const LEAST = 2;
  /** Room between the controls and what keeps clear of them, in pixels. */
  const GAP = 8;
  /** Room around what is fitted, in pixels; on a slender map it is less. */
  const AIR = 12;

  /** @type {Neatlas["view"]["rooms"]} */
  function rooms(map) {
    const container = map.getContainer();
    const frame = container.getBoundingClientRect();
    const box = (/** @type {string} */ name) =>
      container.querySelector(name)?.getBoundingClientRect();
    const left = (box(".neatlas-tools")?.right ?? frame.left) - frame.left + GAP;
    const top = (box(".neatlas-caption")?.bottom ?? frame.top) - frame.top + GAP;
    const legend = box(".neatlas-legend");
    const whole = {
      x0: left,
      y0: Math.max(GAP, top),
      x1: frame.width - GAP,
      y1: frame.height - GAP,
    };
    if (!legend?.height) return [whole];
    return [
      { ...whole, x1: legend.left - frame.left - GAP },
      { ...whole, y1: legend.top - frame.top - GAP },
      whole,
    ];
  }

  /**
   * Two margins, made less where together they are more than half of a side.
   *
   * @param {number} side
   * @param {number} before
   * @param {number} after
   */
  function margins(side, before, after) {
    const air = Math.min(AIR, side / 30);
    const share = Math.min(1, side / 2 / (before + after + 2 * air));
    return [share * (before + air), share * (after + air)];
  }

  /** @type {Neatlas["view"]["clear"]} */
  function clear(map, bounds) {
    const { x, y } = map.getSize();
    const { minZoom } = map.options;
    map.options.minZoom = LEAST;
    const ways = rooms(map).map((room) => {
      const [left, right] = margins(x, room.x0, x - room.x1);
      const [top, bottom] = margins(y, room.y0, y - room.y1);
      return {
        zoom: map.getBoundsZoom(geo.toLeaflet(bounds), false, L.point(left + right, top + bottom)),
        area: (x - left - right) * (y - top - bottom),
        padding: {
          paddingTopLeft: L.point(left, top),
          paddingBottomRight: L.point(right, bottom),
        },
      };
    });
    map.options.minZoom = minZoom;
    // The last room is the whole map, which a legend has a part of.
    const among = ways.length > 1 ? ways.slice(0, -1) : ways;
    return among.sort((a, b) => b.zoom - a.zoom || b.area - a.area)[0];
  }

  /** @type {Neatlas["view"]["limit"]} */
  function limit(map, known, bounds) {
    map.options.minZoom = LEAST;
    const filled = known ? map.getBoundsZoom(known, true) : LEAST;
    const least = Math.max(LEAST, Math.min(filled, clear(map, bounds).zoom));
    // Leaflet would go there by an animation, which would end the next move too.
    if (map.getZoom() < least) map.setZoom(least, { animate: false });
    map.setMinZoom(least);
  }

  /** @type {Neatlas["view"]["fit"]} */
  function fit(map, known, bounds, animate) {
    map.options.maxBounds = known;
    map.fitBounds(geo.toLeaflet(bounds), {
      ...clear(map, bounds).padding,
      animate: animate && !calm(),
    });
    map.options.maxBounds = null;
    keep(fitted, map, known);
  }

  /** @type {WeakMap<LeafletMap, any>} What is known, where a map shows all of it, until it is moved. */
  const fitted = new WeakMap();
  /** @type {WeakMap<LeafletMap, View>} The view to which a map was sent, until it is moved. */
  const held = new WeakMap();
  /** @type {WeakMap<LeafletMap, View>} The view that a map will have back, unless it is moved. */
  const lent = new WeakMap();
  /** @type {LeafletMap | null} The map that is just taking another size. */
  let taking = null;

  /**
   * Keep what a map goes by until it is moved.
   *
   * @template T
   * @param {WeakMap<LeafletMap, T>} by
   * @param {LeafletMap} map
   * @param {T} what
   */
  function keep(by, map, what) {
    by.set(map, what);
    map.once("movestart", () => by.delete(map));
  }

  /** @type {Neatlas["view"]["go"]} */
  function go(map, { lat, lon, zoom }) {
    // A move would be rounded to pixels, a reset is not.
    map.setView([lat, lon], zoom, { reset: true });
    keep(held, map, { lat, lon, zoom: map.getZoom() });
  }

  /** @type {Neatlas["view"]["resize"]} */
  function resize(map) {
    const view = held.get(map);
    taking = map;
    map.invalidateSize({ pan: false });
    // Its corner stays where it is. Whoever came by a link wants the middle to.
    if (view && !map.getCenter().equals([view.lat, view.lon], 0)) go(map, view);
    // What a taller map shows more of is not what lies beyond the known.
    const known = fitted.get(map);
    if (known) {
      map.panInsideBounds(known, { animate: false });
      keep(fitted, map, known);
    }
    taking = null;
  }

  /**
   * The middle that a map will have when it comes to rest.
   *
   * @param {LeafletMap} map
   */
  function middle(map) {
    if (map._animatingZoom) return map._animateToCenter;
    const pan = map._panAnim;
    if (!pan?._inProgress) return map.getCenter();
    const left = map._getMapPanePos().subtract(pan._startPos.add(pan._offset));
    return map.containerPointToLatLng(map.getSize().divideBy(2).add(left));
  }

  /** @type {Neatlas["view"]["lend"]} */
  function lend(map, away) {
    const view = of(map);
    map.panBy(away, { animate: !calm() });
    keep(lent, map, view);
  }

  /** @type {Neatlas["view"]["giveBack"]} */
  function giveBack(map) {
    const view = lent.get(map);
    if (!view) return;
    const away = map.project([view.lat, view.lon]).subtract(map.project(map.getCenter()));
    map.panBy(away, { animate: !calm() });
    keep(held, map, view);
    lent.delete(map);
  }

  /** @type {Neatlas["view"]["of"]} */
  function of(map) {
    const { lat, lng: lon } = middle(map);
    const zoom = map._animatingZoom ? map._animateToZoom : map.getZoom();
    return lent.get(map) ?? held.get(map) ?? { zoom, lat, lon };
  }

  /** @type {Neatlas["view"]["whole"]} */
  const whole = (map) => fitted.has(map);
  const resizing = (/** @type {LeafletMap} */ map) => map === taking;
  neatlas.view = { whole, resizing, rooms, clear, limit, fit, go, lend, giveBack, resize, of };
})();

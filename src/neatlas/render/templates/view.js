/** How the map is fitted to a plan, how far it may zoom out, and what view it was sent to. */
(() => {
  "use strict";

  const { calm, geo } = neatlas;

  /** The map never zooms out further than this. */
  const LEAST = 2;
  /** Room around a plan, in pixels: left, top, right, bottom. */
  const WIDE = [24, 24, 24, 28];
  const NARROW = [16, 52, 16, 16];
  /** On a map that would leave less than this between them, in pixels, there is no room around. */
  const ROOM = 90;

  /** @type {Neatlas["view"]["limit"]} */
  function limit(map, known, bounds) {
    map.options.minZoom = LEAST;
    const filled = known ? map.getBoundsZoom(known, true) : LEAST;
    const fits = map.getBoundsZoom(geo.toLeaflet(bounds), false, L.point(48, 68));
    const least = Math.max(LEAST, Math.min(filled, fits));
    // Leaflet would go there by an animation, which would end the next move too.
    if (map.getZoom() < least) map.setZoom(least, { animate: false });
    map.setMinZoom(least);
  }

  /** @type {Neatlas["view"]["fit"]} */
  function fit(map, known, bounds, { narrow, animate }) {
    const wanted = narrow ? NARROW : WIDE;
    const { x, y } = map.getSize();
    const roomy = x - wanted[0] - wanted[2] >= ROOM && y - wanted[1] - wanted[3] >= ROOM;
    const [left, top, right, bottom] = roomy ? wanted : [0, 0, 0, 0];
    map.options.maxBounds = known;
    map.fitBounds(geo.toLeaflet(bounds), {
      paddingTopLeft: [left, top],
      paddingBottomRight: [right, bottom],
      animate: animate && !calm(),
    });
    map.options.maxBounds = null;
  }

  /** @type {WeakMap<LeafletMap, View>} The view to which a map was sent, until it is moved. */
  const held = new WeakMap();
  /** @type {LeafletMap | null} The map that is just taking another size. */
  let taking = null;

  /** @type {Neatlas["view"]["go"]} */
  function go(map, { lat, lon, zoom }) {
    // A move would be rounded to pixels, a reset is not.
    map.setView([lat, lon], zoom, { reset: true });
    held.set(map, { lat, lon, zoom: map.getZoom() });
    map.once("movestart", () => held.delete(map));
  }

  /** @type {Neatlas["view"]["resize"]} */
  function resize(map) {
    const view = held.get(map);
    taking = map;
    map.invalidateSize({ pan: false });
    // Its corner stays where it is. Whoever came by a link wants the middle to.
    if (view && !map.getCenter().equals([view.lat, view.lon], 0)) go(map, view);
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

  /** @type {Neatlas["view"]["of"]} */
  function of(map) {
    const { lat, lng: lon } = middle(map);
    const zoom = map._animatingZoom ? map._animateToZoom : map.getZoom();
    return held.get(map) ?? { zoom, lat, lon };
  }

  neatlas.view = { limit, fit, go, resize, resizing: (map) => map === taking, of };
})();

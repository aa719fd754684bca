/** What the measuring tool draws: geodesics, which bend on the map, circles, and where they end. */
(() => {
  "use strict";

  const { geo, ways } = neatlas;

  const PANE = "neatlas-measure";
  const INK = "#1f2a33";
  const PAPER = "#fff";

  /** @type {Neatlas["measureInk"]} */
  function measureInk(map) {
    map.createPane(PANE).style.cssText = "z-index: 440; pointer-events: none";
    const renderer = L.svg({ pane: PANE, padding: 0.5 });
    const common = { renderer, interactive: false };
    const drawing = L.layerGroup().addTo(map);
    const live = L.layerGroup().addTo(map);

    /**
     * @param {Position[]} positions
     * @param {boolean} dashed
     * @param {Leaflet} layer
     */
    function stroke(positions, dashed, layer) {
      const latlngs = geo.latLngs(positions);
      const line = { ...common, fill: false };
      L.polyline(latlngs, { ...line, color: PAPER, weight: 5 }).addTo(layer);
      const dashArray = dashed ? "6 5" : null;
      L.polyline(latlngs, { ...line, color: INK, weight: 2, dashArray }).addTo(layer);
    }

    function clear() {
      drawing.clearLayers();
      live.clearLayers();
    }

    return {
      clear,
      draw(positions, radius) {
        clear();
        const [centre] = positions;
        positions.slice(1).forEach((to, i) => stroke(ways.path(positions[i], to), false, drawing));
        if (radius && centre) {
          const ring = ways.circle(centre, radius);
          stroke([...ring, ring[0]], true, drawing);
        }
        const disc = { color: INK, weight: 2, fill: true, fillColor: PAPER, fillOpacity: 1 };
        for (const latlng of geo.latLngs(positions)) {
          L.circleMarker(latlng, { ...common, ...disc, radius: 4 }).addTo(drawing);
        }
      },
      rubber(positions) {
        live.clearLayers();
        if (positions.length) stroke(positions, true, live);
      },
    };
  }

  neatlas.measureInk = measureInk;
})();

/** A map for paper: what a map of the page shows, drawn anew at another size, in the print style. */
(() => {
  "use strict";

  const { el } = neatlas;

  /** Dots of its canvases to a CSS pixel; Chromium sets others than powers of two askew. */
  const DOTS = 4;

  /** Nobody points at paper. */
  const DEAF = { act() {}, hover() {}, read() {} };

  /**
   * Put one picture in the place of a layer's tiles, between which paper would show seams.
   *
   * @param {Leaflet} ground
   * @param {LeafletMap} map
   */
  function join(ground, map) {
    const picture = ground.picture(map, DOTS);
    const { x, y } = map.getSize();
    Object.assign(picture.style, { width: `${x}px`, height: `${y}px` });
    L.DomUtil.setPosition(picture, map.containerPointToLayerPoint([0, 0]));
    ground.getContainer().replaceChildren(picture);
  }

  /** @type {Neatlas["paper"]} */
  function paper(host, shown, data, { words, asked, size: [width, height] }) {
    const { map: screen, spec } = shown;
    const node = el("div", { class: "neatlas-map", "data-base": "print" });
    Object.assign(node.style, { width: `${width}px`, height: `${height}px` });
    host.append(node);
    const still = { fadeAnimation: false, zoomAnimation: false, inertia: false, keyboard: false };
    const map = L.map(node, {
      ...{ ...still, zoomControl: false, attributionControl: false, dots: DOTS },
      ...{ center: screen.getCenter(), zoom: screen.getZoom() },
    });
    const { themes } = data.bases;
    const bases = { ...data.bases, themes: { ...themes, light: themes.print ?? themes.light } };
    const sheet = neatlas.sheet(map, { ...data, bases }, words, DEAF);
    // Nothing of what the screen shows is cut off.
    map.options.zoomSnap = 0;
    map.options.maxBounds = sheet.ground.known;
    map.fitBounds(screen.getBounds(), { animate: false });
    if (spec) {
      sheet.update(spec);
      neatlas.number(map, sheet.features, spec, data.shapes);
    }
    sheet.mark(asked, []);
    // Nobody moves paper: a name that does not end on it is cut.
    sheet.labels.options.padding = 0;
    sheet.settle();
    for (const ground of [sheet.ground, sheet.ground.borders]) join(ground, map);
    return sheet;
  }

  neatlas.paper = paper;
})();

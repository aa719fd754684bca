/** A map for paper: what a map of the page shows, drawn anew at another size, in the print style. */
(() => {
  "use strict";

  const { el } = neatlas;

  /** Dots of its canvases to a CSS pixel; Chromium sets others than powers of two askew. */
  const DOTS = 4;

  /** How wide the maps of a sheet are together, which A4 and Letter hold upright, in CSS pixels. */
  const WIDTH = 700;
  const GAP = 8;
  const FRAME = 2;
  /** How high a map may be, so that a sheet that lies holds it with its title. */
  const HEIGHT = { least: 380, most: 560 };

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

  /** @type {Neatlas["paperSize"]} */
  function paperSize(shown) {
    const width = Math.floor((WIDTH - GAP * (shown.length - 1)) / shown.length) - FRAME;
    const { x, y } = shown[0].map.getSize();
    const height = x ? (width * y) / x : 0;
    return [width, Math.min(HEIGHT.most, Math.max(HEIGHT.least, height))];
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
    if (spec) sheet.update(spec);
    const view = spec
      ? neatlas.number(map, sheet.features, spec, data.shapes)
      : { features: [], numbered: new Set() };
    sheet.mark(asked, []);
    // Nobody moves paper: a name that does not end on it is cut.
    sheet.labels.options.padding = 0;
    sheet.settle();
    for (const ground of [sheet.ground, sheet.ground.borders]) join(ground, map);
    return { sheet, view };
  }

  Object.assign(neatlas, { paper, paperSize });
})();

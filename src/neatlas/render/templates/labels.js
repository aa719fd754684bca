/** Names on the map, on one canvas that pans and zooms with it. */
(() => {
  "use strict";

  const { lettering, placing, readings } = neatlas;

  const CELL = 8;
  const LINE_ZOOM = 7;

  /**
   * Boxes of the controls that lie on the map, in pixels of the label canvas.
   *
   * @param {HTMLElement} container
   * @param {{ x: number, y: number }} offset
   * @returns {Box[]}
   */
  function controls(container, offset) {
    const frame = container.getBoundingClientRect();
    const nodes = container.querySelectorAll(".leaflet-control, .neatlas-caption, .neatlas-number");
    return [...nodes].map((node) => {
      const box = node.getBoundingClientRect();
      return {
        x0: box.left - frame.left + offset.x,
        y0: box.top - frame.top + offset.y,
        x1: box.right - frame.left + offset.x,
        y1: box.bottom - frame.top + offset.y,
      };
    });
  }

  /**
   * Set the size of a canvas in CSS pixels, sharp on any screen, and hand out its context.
   *
   * @param {HTMLCanvasElement} canvas
   * @param {{ x: number, y: number }} size
   * @param {number} ratio dots to a CSS pixel
   */
  function prepare(canvas, size, ratio) {
    canvas.width = size.x * ratio;
    canvas.height = size.y * ratio;
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return context;
  }

  /**
   * The layer of names, a renderer so that Leaflet pans and zooms its canvas. `setSeas` says which
   * seas to name; `redraw` places all names anew.
   *
   * @type {any}
   */
  const NAMES = {
    options: { padding: 0.25, pane: "neatlas-labels" },

    /**
     * @param {Basemap} basemap
     * @param {Pick<FeatureLayer, "cells" | "spots" | "hollow">} features
     * @param {Words} words
     * @param {Theme} theme
     */
    initialize(basemap, features, words, theme) {
      this.theme = theme;
      /** Whether places are named; a map of others names them itself. */
      this.named = true;
      L.Renderer.prototype.initialize.call(this, {});
      this.basemap = basemap;
      this.features = features;
      this.words = words;
      this.line = lettering.demarcation(basemap);
      this.items = lettering.collect(basemap, []);
    },

    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.className = "neatlas-names";
      this._container.setAttribute("aria-hidden", "true");
    },

    _destroyContainer() {
      this._container.remove();
      this._container = null;
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      L.DomUtil.setPosition(this._container, this._bounds.min);
      const { dots = globalThis.devicePixelRatio || 1 } = this._map.options;
      this.write(prepare(this._container, this._bounds.getSize(), Math.max(1, dots)));
    },

    redraw() {
      if (this._map) this._update();
    },

    /**
     * @param {Theme} theme
     * @param {boolean} named
     */
    dress(theme, named) {
      this.theme = theme;
      this.named = named;
      this.redraw();
    },

    /** @param {SeaLabel[]} seas */
    setSeas(seas) {
      this.items = lettering.collect(this.basemap, seas);
      this.redraw();
    },

    /** @param {CanvasRenderingContext2D} context */
    write(context) {
      const map = this._map;
      const zoom = map.getZoom();
      const origin = this._bounds.min;
      const size = this._bounds.getSize();
      const writer = new lettering.Writer(context, zoom, this.theme);
      const offset = map.getSize().multiplyBy(this.options.padding);
      const along = this.named ? this.lineText(writer, origin) : null;
      const blocked = controls(map.getContainer(), offset);
      if (along) blocked.push(along.box);
      const view = {
        x0: offset.x,
        y0: offset.y,
        x1: size.x - offset.x,
        y1: size.y - offset.y,
      };
      const notes = zoom < LINE_ZOOM
        ? []
        : readings(writer, this.words.inferred, this.features.hollow(origin), view, blocked);
      blocked.push(...notes.map(({ box }) => box));
      const placed = placing.place(
        this.items.filter((/** @type {LabelItem} */ item) =>
          this.named && zoom >= item.min && zoom <= item.max
        ),
        {
          at: ({ lon, lat }) => map.latLngToLayerPoint([lat, lon]).subtract(origin),
          measure: (item) => writer.measure(item),
          blocked,
          frame: { x0: 0, y0: 0, x1: size.x, y1: size.y },
          view,
          cells: this.features.cells(CELL, origin),
          cell: CELL,
          spots: this.features.spots(origin),
        },
      );
      for (const one of placed) writer.write(one);
      for (const text of [along, ...notes]) if (text) writer.along(text);
    },

    /**
     * Where the name of the demarcation line goes; null if it is not to be seen.
     *
     * @param {Lettering} writer
     * @param {{ x: number, y: number }} origin
     */
    lineText(writer, origin) {
      const { _map: map, line } = this;
      if (map.getZoom() < LINE_ZOOM || line.length < 2) return null;
      const scale = 2 ** map.getZoom();
      const shift = map.getPixelOrigin().add(origin);
      const pixel = (/** @type {{ x: number, y: number }} */ { x, y }) => (
        { x: x * scale - shift.x, y: y * scale - shift.y }
      );
      return writer.above(this.words.demarcation, line.map(pixel));
    },
  };

  neatlas.labels = (basemap, features, words, theme) => {
    const Names = L.Renderer.extend(NAMES);
    return new Names(basemap, features, words, theme);
  };
})();

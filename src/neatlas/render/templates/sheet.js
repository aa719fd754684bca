/** One map of one date: its ground, features and names, and what a click on them asks for. */
(() => {
  "use strict";

  const { calm, geo, popup, same } = neatlas;

  /** A move never goes nearer than this, so that a point keeps its surroundings. */
  const NEAREST = 10;

  /** Draws plans on a map, each in the place of the one before. */
  class Sheet {
    /**
     * @param {LeafletMap} map
     * @param {StaticData} data
     * @param {Words} words
     * @param {SheetHandlers} handlers
     */
    constructor(map, data, words, handlers) {
      Object.assign(map.options, { zoomSnap: 0.5, zoomDelta: 1 });
      map.setMaxZoom(13);
      this.map = map;
      /** @type {(() => void) | null} A move that comes when a zoom has ended. */
      this.waiting = null;
      this.words = words;
      this.handlers = handlers;
      /** @type {MapSpec | null} */
      this.spec = null;
      /** @type {Bounds | null} */
      this.bounds = null;
      this.caption = neatlas.caption(map, words, handlers.nowhere);
      const theme = data.bases.themes.light;
      /** What it wears: a style, with ground and names of our own or without. */
      this.look = { theme, ours: true };
      this.ground = neatlas.basemap(data.basemap, theme);
      this.features = neatlas.features(map, data.shapes, {
        pick: (spec, latlng, by) => this.pick(spec, latlng, by),
        hover: (spec) => handlers.hover(spec ? [spec.project] : []),
        label: words.onMap,
      });
      this.places = neatlas.places(map, data.places ?? {}, this.ground.known, words);
      this.labels = neatlas.labels(data.basemap, this.features, words, theme);
      L.control.scale({ metric: true, imperial: false, maxWidth: 140, position: "bottomleft" })
        .addTo(map);
      map.on("click", () => handlers.act({}));
    }

    /**
     * Draw what is new in a plan.
     *
     * @param {MapSpec} spec
     * @param {boolean} [live] leaves the names for when the reader rests
     */
    update(spec, live = false) {
      const before = this.spec;
      this.spec = spec;
      if (!same(spec.features, before?.features)) this.features.update(spec.features);
      if (live) this.caption.update(spec);
      else this.name(spec, before);
    }

    /**
     * @param {MapSpec} spec
     * @param {MapSpec | null} before
     */
    name(spec, before) {
      if (!same(spec.sea_labels, before?.sea_labels)) this.labels.setSeas(spec.sea_labels);
      else this.labels.redraw();
      this.caption.update(spec);
    }

    /**
     * Wear a style, with our own ground and names or over those of others.
     *
     * @param {Theme} theme
     * @param {boolean} ours
     */
    dress(theme, ours) {
      this.look = { theme, ours };
      // Until it settles there is nothing to dress.
      if (this.observer) this.lay();
    }

    lay() {
      const { theme, ours } = this.look;
      for (const layer of [this.ground, this.ground.borders]) {
        if (!ours) layer.remove();
        else {
          if (layer.theme !== theme) layer.dress(theme);
          layer.addTo(this.map);
        }
      }
      this.labels.dress(theme, ours);
      this.labels.addTo(this.map);
    }

    /** Draw ground and names and follow the size of the page, once the map has its view. */
    settle() {
      this.lay();
      this.observer = new ResizeObserver(() => {
        // A map that is hidden for a while keeps what it shows.
        if (!this.map.getContainer().clientWidth) return;
        neatlas.view.resize(this.map);
        this.limit(this.bounds);
      });
      this.observer.observe(this.map.getContainer());
    }

    /**
     * Let the map show some bounds as a whole. A place far off may need to be seen from further
     * away, for as long as it is shown.
     *
     * @param {Bounds | null} bounds
     */
    limit(bounds) {
      this.bounds = bounds;
      if (bounds && !this.places.open()) neatlas.view.limit(this.map, this.ground.known, bounds);
    }

    /**
     * @param {SelectRequest} asked
     * @param {string[]} hovered
     */
    mark(asked, hovered) {
      const chosen = this.spec ? neatlas.resolve(this.spec, asked).projects : [];
      this.features.mark(new Set(chosen), new Set(hovered));
    }

    /** @param {Bounds} bounds */
    move(bounds) {
      this.go(() => {
        this.map.invalidateSize({ pan: false });
        this.map.fitBounds(geo.toLeaflet(bounds), {
          ...neatlas.view.clear(this.map, bounds).padding,
          maxZoom: NEAREST,
          animate: !calm(),
        });
      });
    }

    /**
     * Go to a view, exactly.
     *
     * @param {View} view
     */
    restore(view) {
      this.go(() => {
        // A second map may have just come, and with it another size.
        this.map.invalidateSize({ pan: false });
        neatlas.view.go(this.map, view);
      });
    }

    /**
     * Move the map as soon as it can be: while Leaflet zooms it drops another move, or ends where
     * the zoom was to end. Then the last one that was asked for comes after.
     *
     * @param {() => void} go
     */
    go(go) {
      if (this.waiting) this.map.off("zoomend", this.waiting);
      this.waiting = this.map._animatingZoom ? go : null;
      if (this.waiting) this.map.once("zoomend", this.waiting);
      else go();
    }

    /**
     * A feature was clicked: open its project, or ask which, where several run together.
     *
     * @param {FeatureSpec} clicked
     * @param {any} latlng
     * @param {By} by
     */
    pick(clicked, latlng, by) {
      const { map, features, words, handlers, spec } = this;
      if (!spec) return;
      neatlas.pick(map, features, {
        ...{ projects: spec.projects, clicked, latlng, by, words },
        open: ({ project, feature, back, more, take }) => {
          handlers.act({ project: project.id });
          const all = spec.features.filter((one) => one.project === project.id);
          const content = popup.project(project, all, words, handlers.read, feature);
          if (more) content.append(more);
          popup.open(map, latlng, content, { back, take });
        },
      });
    }

    /** Take the map away for good. */
    remove() {
      this.observer?.disconnect();
      // It would give the map its view back, which is gone by then.
      this.map.closePopup();
      this.map.remove();
    }
  }

  neatlas.sheet = (map, data, words, handlers) => new Sheet(map, data, words, handlers);
})();

/** What the name of a place opens: a mark of its own and a popup, until the reader's next act. */
(() => {
  "use strict";

  const { calm, el, fill, geo, popup } = neatlas;

  /** A place without extent is shown this near, unless its position is less sure. */
  const NEAREST = 8;
  /** One with an extent is shown as near as that allows, but not nearer than this. */
  const NEAREST_EXTENT = 11;
  /** How far from its position an unsure place may lie, in pixels of the view. */
  const UNSURE_PIXELS = 48;
  /** To see a place that is far off and the region at once, the map may zoom out to here. */
  const FURTHEST = 0;
  const RING = 13;
  const INK = "#1f2a33";
  /** Room around a popup for its tip and the map's own controls. */
  const ROOM = { left: 54, top: 42, right: 14, bottom: 14 };

  /**
   * A line that is seen on any ground: ink over a light casing.
   *
   * @param {(style: object) => Leaflet} draw
   * @param {Leaflet} renderer
   * @param {string | null} dash
   * @returns {Leaflet[]}
   */
  function strokes(draw, renderer, dash) {
    const common = { renderer, interactive: false, fill: false, className: "neatlas-place-mark" };
    return [
      draw({ ...common, color: "#fff", weight: 5, opacity: 0.85 }),
      draw({ ...common, color: INK, weight: 2, dashArray: dash }),
    ];
  }

  /** Shows one place at a time. */
  class Places {
    /**
     * @param {LeafletMap} map
     * @param {Record<string, PlaceSpec>} all
     * @param {any} known the bounds of the basemap, or null
     * @param {Words} words
     */
    constructor(map, all, known, words) {
      this.map = map;
      this.all = all;
      this.known = known;
      this.words = words;
      map.createPane("neatlas-place").style.cssText = "z-index: 425; pointer-events: none";
      this.renderer = L.svg({ pane: "neatlas-place", padding: 0.3 });
      this.mark = L.layerGroup();
      /** @type {any} */
      this.popup = null;
      /** @type {{ center: any, zoom: number, least: number } | null} */
      this.before = null;
    }

    /** Whether a place is shown. */
    open() {
      return this.popup !== null;
    }

    /** Take mark and popup away. */
    clear() {
      if (this.popup) this.map.closePopup(this.popup);
    }

    /**
     * @param {string} id
     * @param {boolean} metonym
     * @param {() => void} back
     * @returns {string} what there is to read
     */
    show(id, metonym, back) {
      const place = this.all[id];
      if (!place) return "";
      this.clear();
      const box = geo.toLeaflet(place.bounds ?? [...place.position, ...place.position]);
      const lines = this.lines(place, metonym, this.reach(box));
      const content = el(
        "div",
        { class: "neatlas-brief neatlas-place-brief" },
        el("h3", { dir: "auto" }, neatlas.named(place, this.words)),
        ...lines.map((line) => el("p", { dir: "auto" }, ...neatlas.said(line))),
      );
      const [at] = geo.latLngs([place.position]);
      this.draw(place, at);
      this.popup = popup.open(this.map, L.latLng(at), content, { back, still: true });
      this.popup.on("remove", () => this.end());
      this.view(place, L.latLng(at), box);
      return [place.name, ...lines]
        .map((line) => neatlas.plain(line).replace(/[^.!?]$/, "$&."))
        .join(" ");
    }

    /**
     * How a place lies to what the basemap knows.
     *
     * @param {any} box
     * @returns {"inside" | "beyond" | "outside"}
     */
    reach(box) {
      if (!this.known || this.known.contains(box)) return "inside";
      return this.known.intersects(box) ? "beyond" : "outside";
    }

    /**
     * @param {PlaceSpec} place
     * @param {boolean} metonym
     * @param {"inside" | "beyond" | "outside"} reach
     */
    lines(place, metonym, reach) {
      const { words } = this;
      const away = { inside: "", beyond: words.beyondRegion, outside: words.outsideRegion }[reach];
      const stands = metonym ? fill(words.metonymHere, { what: words.metonym }) : "";
      return [place.facts, stands, away, place.note].filter(Boolean);
    }

    /**
     * @param {PlaceSpec} place
     * @param {[number, number]} at
     */
    draw({ bounds, uncertainty_km: km }, at) {
      const { mark, renderer } = this;
      mark.clearLayers();
      const dashed = (/** @type {(style: object) => Leaflet} */ shape) =>
        strokes(shape, renderer, "7 5").forEach((one) => mark.addLayer(one));
      if (bounds) dashed((style) => L.rectangle(geo.toLeaflet(bounds), style));
      else {
        if (km > 0) dashed((style) => L.circle(at, { ...style, radius: km * 1000 }));
        const ring = (/** @type {object} */ style) =>
          L.circleMarker(at, { ...style, radius: RING });
        strokes(ring, renderer, null).forEach((one) => mark.addLayer(one));
      }
      mark.addTo(this.map);
    }

    /**
     * Move the map so that place and popup are seen; for a place outside the region, with some of
     * the region beside it.
     *
     * @param {PlaceSpec} place
     * @param {any} at
     * @param {any} box
     */
    view(place, at, box) {
      const { map } = this;
      const reach = this.reach(box);
      if (reach !== "inside") {
        this.before = { center: map.getCenter(), zoom: map.getZoom(), least: map.getMinZoom() };
        map.setMinZoom(FURTHEST);
      }
      const wanted = L.latLngBounds(box.getSouthWest(), box.getNorthEast());
      if (reach === "outside") wanted.extend(this.known.getCenter());
      const extended = !wanted.getNorthEast().equals(wanted.getSouthWest());
      let zoom = extended ? this.fit(wanted) : this.zoomFor(place);
      let center = this.center(at, wanted, zoom);
      while (reach === "outside" && zoom > FURTHEST && !this.sees(center, zoom)) {
        zoom -= map.options.zoomSnap;
        center = this.center(at, wanted, zoom);
      }
      map.setView(map.unproject(center, zoom), zoom, { animate: !calm() });
    }

    /**
     * Whether the middle of the region would be in view.
     *
     * @param {any} center
     * @param {number} zoom
     */
    sees(center, zoom) {
      const away = this.map.project(this.known.getCenter(), zoom).subtract(center);
      const { x, y } = this.map.getSize();
      return Math.abs(away.x) <= x / 2 && Math.abs(away.y) <= y / 2;
    }

    /** @param {any} bounds */
    fit(bounds) {
      const padding = L.point(ROOM.left + ROOM.right, this.roof() + ROOM.bottom);
      return Math.min(NEAREST_EXTENT, this.map.getBoundsZoom(bounds, false, padding));
    }

    /** How far down the map's caption reaches, and the room below it. */
    roof() {
      const map = this.map.getContainer();
      const caption = map.querySelector(".neatlas-caption")?.getBoundingClientRect();
      return ROOM.top + Math.max(0, (caption?.bottom ?? 0) - map.getBoundingClientRect().top);
    }

    /** @param {PlaceSpec} place */
    zoomFor({ position: [, lat], uncertainty_km: km }) {
      const zoom = Math.log2((geo.kmPerPixel(lat, 0) * UNSURE_PIXELS) / Math.max(km, 0.001));
      return Math.max(this.map.getMinZoom(), Math.min(NEAREST, Math.floor(zoom)));
    }

    /**
     * The middle of some bounds in pixels of a zoom, moved as far as the whole popup needs.
     *
     * @param {any} at
     * @param {any} bounds
     * @param {number} zoom
     */
    center(at, bounds, zoom) {
      const center = this.map.project(bounds.getCenter(), zoom);
      const size = this.map.getSize();
      const { offsetWidth: width, offsetHeight: height } = this.popup.getElement();
      const tip = this.map.project(at, zoom).subtract(center).add(size.divideBy(2));
      const right = Math.max(0, tip.x + width / 2 + ROOM.right - size.x);
      const left = Math.min(0, tip.x - width / 2 - ROOM.left);
      const bottom = Math.max(0, tip.y + RING + ROOM.bottom - size.y);
      const top = Math.min(0, tip.y - height - this.roof());
      return center.add(L.point(left || right, top || bottom));
    }

    /** The popup is gone: so is the mark, and a view of unknown ground. */
    end() {
      this.popup = null;
      this.mark.remove();
      if (!this.before) return;
      const { map, before: { center, zoom, least } } = this;
      this.before = null;
      if (map.getZoom() < least || !this.known.contains(map.getCenter())) {
        map.setView(center, zoom, { animate: false });
      }
      map.setMinZoom(least);
    }
  }

  neatlas.places = (map, all, known, words) => new Places(map, all, known, words);
})();

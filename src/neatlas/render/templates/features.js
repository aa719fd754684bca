/** All features of the map: what is drawn, what lies near a point, what is marked. */
(() => {
  "use strict";

  const { breaks, corridors, el, geo, nearby, same, shapes } = neatlas;

  /** With more features than this, lines go without a casing. */
  const PLAIN_FROM = 400;

  /** @type {[string, number][]} */
  const PANES = [
    ["neatlas-bands", 405],
    ["neatlas-casings", 407],
    ["neatlas-borders", 408],
    ["neatlas-ink", 410],
    ["neatlas-labels", 420],
    ["neatlas-hits", 430],
  ];

  /** @param {LeafletMap} map */
  function panes(map) {
    for (const [name, z] of PANES) {
      const pane = map.createPane(name);
      pane.style.zIndex = String(z);
      if (name !== "neatlas-hits") pane.style.pointerEvents = "none";
    }
    const svg = (/** @type {string} */ pane) => L.svg({ pane, padding: 0.3 }).addTo(map);
    return {
      bands: svg("neatlas-bands"),
      casings: svg("neatlas-casings"),
      ink: svg("neatlas-ink"),
      hits: svg("neatlas-hits"),
    };
  }

  /** Everything drawn for the features of a plan. */
  class Features {
    /**
     * @param {LeafletMap} map
     * @param {Record<string, Shape>} store
     * @param {FeatureHandlers} handlers
     */
    constructor(map, store, handlers) {
      this.map = map;
      this.store = store;
      this.handlers = handlers;
      this.renderers = panes(map);
      /** @type {Map<string, Drawn>} */
      this.drawn = new Map();
      /** @type {Set<string>} */
      this.selection = new Set();
      /** @type {Set<string>} */
      this.hovered = new Set();
      map.on("zoomend", () => this.adapt());
      const pane = map.getPane("neatlas-hits");
      pane.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event));
      this.walk = neatlas.roving(map, pane, {
        label: handlers.label,
        at: (id) => this.drawn.has(id) ? this.anchor(this.drawn.get(id)) : null,
      });
    }

    /** Redraw all for the zoom of the map. */
    adapt() {
      for (const drawn of this.drawn.values()) neatlas.adapt(drawn, this.map);
      this.part();
    }

    /** Set what would hide one another apart. */
    part() {
      for (const drawn of this.drawn.values()) corridors.shift(drawn, this.map);
      breaks.thin(this.drawn.values(), this.map);
    }

    /** @param {FeatureSpec[]} features */
    update(features) {
      const held = this.walk.hold();
      const plain = features.length > PLAIN_FROM;
      const wanted = new Map(features.map((spec) => [spec.id, spec]));
      for (const [id, drawn] of this.drawn) {
        const spec = wanted.get(id);
        if (spec && same(spec, drawn.spec)) continue;
        drawn.group.remove();
        this.drawn.delete(id);
      }
      const before = this.drawn;
      this.drawn = new Map();
      for (const spec of features) {
        const shape = this.store[spec.id];
        if (!shape?.lines[0]?.length) continue;
        const kept = before.get(spec.id);
        const drawn = kept ?? shapes.draw(spec, shape, this.renderers, plain);
        this.drawn.set(spec.id, drawn);
        if (kept) continue;
        this.add(drawn);
        neatlas.adapt(drawn, this.map);
      }
      corridors.assign([...this.drawn.values()]);
      this.part();
      this.arrange();
      this.mark(this.selection, this.hovered);
      const nodes = [...this.drawn].map(([id, { hit }]) => [id, hit.getElement()]);
      this.walk.update(new Map(/** @type {[string, Element][]} */ (nodes)), held);
    }

    arrange() {
      neatlas.stacking([...this.drawn.values()], this.selection);
    }

    /** @param {Drawn} drawn */
    add(drawn) {
      const { spec, hit } = drawn;
      drawn.group.addTo(this.map);
      for (const part of Object.values(drawn.parts)) {
        // From below, a new stroke reaches its place among the others without moving them.
        part.bringToBack();
        part.getElement()?.setAttribute("data-project", spec.project);
      }
      const node = hit.getElement();
      const says = { "data-feature": spec.id, role: "button" };
      for (const [name, value] of Object.entries(says)) node.setAttribute(name, value);
      node.setAttribute("aria-label", spec.label);
      hit.bindTooltip(() => el("span", { dir: "auto" }, spec.label), {
        sticky: true,
        pane: neatlas.popup.pane(this.map),
        className: "neatlas-tooltip",
        offset: [14, 0],
      });
      hit.on("click", (/** @type {any} */ event) => {
        hit.closeTooltip();
        const touch = event.originalEvent?.pointerType === "touch";
        this.handlers.pick(spec, event.latlng, touch ? "touch" : "mouse");
      });
      hit.on("mouseover", () => this.handlers.hover(spec));
      hit.on("mouseout", () => this.handlers.hover(null));
    }

    /** @param {KeyboardEvent} event */
    key(event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      const id = /** @type {Element} */ (event.target).getAttribute("data-feature");
      const drawn = this.drawn.get(id ?? "");
      if (!drawn) return;
      event.preventDefault();
      event.stopPropagation();
      this.handlers.pick(drawn.spec, this.anchor(drawn), "keyboard");
    }

    /**
     * A point on a feature, in view where the feature is.
     *
     * @param {Drawn | undefined} drawn
     */
    anchor(drawn) {
      const { spec, shape } = /** @type {Drawn} */ (drawn);
      if (spec.kind === "area") return geo.toLeaflet(spec.bounds).getCenter();
      const points = geo.latLngs(shape.lines[0]);
      const view = this.map.getBounds();
      const seen = points.filter((point) => view.contains(point));
      const among = seen.length ? seen : points;
      return L.latLng(among[Math.floor(among.length / 2)]);
    }

    /**
     * @param {Set<string>} selection
     * @param {Set<string>} hovered
     */
    mark(selection, hovered) {
      const before = this.selection;
      const released = [...before].some((project) => !selection.has(project));
      this.selection = selection;
      this.hovered = hovered;
      this.map.getContainer().classList.toggle("has-selection", selection.size > 0);
      if (released) this.arrange();
      for (const drawn of this.drawn.values()) {
        const on = selection.has(drawn.spec.project);
        const key = `${on}${hovered.has(drawn.spec.project)}`;
        if (key === drawn.key) continue;
        const was = drawn.key.startsWith("true") && before.has(drawn.spec.project);
        drawn.key = key;
        if (on !== was) shapes.emphasise(drawn, on);
        for (const part of Object.values(drawn.parts)) {
          const list = part.getElement()?.classList;
          list?.toggle("is-selected", on);
          list?.toggle("is-hovered", hovered.has(drawn.spec.project));
        }
      }
    }

    /** @param {string} id */
    focus(id) {
      this.walk.focus(id);
    }

    /**
     * @param {any} latlng
     * @param {number} pixels
     */
    near(latlng, pixels) {
      return nearby.near(this.map, this.drawn.values(), latlng, pixels);
    }

    /**
     * @param {any} latlng
     * @param {number} pixels
     */
    discs(latlng, pixels) {
      return nearby.discs(this.map, this.drawn.values(), latlng, pixels);
    }

    /** @param {{ x: number, y: number }} origin */
    hollow(origin) {
      return nearby.hollow(this.map, this.drawn.values(), origin);
    }

    /**
     * @param {number} size
     * @param {{ x: number, y: number }} origin
     */
    cells(size, origin) {
      return nearby.cells(this.map, this.drawn.values(), size, origin);
    }

    /** @param {{ x: number, y: number }} origin */
    spots(origin) {
      return nearby.spots(this.map, this.drawn.values(), origin);
    }
  }

  neatlas.features = (map, store, handlers) => new Features(map, store, handlers);
})();

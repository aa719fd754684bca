/**
 * Measuring on the map, by pointer, touch or keyboard: lengths from place to place and along a
 * line, and what lies within a distance. The map itself does not react to clicks meanwhile.
 */
(() => {
  "use strict";

  const { amounts, el, geo, ways } = neatlas;

  /** A click this near to a line, in pixels, is one on it. */
  const ON_LINE = 9;

  /** The tool: what was clicked, and what is drawn of it. */
  class Measuring {
    /**
     * @param {LeafletMap} map
     * @param {MeasureHost} host
     */
    constructor(map, host) {
      this.map = map;
      this.host = host;
      this.on = false;
      /** Whether the keyboard moves the place that is meant. */
      this.keyed = false;
      /** @type {"distance" | "near"} */
      this.mode = "distance";
      this.done = false;
      this.reach = 100;
      /** @type {Clicked[]} */
      this.points = [];
      /** @type {Near[] | null} */
      this.near = null;
      this.ink = neatlas.measureInk(map);
      this.cross = el("div", { class: "neatlas-cross", "aria-hidden": "true" });
      this.panel = new neatlas.MeasurePanel(host.words, {
        mode: (mode) => this.start(mode),
        reach: (km) => this.within(km),
        back: () => this.back(),
        clear: () => this.start(this.mode),
        close: () => this.close(),
        copy: host.copy,
        open: host.open,
      });
      this.listen();
    }

    listen() {
      const container = this.map.getContainer();
      container.append(this.cross, this.panel.node);
      L.DomEvent.disableClickPropagation(this.panel.node);
      // Leaflet looks for the panel above what was clicked, which may be gone from it by then.
      this.panel.node.addEventListener(
        "click",
        (/** @type {Event} */ event) => event.stopPropagation(),
      );
      L.DomEvent.disableScrollPropagation(this.panel.node);
      const { ended: signal } = this.host;
      signal.addEventListener("abort", () => this.on && this.close());
      container.addEventListener("click", (/** @type {MouseEvent} */ event) => {
        if (!this.on || this.apart(event.target)) return;
        event.stopPropagation();
        if (this.map.dragging.moved()) return;
        if (event.detail > 1) this.finish();
        else this.add(this.at(this.map.mouseEventToLatLng(event)));
      }, { capture: true, signal });
      this.map.on(
        "mousemove",
        (/** @type {any} */ { latlng }) => this.point(this.at(latlng), false),
      );
      this.map.on("move", () => this.keyed && this.point(this.at(this.map.getCenter()), true));
      this.map.on("zoomend", () => this.on && this.update());
      document.addEventListener("keydown", (event) => this.key(event), { capture: true, signal });
    }

    /**
     * Whether something stands on the map that a click is meant for.
     *
     * @param {EventTarget | null} target
     */
    apart(target) {
      const above = ".leaflet-control, .leaflet-popup, .neatlas-measure, .neatlas-bases";
      return Boolean(/** @type {Element} */ (target).closest(above));
    }

    /** @param {any} latlng @returns {Position} */
    at({ lat, lng }) {
      return [lng, lat];
    }

    toggle() {
      if (this.on) this.close();
      else this.open();
    }

    open() {
      this.on = true;
      this.map.closePopup();
      this.map.doubleClickZoom.disable();
      this.map.getContainer().classList.add("is-measuring");
      this.panel.node.hidden = false;
      this.start(this.mode);
      this.map.getContainer().focus();
    }

    close() {
      this.on = false;
      this.keyed = false;
      this.map.doubleClickZoom.enable();
      this.map.getContainer().classList.remove("is-measuring", "is-keyed");
      this.panel.node.hidden = true;
      this.ink.clear();
      this.host.closed();
    }

    /** @param {"distance" | "near"} mode */
    start(mode) {
      this.mode = mode;
      this.points = [];
      this.done = false;
      this.update();
    }

    /** @param {KeyboardEvent} event */
    key(event) {
      if (!this.on) return;
      const target = /** @type {Element} */ (event.target);
      const onMap = target === this.map.getContainer();
      if (event.key === "Escape" && !target.closest("[role=combobox]")) {
        if (this.points.length && !this.done && this.mode === "distance") this.finish();
        else this.close();
      } else if (onMap && event.key.startsWith("Arrow")) {
        this.aim();
        return;
      } else if (onMap && (event.key === "Enter" || event.key === " ")) {
        this.aim();
        this.add(this.at(this.map.getCenter()));
      } else if (onMap && event.key === "Backspace") this.back();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    /** The keyboard measures from the middle of the map. */
    aim() {
      this.keyed = true;
      this.map.getContainer().classList.add("is-keyed");
      this.point(this.at(this.map.getCenter()), true);
    }

    /** @param {Position} position */
    add(position) {
      const last = this.points.at(-1)?.position;
      if (this.done || this.mode === "near") this.points = [];
      else if (last && this.touch(last, position)) return this.finish();
      this.done = false;
      const free = { position, lines: new Map() };
      this.points.push(this.mode === "near" ? free : this.snapped(position));
      this.update();
      this.host.announce(this.panel.total.textContent || this.where(position));
    }

    /** @param {Position} a @param {Position} b */
    touch(a, b) {
      const [from, to] = geo.latLngs([a, b]).map((one) => this.map.latLngToContainerPoint(one));
      return from.distanceTo(to) < 2;
    }

    finish() {
      this.done = true;
      this.update();
      this.host.announce(this.panel.total.textContent ?? "");
    }

    back() {
      this.points.pop();
      this.done = false;
      this.update();
    }

    /**
     * A place, moved onto a line where it is all but on one.
     *
     * @param {Position} position
     */
    snapped(position) {
      /** @type {Map<string, OnLine>} */
      const lines = new Map();
      const [lon, lat] = position;
      for (const { id, kind } of this.host.near(L.latLng(lat, lon), ON_LINE)) {
        const found = kind === "line" ? ways.nearest(position, this.host.shapes[id].lines) : null;
        if (found) lines.set(id, found);
      }
      const [closest] = [...lines.values()].sort((a, b) => a.metres - b.metres);
      return { position: closest?.position ?? position, lines };
    }

    update() {
      const positions = this.points.map(({ position }) => position);
      const legs = neatlas.legs(this.points, this.host);
      const total = legs.reduce((sum, { metres }) => sum + metres, 0);
      const [centre] = this.mode === "near" ? positions : [];
      const all = centre ? this.host.distances(centre) : null;
      const limit = 1000 * this.reach;
      this.near = all?.filter(({ metres, off }) => metres - off <= limit) ?? null;
      const zoom = this.map.getZoom();
      const { mode, near, reach } = this;
      this.panel.update({ mode, points: positions, legs, total, near, reach, zoom });
      this.ink.draw(positions, centre ? 1000 * reach : 0);
    }

    /** @param {number} km */
    within(km) {
      this.reach = km;
      this.update();
    }

    /**
     * Say where the pointer, or the crosshair, is; draw the leg to there.
     *
     * @param {Position} position
     * @param {boolean} keyed
     */
    point(position, keyed) {
      if (!this.on) return;
      if (!keyed && this.keyed) this.map.getContainer().classList.remove("is-keyed");
      this.keyed = keyed;
      const last = this.points.at(-1)?.position;
      let text = this.where(position);
      const open = this.mode === "distance" && !this.done;
      this.ink.rubber(open && last ? ways.path(last, position) : []);
      if (last && open) {
        const { metres } = neatlas.geodesic.inverse(last, position);
        text += ` · ${amounts.length(metres, this.host.words)}`;
      }
      this.panel.point(text);
    }

    /** @param {Position} position */
    where(position) {
      return amounts.coordinates(position, this.map.getZoom(), this.host.words);
    }
  }

  neatlas.measuring = (map, host) => new Measuring(map, host);
})();

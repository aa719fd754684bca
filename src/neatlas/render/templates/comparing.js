/** A second map beside the first, of another date: one extent, one filter, one selection. */
(() => {
  "use strict";

  const { button, el, fill, same } = neatlas;

  /** The date of the second map as the first would have it: there, now is no date. */
  const asOf = (/** @type {string} */ beside) => beside === "now" ? "" : beside;

  /** What is there while two maps are. */
  class Pair {
    /**
     * @param {Reader} reader
     * @param {AtlasData} data
     * @param {Words} words
     */
    constructor(reader, data, words) {
      const first = reader.sheet.map;
      const seen = first.getBounds();
      const whole = neatlas.view.whole(first);
      this.reader = reader;
      this.before = neatlas.view.of(first);
      this.node = el("div", { class: "neatlas-map", role: "region" });
      reader.page.root.classList.add("is-comparing");
      reader.page.map.after(this.node);
      reader.legend.node.removeAttribute("open");
      const map = L.map(this.node, {
        ...{ zoomControl: false, attributionControl: false, zoomSnap: 0.5 },
        ...{ center: first.getCenter(), zoom: first.getZoom() },
      });
      // Both have half the room now, and show what the one showed.
      first.invalidateSize({ pan: false });
      reader.sheet.limit(reader.spec.bounds);
      if (whole) reader.showAll(false);
      else neatlas.view.go(first, { ...this.before, zoom: first.getBoundsZoom(seen) });
      /** The view that both have, until a reader moves one. */
      this.opened = neatlas.view.of(first);
      map.options.minZoom = first.options.minZoom;
      map.setView(first.getCenter(), first.getZoom(), { animate: false });
      this.sheet = neatlas.sheet(map, data, words, reader.handlers);
      this.part = neatlas.inStep(first, map);
    }

    /**
     * @param {MapSpec} spec
     * @param {boolean} live
     */
    draw(spec, live) {
      const fresh = !this.sheet.spec;
      this.sheet.update(spec, live);
      if (!fresh) return;
      this.sheet.settle();
      this.reader.join(this.sheet);
    }

    /** The first map has its room again, and the view of before unless a reader moved it. */
    remove() {
      const { reader, before, opened } = this;
      const { map, caption } = reader.sheet;
      const now = neatlas.view.of(map);
      this.part();
      reader.leave(this.sheet);
      this.sheet.remove();
      this.node.remove();
      reader.page.root.classList.remove("is-comparing");
      caption.name("");
      map.invalidateSize({ pan: false });
      reader.sheet.limit(reader.spec.bounds);
      neatlas.view.go(map, same(now, opened) ? before : now);
    }
  }

  /** The way to a second map, its date, and what differs. */
  class Comparison {
    /**
     * @param {AtlasData} data
     * @param {Timescale} scale
     * @param {Words} words
     * @param {DateActs & { open(project: string): void }} acts
     */
    constructor(data, scale, words, { drag, settle, open }) {
      const { plan } = data;
      this.data = data;
      this.words = words;
      this.said = plan.said.filter((date) => neatlas.lastDay(date));
      /** @type {Pair | null} */
      this.pair = null;
      /** The date that a second map has at first. */
      this.other = "now";
      /** How much differs, as it was last said. */
      this.told = "";
      this.door = button("", () => {
        settle(this.other);
        this.slider.range.focus();
      }, { class: "neatlas-compare" });
      this.named = el("span");
      this.door.append(neatlas.icon("compare"), this.named);
      this.slider = neatlas.slider(plan, scale, words, {
        ...{ label: words.dateBeside, said: this.said },
        drag: (date) => drag(date || "now"),
        settle: (date) => settle(date || "now"),
      });
      const close = button("×", () => {
        settle("");
        this.door.focus();
      }, { "aria-label": words.closeBeside, title: words.closeBeside });
      this.row = el(
        "div",
        { class: "neatlas-beside", role: "group", "aria-label": words.dateBeside },
        ...[el("span", null, words.comparedWith), this.slider.node, close],
      );
      this.list = neatlas.differences(words, open);
      this.list.node.toggleAttribute("open", innerWidth >= 1100);
    }

    /** Take the second map away, if there is one. */
    remove() {
      this.pair?.remove();
      this.pair = null;
    }

    /**
     * @param {Reader} reader
     * @param {State} state
     * @param {MapSpec} spec the plan of the first map
     * @param {MapSpec | null} beside that of the second, if there is one
     * @param {boolean} live
     */
    update(reader, { as_of, beside: date }, spec, beside, live) {
      const { words, door, row, list } = this;
      this.other = as_of === this.said[0] || !this.said.length ? "now" : this.said[0];
      const name = (/** @type {string} */ word) => asOf(word) || words.now;
      door.title = this.named.textContent = fill(words.compare, { date: name(this.other) });
      door.setAttribute("aria-label", door.title);
      door.hidden = beside !== null;
      row.hidden = list.node.hidden = beside === null;
      if (!beside) {
        this.remove();
        return;
      }
      this.pair ??= new Pair(reader, this.data, words);
      this.pair.draw(beside, live);
      this.pair.node.setAttribute("aria-label", fill(words.mapOf, { date: name(date) }));
      reader.sheet.caption.name(name(as_of));
      this.pair.sheet.caption.name(name(date));
      this.slider.update(asOf(date));
      if (live) return;
      const { plan } = this.data;
      const both = [
        { spec, date: name(as_of), day: neatlas.dayOf(plan, as_of) },
        { spec: beside, date: name(date), day: neatlas.dayOf(plan, asOf(date)) },
      ];
      const [then, now] = both[0].day <= both[1].day ? both : both.reverse();
      const title = list.update(then, now);
      if (title !== this.told) reader.page.announce(title);
      this.told = title;
    }
  }

  neatlas.comparison = (data, scale, words, acts) => new Comparison(data, scale, words, acts);
  neatlas.asOf = asOf;
})();

/**
 * What lies under the features: our own basemap in one of its styles, or an online one, which is
 * asked of the network only once it is chosen. Where that does not answer, ours comes back.
 */
(() => {
  "use strict";

  const { button, el, fill } = neatlas;

  /** So many tiles fail in a row before an online basemap is given up. */
  const MOST_FAILURES = 4;
  /** So long nothing comes before it is, in milliseconds. */
  const PATIENCE = 10_000;

  /**
   * The rules by which features wear the colours of a style. They are drawn with attributes, over
   * which a rule goes, so that nothing has to be drawn anew.
   *
   * @param {string} name
   * @param {Theme} theme
   */
  function rules(name, { inks }) {
    const scope = `[data-base="${name}"] :is(.leaflet-map-pane, .neatlas-legend, .neatlas-rail)`;
    return Object.entries(inks).flatMap(([from, to]) =>
      ["stroke", "fill"].map((what) => `${scope} [${what}="${from}"] { ${what}: ${to}; }`)
    ).join("\n");
  }

  /**
   * @param {OnlineBase} base
   * @param {Words} words
   */
  function credit({ name, credit: parts }, words) {
    const borders = fill(words.onlineBorders, { name });
    const nodes = parts.map(({ text, url }) => neatlas.link(text, url));
    // Leaflet takes markup: this is made of nodes that hold text alone.
    return el("span", null, ...nodes, ` · ${borders}`).innerHTML;
  }

  /** Puts a basemap under the features of every map of the page. */
  class Bases {
    /**
     * @param {BaseData} data
     * @param {Words} words
     * @param {(base: OnlineBase) => void} failed
     * @param {AbortSignal} ended
     */
    constructor(data, words, failed, ended) {
      this.data = data;
      this.words = words;
      this.failed = failed;
      /** @type {Map<Sheet, { base: string, tiles: Leaflet }>} */
      this.worn = new Map();
      const text = Object.entries(data.themes).map(([name, theme]) => rules(name, theme));
      const style = el("style", null, text.join("\n"));
      document.head.append(style);
      ended.addEventListener("abort", () => style.remove());
    }

    /** @param {string} base */
    ours(base) {
      return Object.hasOwn(this.data.themes, base);
    }

    /** @param {string} base */
    online(base) {
      return this.data.online.find(({ id }) => id === base) ?? null;
    }

    /**
     * @param {string} base
     * @param {Sheet[]} sheets
     */
    show(base, sheets) {
      for (const sheet of sheets) if (this.worn.get(sheet)?.base !== base) this.dress(sheet, base);
    }

    /**
     * @param {Sheet} sheet
     * @param {string} base
     */
    dress(sheet, base) {
      const { map } = sheet;
      const before = this.worn.get(sheet);
      before?.tiles?.remove();
      const online = this.online(base);
      const name = this.ours(base) ? base : "light";
      const tiles = online ? this.tiles(online).addTo(map) : null;
      const container = map.getContainer();
      const page = /** @type {HTMLElement} */ (container.closest(".neatlas"));
      container.dataset.base = page.dataset.base = online ? "online" : name;
      this.worn.set(sheet, { base, tiles });
      sheet.dress(this.data.themes[name], !online);
    }

    /** @param {OnlineBase} base */
    tiles(base) {
      const layer = L.tileLayer(base.url, {
        subdomains: base.subdomains,
        maxNativeZoom: base.max_zoom,
        attribution: credit(base, this.words),
        className: "neatlas-online",
      });
      let failures = 0;
      const timer = setTimeout(() => this.failed(base), PATIENCE);
      const stop = () => clearTimeout(timer);
      layer.on("tileload", () => {
        failures = 0;
        stop();
      });
      layer.on("tileerror", () => {
        failures += 1;
        if (failures === MOST_FAILURES) this.failed(base);
      });
      layer.on("remove", () => {
        failures = -Infinity;
        stop();
      });
      return layer;
    }
  }

  /** @type {Neatlas["bases"]} */
  function bases(data, words, { notices, choose, ended }) {
    const menu = neatlas.baseMenu(data, words, choose, ended);
    const all = new Bases(data, words, (base) => {
      // What failed leaves no step behind: going back would only fail again.
      choose("", false);
      const again = button(words.retry, () => choose(base.id), { class: "neatlas-action" });
      notices.show("base", [fill(words.onlineFailed, { name: base.name })], again);
    }, ended);
    return {
      menu,
      names: [...Object.keys(data.themes), ...data.online.map(({ id }) => id)],
      show(base, sheets) {
        if (base) notices.clear("base");
        menu.mark(base);
        all.show(base, sheets);
      },
    };
  }

  neatlas.bases = bases;
})();

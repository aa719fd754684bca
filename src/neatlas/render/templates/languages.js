/**
 * The languages of a page. Each is loaded once; the page is then built anew, in its words, around
 * the same element of the map.
 */
(() => {
  "use strict";

  const { bdi, button, el, fill } = neatlas;

  /** How long a language may take before a reader is told, and when it is asked for again, in ms. */
  const GRACE = 1000;
  const PAUSE = 2500;

  /** @param {string} tag */
  function primary(tag) {
    return tag.split("-")[0];
  }

  /**
   * A name with its language, marked where it is not in the language that the reader chose.
   *
   * @type {Neatlas["named"]}
   */
  function named({ name, lang }, words) {
    const node = bdi(name, { lang });
    if (primary(lang) === words.names) return node;
    const mark = el("abbr", { class: "neatlas-lang", title: words.noName }, primary(lang));
    return el("span", null, node, " ", mark);
  }

  /**
   * The choice of a language, with a line on names where some are in another.
   *
   * @type {Neatlas["languageChoice"]}
   */
  function choice({ language, languages }, words, speak) {
    const select = /** @type {HTMLSelectElement} */ (el(
      "select",
      { "data-filter": "lang" },
      ...Object.entries(languages).map(([tag, own]) =>
        el("option", { value: tag, lang: tag, selected: tag === words.names }, own)
      ),
    ));
    select.addEventListener("change", () => speak(select.value));
    return el(
      "div",
      { class: "neatlas-language" },
      el("label", { class: "neatlas-field" }, words.languageLabel, select),
      words.names !== language && el("p", { class: "neatlas-hint" }, words.namesElsewhere),
    );
  }

  /**
   * A new map in the place of one that was taken away, on the same element.
   *
   * @param {HTMLElement} container
   * @param {object} options
   */
  function renew(container, options) {
    container.replaceChildren();
    for (const name of [...container.classList]) {
      if (/^(leaflet|neatlas)-/.test(name)) container.classList.remove(name);
    }
    return L.map(container, options);
  }

  /** @param {HTMLElement} root @returns {HTMLInputElement | null} */
  function searchField(root) {
    return root.querySelector(".neatlas-search input");
  }

  /**
   * What a page shows that no address says.
   *
   * @param {HTMLElement} root
   */
  function hold(root) {
    return {
      drawer: root.classList.contains("has-rail"),
      tab: root.querySelector("[role=tab][aria-selected=true]")?.id ?? "",
      search: searchField(root)?.value ?? "",
    };
  }

  /**
   * Show it on a page in another language, whose choice has the focus.
   *
   * @param {HTMLElement} root
   * @param {ReturnType<typeof hold>} held
   */
  function giveBack(root, { drawer, tab, search }) {
    const find = (
      /** @type {string} */ what,
    ) => /** @type {HTMLElement | null} */ (root.querySelector(what));
    if (tab) find(`#${tab}`)?.click();
    const field = searchField(root);
    if (field) field.value = search;
    if (drawer) find(".neatlas-door")?.click();
    find(".neatlas-language select")?.focus();
  }

  /** Builds the page in the language that its address names. */
  class Languages {
    /**
     * @param {LeafletMap} map
     * @param {CommonData} data
     * @param {Door} door
     * @param {(language: string) => Promise<LanguageData>} load
     */
    constructor(map, data, door, load) {
      this.map = map;
      this.data = data;
      this.door = door;
      this.load = load;
      /** @type {Map<string, LanguageData>} */
      this.loaded = new Map();
      /** @type {Atlas | null} */
      this.atlas = null;
      this.language = "";
      /** Whether the server is out of reach. */
      this.parted = false;
      /** When the language that is wanted is asked for again. */
      this.again = 0;
      door.listen(() => this.follow());
    }

    /** The language of the address; that in which the page opens, if it names none of ours. */
    wanted() {
      const asked = new URLSearchParams(this.door.read()).getAll("lang").find(Boolean) ?? "";
      return this.data.languages.includes(asked) ? asked : this.data.language;
    }

    async open() {
      const language = this.wanted();
      const said = this.loaded.get(language) ?? await this.load(language);
      this.loaded.set(language, said);
      if (language === this.wanted()) this.build(language, said);
    }

    /**
     * @param {string} language
     * @param {LanguageData} said
     */
    build(language, { names, ...said }) {
      const before = this.atlas;
      const held = before && hold(before.reader.page.root);
      if (before) this.clear(before);
      this.language = language;
      document.documentElement.lang = said.words.language ?? "en";
      const { basemap, shapes, bases } = this.data;
      this.atlas = neatlas.atlas(this.map, {
        ...{ shapes, bases, basemap: { ...basemap, ...names }, ...said },
      }, this.door);
      const { plan, words, reader } = this.atlas;
      const head = reader.page.root.querySelector(".neatlas-rail h2");
      head?.after(neatlas.languageChoice(plan, words, (tag) => this.speak(tag)));
      if (this.parted) this.part(true);
      if (!before || !held) return;
      this.atlas.told = before.told;
      this.atlas.tell();
      giveBack(reader.page.root, held);
    }

    /** @param {Atlas} atlas */
    clear(atlas) {
      const { map } = this;
      const container = map.getContainer();
      const options = { ...map.options, center: map.getCenter(), zoom: map.getZoom() };
      atlas.dates.remove();
      atlas.reader.remove();
      // What these moved would be written in a moment.
      clearTimeout(atlas.rest);
      // Leaflet leaves this one behind, and all of the map with it.
      L.DomEvent.off(container, "scroll", map._onScroll, map);
      this.map = renew(container, options);
      globalThis.neatlasMap = this.map;
    }

    /** @param {boolean} lost */
    part(lost) {
      this.parted = lost;
      if (!this.atlas) return;
      const { notices, reader, words } = this.atlas;
      if (lost) notices.show("offline", [words.offline, words.offlineStill, words.offlineNot]);
      else {
        notices.clear("offline");
        reader.page.announce(words.online);
      }
    }

    /** @param {string} language */
    async speak(language) {
      // The state holds it at once: what the reader does while it loads writes the address too.
      const { atlas } = this;
      if (!atlas) return;
      atlas.state.lang = language;
      atlas.write(true);
      await this.try();
    }

    /** Bring the language that is wanted; it is tried until it is there, or another is wanted. */
    async try() {
      clearTimeout(this.again);
      const late = setTimeout(() => this.wait(), GRACE);
      try {
        await this.open();
      } catch {
        this.wait();
        if (this.waits()) this.again = setTimeout(() => this.try(), PAUSE);
      }
      clearTimeout(late);
    }

    waits() {
      return this.wanted() !== this.language;
    }

    /** Say which language is not here yet: address and choice name it already. */
    wait() {
      if (!this.atlas || !this.waits()) return;
      const { notices, plan, words } = this.atlas;
      const again = button(words.retry, () => this.try(), { class: "neatlas-action" });
      const name = plan.languages[this.wanted()];
      notices.show("language", [fill(words.languageWaits, { name })], again);
    }

    /** The address was changed from outside. */
    follow() {
      if (this.waits()) this.try();
      else this.atlas?.follow();
    }
  }

  neatlas.languages = (map, data, door, load) => new Languages(map, data, door, load);
  neatlas.named = named;
  neatlas.languageChoice = choice;
})();

/**
 * The search for a name: projects and places by any of their names, in any language, found
 * without case and accents and chosen by keyboard, pointer or touch.
 */
(() => {
  "use strict";

  const { bdi, el, fold, summary } = neatlas;

  /** A list of more than this is no help: more letters are. */
  const MOST = 12;

  /**
   * How well a folded name answers folded words: 0 where it begins with them, 1 where a word of it
   * does, 2 where they only stand in it, `null` where one is missing.
   *
   * @param {string} name
   * @param {string[]} wanted
   */
  function rank(name, wanted) {
    if (!wanted.every((word) => name.includes(word))) return null;
    if (name.startsWith(wanted[0])) return 0;
    const starts = name.split(/[^\p{L}\p{N}]+/u);
    return starts.some((word) => word.startsWith(wanted[0])) ? 1 : 2;
  }

  /**
   * What a text finds, best first; each thing once, by the name that answers best.
   *
   * @param {Findable[]} findable
   * @param {string} text
   * @returns {Found[]}
   */
  function find(findable, text) {
    const wanted = neatlas.sought(text);
    if (!wanted.length) return [];
    const found = findable.flatMap((thing) => {
      const ranked = thing.names.flatMap((name) => {
        const place = rank(fold(name.text), wanted);
        return place === null ? [] : [{ name, place }];
      });
      const [best] = ranked.sort((a, b) => a.place - b.place);
      return best ? [{ thing, name: best.name, place: best.place }] : [];
    });
    return found.sort((a, b) => a.place - b.place);
  }

  /**
   * One answer: the name that was found, whose it is, and what is to be known before it is chosen.
   *
   * @param {Found} found
   * @param {string} id
   */
  function option({ thing, name }, id) {
    const says = [name.text === thing.name ? "" : thing.name, ...thing.says].filter(Boolean);
    return el(
      "li",
      { id, role: "option", "aria-selected": "false", "data-found": thing.id },
      bdi(name.text, { lang: name.lang }),
      el("small", { dir: "auto" }, says.join(" · ")),
    );
  }

  /**
   * All that can be found at the date of a state.
   *
   * @param {AtlasPlan} plan
   * @param {Record<string, PlaceSpec>} places
   * @param {State} state
   * @param {Words} words
   * @returns {Findable[]}
   */
  function findable(plan, places, state, words) {
    const { projects } = neatlas.holding(plan, neatlas.dayOf(plan, state.as_of));
    const own = projects.map(({ id, name, names, status_label, located }) => (
      { id, place: false, name, names, says: [status_label, located ? "" : words.noLocation] }
    ));
    const named = Object.values(places).map(({ id, name, names = [], facts }) => (
      { id, place: true, name, names, says: [words.isPlace, neatlas.plain(facts)] }
    ));
    return [...own, ...named];
  }

  /** A combobox with a list below it, after the ARIA pattern. */
  class Search {
    /**
     * @param {Words} words
     * @param {{ findable(): Findable[], choose(thing: Findable): void, reach(): void }} acts
     * @param {AbortSignal} ended
     * @param {Document[]} around where the key is heard that leads to the field
     */
    constructor(words, acts, ended, around) {
      this.words = words;
      this.acts = acts;
      /** @type {Found[]} */
      this.found = [];
      this.at = -1;
      this.list = el("ul", { id: "neatlas-found", role: "listbox", "aria-label": words.search });
      this.list.hidden = true;
      this.input = /** @type {HTMLInputElement} */ (el("input", {
        type: "search",
        role: "combobox",
        autocomplete: "off",
        spellcheck: "false",
        maxlength: 200,
        placeholder: words.searchHint,
        "aria-autocomplete": "list",
        "aria-controls": "neatlas-found",
        "aria-expanded": "false",
        "aria-keyshortcuts": "/",
      }));
      this.said = el("span", { class: "neatlas-live", role: "status" });
      this.node = el(
        "div",
        { class: "neatlas-search" },
        el("label", { class: "neatlas-field" }, words.search, this.input),
        this.list,
        this.said,
      );
      this.listen(ended, around);
    }

    /**
     * @param {AbortSignal} signal
     * @param {Document[]} around
     */
    listen(signal, around) {
      const { input, list } = this;
      input.addEventListener("input", () => this.look());
      input.addEventListener("focus", () => this.look());
      input.addEventListener("blur", () => this.close());
      input.addEventListener("keydown", (event) => this.key(event));
      // The focus stays in the field: a press on the list must not take it away.
      list.addEventListener("mousedown", (event) => event.preventDefault());
      list.addEventListener("click", ({ target }) => {
        const node = /** @type {Element} */ (target).closest("[role=option]");
        if (node) this.choose([...list.children].indexOf(node));
      });
      for (const one of around) {
        one.addEventListener("keydown", (event) => this.shortcut(event), { signal });
      }
    }

    /** @param {KeyboardEvent} event */
    shortcut(event) {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      const writes = /** @type {Element} */ (target).closest("input, textarea, select");
      if (key !== "/" || ctrlKey || metaKey || altKey || writes) return;
      event.preventDefault();
      this.acts.reach();
      // The key may come from the page around this one's frame.
      globalThis.window.focus();
      this.input.focus();
    }

    look() {
      const all = find(this.acts.findable(), this.input.value);
      this.found = all.slice(0, MOST);
      this.list.replaceChildren(...this.found.map((one, i) => option(one, `neatlas-found-${i}`)));
      this.open(this.found.length > 0);
      const asked = this.input.value.trim() !== "";
      this.said.textContent = asked ? summary.counted(this.words, "found", all.length) : "";
    }

    /** @param {boolean} on */
    open(on) {
      this.list.hidden = !on;
      this.input.setAttribute("aria-expanded", String(on));
      this.move(-1);
    }

    close() {
      this.open(false);
    }

    /** @param {number} at */
    move(at) {
      this.at = at;
      [...this.list.children].forEach((node, i) =>
        node.setAttribute("aria-selected", String(i === at))
      );
      const node = this.list.children[at];
      if (node) this.input.setAttribute("aria-activedescendant", node.id);
      else this.input.removeAttribute("aria-activedescendant");
      node?.scrollIntoView({ block: "nearest" });
    }

    /** @param {KeyboardEvent} event */
    key(event) {
      const { found, at, list } = this;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") {
        // What is open closes first; then the words go; then the key is for others.
        if (list.hidden && !this.input.value) return;
        if (list.hidden) this.input.value = "";
        this.close();
        event.stopPropagation();
      } else if (event.key === "Enter") this.choose(Math.max(0, at));
      else if (step && found.length) {
        if (list.hidden) this.open(true);
        this.move(
          at < 0 && step < 0 ? found.length - 1 : (at + step + found.length) % found.length,
        );
      } else return;
      event.preventDefault();
    }

    /** @param {number} at */
    choose(at) {
      const one = this.found[at];
      if (!one || this.list.hidden) return;
      this.input.value = one.name.text;
      this.close();
      this.acts.choose(one.thing);
    }
  }

  /** @type {Neatlas["finder"]} */
  function finder(atlas, places) {
    const { words } = atlas;
    const around = new Set([document, atlas.door.outer?.document ?? document]);
    return new Search(
      words,
      {
        findable: () => findable(atlas.plan, places, atlas.state, words),
        reach: () => atlas.reader.page.drawer(true),
        choose({ id, place }) {
          const { reader } = atlas;
          reader.page.drawer(false);
          if (place) reader.place(id, false, () => reader.page.map.focus());
          else atlas.select(id);
        },
      },
      atlas.ended.signal,
      [...around],
    ).node;
  }

  neatlas.finder = finder;
})();

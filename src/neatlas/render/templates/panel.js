/** The reading panel beside the map: document, tabs, mentions one by one, card, text, list. */
(() => {
  "use strict";

  const { button, el, fill, same } = neatlas;

  /**
   * Tabs, walked with the arrow keys.
   *
   * @param {{ name: string, label: string, view: HTMLElement }[]} entries
   */
  function tabs(entries) {
    const bar = el("div", { class: "neatlas-tabs", role: "tablist" });
    const all = entries.map(({ name, label, view }) => {
      const tab = button(label, () => open(name), {
        role: "tab",
        id: `neatlas-tab-${name}`,
        "aria-controls": `neatlas-view-${name}`,
      });
      view.id = `neatlas-view-${name}`;
      view.setAttribute("role", "tabpanel");
      view.setAttribute("aria-labelledby", tab.id);
      view.tabIndex = 0;
      bar.append(tab);
      return { name, tab, view };
    });

    /** @param {string} name */
    function open(name) {
      for (const one of all) {
        const on = one.name === name;
        one.tab.setAttribute("aria-selected", String(on));
        one.tab.tabIndex = on ? 0 : -1;
        one.view.hidden = !on;
      }
    }

    bar.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      const at = all.findIndex(({ tab }) => tab.getAttribute("aria-selected") === "true");
      const next = all[(at + step + all.length) % all.length];
      open(next.name);
      next.tab.focus();
    });
    open(entries[0].name);
    const focus = () => /** @type {HTMLElement} */ (bar.querySelector("[tabindex='0']")).focus();
    return { bar, open, focus, labels: new Map(all.map(({ name, tab }) => [name, tab])) };
  }

  /**
   * @param {DocumentSpec[]} documents
   * @returns {{ node: HTMLElement, title: HTMLElement }}
   */
  function header(documents) {
    const title = el("h1", { dir: "auto" });
    const node = el("header", { class: "neatlas-head" }, title);
    if (documents.length === 1) {
      const [{ title: name, citation, language }] = documents;
      title.append(name);
      title.setAttribute("lang", language);
      node.append(el("p", { class: "neatlas-citation", dir: "auto", lang: language }, citation));
    }
    return { node, title };
  }

  /**
   * Buttons that walk the mentions in the order of the text.
   *
   * @param {Words} words
   * @param {(step: number) => void} step
   */
  function walker(words, step) {
    const count = el("span");
    const arrow = (
      /** @type {string} */ sign,
      /** @type {string} */ name,
      /** @type {number} */ by,
    ) =>
      button(sign, () => step(by), {
        "aria-label": words[name],
        title: words[name],
        "data-step": by,
      });
    const node = el(
      "div",
      { class: "neatlas-walk", role: "group", "aria-label": words.walk },
      arrow("‹", "previous", -1),
      count,
      arrow("›", "next", 1),
    );
    return { node, count };
  }

  /** The panel: it shows one selection everywhere in it. */
  class ReadingPanel {
    /**
     * @param {Pick<StaticData, "documents" | "places">} data
     * @param {Words} words
     * @param {PanelHandlers} handlers
     */
    constructor({ documents, places = {} }, words, handlers) {
      this.words = words;
      this.handlers = handlers;
      this.text = neatlas.text(documents, places, words, handlers);
      this.list = neatlas.projects(words, handlers);
      this.telling = neatlas.telling(words, handlers);
      this.card = neatlas.card(words, handlers);
      this.views = tabs([
        { name: "text", label: words.text, view: this.text.node },
        { name: "projects", label: words.projects, view: this.list.node },
        { name: "words", label: words.inWords, view: this.telling.node },
      ]);
      /** @type {string[]} */
      this.mentions = [];
      /** @type {Selected} */
      this.selection = { projects: [], project: null, passages: [], passage: null };
      /** @type {MapSpec | null} */
      this.spec = null;
      this.walk = walker(words, (by) => this.step(by));
      this.head = header(documents);
      this.titled = documents.length === 1;
      this.node = el(
        "section",
        { class: "neatlas-panel", "aria-label": words.reading },
        this.head.node,
        el("div", { class: "neatlas-bar-row" }, this.views.bar, this.walk.node),
        this.card.node,
        this.text.node,
        this.list.node,
        this.telling.node,
      );
    }

    /** Which mention is shown, or -1. */
    place() {
      const { passage } = this.selection;
      return passage ? this.mentions.indexOf(passage) : -1;
    }

    /** @param {number} by */
    step(by) {
      const total = this.mentions.length;
      const at = this.place();
      const start = at < 0 && by < 0 ? 0 : at;
      const next = this.mentions[(start + by + total) % total];
      if (next) this.handlers.passage(next);
    }

    count() {
      const at = this.place();
      const total = this.mentions.length;
      const { mention, mentions, mentionsOne } = this.words;
      this.walk.count.classList.toggle("is-total", at < 0);
      this.walk.count.textContent = at < 0
        ? fill(total === 1 ? mentionsOne : mentions, { total })
        : fill(mention, { n: at + 1, total });
      this.walk.node.hidden = total === 0;
    }

    /** @param {string[]} projects */
    hover(projects) {
      const chosen = this.spec?.projects.filter(({ id }) => projects.includes(id)) ?? [];
      const passages = chosen.flatMap(({ quotes }) => quotes.map(({ passage }) => passage));
      this.text.hover(new Set(passages));
    }

    /** @param {MapSpec} spec */
    update(spec) {
      if (!this.titled) this.head.title.replaceChildren(...neatlas.said(spec.title));
      if (!same(spec.projects, this.spec?.projects)) {
        this.list.update(spec.projects);
        const tab = this.views.labels.get("projects");
        if (tab) tab.textContent = `${this.words.projects} (${spec.projects.length})`;
      }
      this.spec = spec;
      this.text.update(spec);
      this.telling.update(spec);
      this.list.mark(this.selection);
      this.mentions = this.text.order.filter((id) => spec.passages[id]?.length);
      this.count();
    }

    /**
     * @param {Selected} selection
     * @param {boolean} focus
     */
    show(selection, focus) {
      const before = this.selection;
      this.selection = selection;
      this.text.mark(selection);
      this.list.mark(selection);
      const all = this.spec?.projects ?? [];
      const inCard = this.card.node.contains(document.activeElement);
      this.card.update(all.filter(({ id }) => selection.projects.includes(id)), selection, focus);
      if (inCard && this.card.node.hidden) this.leave(before);
      this.count();
      if (!selection.passage) return;
      this.views.open("text");
      this.text.reveal(selection.passage);
    }

    /**
     * The card was closed from within: its reader goes on at what it told of.
     *
     * @param {Selected} before
     */
    leave({ passage, projects }) {
      const item = this.list.node.querySelector(`[data-project="${projects[0]}"]`);
      const door = this.text.node.hidden ? item : null;
      if (door) /** @type {HTMLElement} */ (door).focus();
      else if (passage && !this.text.node.hidden) this.text.focus(passage);
      else this.views.focus();
    }

    /** The reader asks for the projects themselves: the list opens, and takes the focus. */
    open() {
      this.views.open("projects");
      this.list.node.querySelector("button")?.focus();
    }

    read() {
      const { passage } = this.selection;
      if (!passage) return;
      this.views.open("text");
      this.text.reveal(passage);
      this.text.focus(passage);
    }
  }

  neatlas.panel = (data, words, handlers) => new ReadingPanel(data, words, handlers);
})();

/** The card of the selected project: what is claimed, what became of it, and on what that rests. */
(() => {
  "use strict";

  const { bdi, button, el, fill, link, said } = neatlas;

  /**
   * Small numbers that lead to the card's list of sources.
   *
   * @param {number[]} sources
   * @param {Words} words
   */
  function references(sources, words) {
    const marks = el("sup", { class: "neatlas-refs" });
    for (const number of sources) {
      const label = fill(words.source, { n: number });
      const mark = button(String(number), () => {
        const target = mark.closest(".neatlas-card")?.querySelector(`[data-source="${number}"]`);
        target?.scrollIntoView({ block: "nearest" });
        /** @type {HTMLElement | null | undefined} */ (target)?.focus({ preventScroll: true });
      }, { "aria-label": label, title: label });
      marks.append(mark);
    }
    return marks;
  }

  /**
   * What a row holds: its value, on what it rests, and a note.
   *
   * @param {Row} row
   * @param {Words} words
   * @returns {Child[]}
   */
  function held(row, words) {
    return [
      bdi(row.value),
      row.sources.length > 0 && references(row.sources, words),
      row.unsourced && el("span", { class: "neatlas-tag" }, words.unsourced),
      row.note && el("small", { dir: "auto" }, ...said(row.note)),
    ];
  }

  /**
   * @param {Row} row
   * @param {Words} words
   */
  function fact(row, words) {
    return el(
      "div",
      { class: "neatlas-row" },
      el("dt", { dir: "auto" }, ...said(row.label)),
      el("dd", null, ...held(row, words)),
    );
  }

  /**
   * One entry of a timeline; its mark tells by its shape what it is.
   *
   * @param {Row} row
   * @param {Words} words
   */
  function entry(row, words) {
    const kind = row.mark || "event";
    const says = { role: "img", "aria-label": words[kind], title: words[kind] };
    return el(
      "li",
      { class: `is-${kind}` },
      el("span", { class: "neatlas-date", dir: "auto" }, ...said(row.label)),
      el("span", { class: "neatlas-tick", ...says }),
      el("div", null, ...held(row, words)),
    );
  }

  /**
   * @param {Row} row
   * @param {Words} words
   */
  function quote(row, words) {
    return el(
      "blockquote",
      { dir: "auto" },
      ...said(row.value),
      row.sources.length > 0 && references(row.sources, words),
      el(
        "footer",
        { dir: "auto" },
        ...said(row.label),
        ...(row.note ? [" · ", ...said(row.note)] : []),
      ),
    );
  }

  /** @param {Link[]} links */
  function sources(links) {
    const list = el("ol", { class: "neatlas-sources" });
    links.forEach(({ text, url }, i) => {
      list.append(el("li", { "data-source": i + 1, tabindex: -1 }, link(text, url)));
    });
    return list;
  }

  /**
   * @param {Block} block
   * @param {Words} words
   */
  function section(block, words) {
    const node = el("section", null, el("h4", { dir: "auto" }, block.heading));
    if (block.kind === "sources") node.append(sources(block.links));
    if (block.kind === "quotes") node.append(...block.rows.map((row) => quote(row, words)));
    if (block.kind === "rows") {
      node.append(el("dl", null, ...block.rows.map((row) => fact(row, words))));
    }
    if (block.kind === "timeline") {
      const entries = block.rows.map((row) => entry(row, words));
      node.append(el("ol", { class: "neatlas-timeline" }, ...entries));
    }
    if (block.text) node.append(el("p", { dir: "auto" }, ...said(block.text)));
    return node;
  }

  /**
   * @param {ProjectSpec[]} projects
   * @param {Words} words
   * @param {CardHandlers} handlers
   */
  function choice(projects, words, handlers) {
    const list = el("ul", { class: "neatlas-choices" });
    for (const project of projects) {
      const item = button("", () => handlers.open(project.id), { "data-project": project.id });
      item.append(
        el("span", { class: "neatlas-bar", style: `background:${project.color}` }),
        el(
          "span",
          null,
          neatlas.named(project, words),
          el("small", { dir: "auto" }, project.status_label),
        ),
        !project.located ? el("span", { class: "neatlas-tag" }, words.noLocation) : "",
      );
      list.append(el("li", null, item));
    }
    return list;
  }

  /** The card, which is open or folded for all projects alike. */
  class Card {
    /**
     * @param {Words} words
     * @param {CardHandlers} handlers
     */
    constructor(words, handlers) {
      this.words = words;
      this.handlers = handlers;
      this.node = el("section", { class: "neatlas-card", tabindex: -1, hidden: true });
      this.node.addEventListener("keydown", ({ key }) => {
        if (key === "Escape") handlers.close();
      });
      this.open = innerHeight >= 720 && innerWidth >= 720;
      /** @type {string | null} */
      this.shown = null;
    }

    /**
     * @param {HTMLElement} title
     * @param {HTMLElement | null} detail
     */
    head(title, detail) {
      const { words } = this;
      const acts = el("div", { class: "neatlas-card-acts" });
      if (detail) acts.append(this.folder(detail));
      acts.append(button("×", this.handlers.close, {
        "aria-label": words.close,
        title: words.close,
        class: "neatlas-close",
      }));
      return el("header", null, title, acts);
    }

    /**
     * The button that folds the details away.
     *
     * @param {HTMLElement} detail
     */
    folder(detail) {
      const { words } = this;
      const node = button("", () => {
        this.open = !this.open;
        tell();
      });
      const tell = () => {
        detail.hidden = !this.open;
        node.textContent = this.open ? words.less : words.details;
        node.setAttribute("aria-expanded", String(this.open));
      };
      tell();
      return node;
    }

    /** @param {ProjectSpec} project */
    single(project) {
      const { words, handlers } = this;
      const detail = el("div", { class: "neatlas-card-body" });
      detail.append(...project.card.map((block) => section(block, words)));
      const status = el("strong", { class: "neatlas-status", dir: "auto" }, project.status_label);
      const title = el(
        "div",
        null,
        el("h3", { dir: "auto" }, neatlas.named(project, words)),
        !project.located && el("p", { class: "neatlas-note" }, words.noLocationLong),
        el("p", { class: "neatlas-facts" }, status, " · ", bdi(project.facts)),
        project.context && el("p", { class: "neatlas-note" }, words.context),
        project.located &&
          button(words.showOnMap, () => handlers.show(project.id), { class: "neatlas-plain" }),
      );
      this.node.style.setProperty("--sector", project.color);
      this.node.replaceChildren(this.head(title, detail), detail);
    }

    /** @param {ProjectSpec[]} projects */
    several(projects) {
      const title = el("h3", null, fill(this.words.severalNamed, { n: projects.length }));
      this.node.style.setProperty("--sector", "#8a8f98");
      this.node.replaceChildren(
        this.head(title, null),
        choice(projects, this.words, this.handlers),
      );
    }

    /**
     * @param {ProjectSpec[]} projects
     * @param {Selected} selection
     * @param {boolean} focus
     */
    update(projects, selection, focus) {
      const only = projects.find(({ id }) => id === selection.project);
      const key = JSON.stringify(only ?? projects);
      this.node.hidden = projects.length === 0;
      if (key !== this.shown) {
        this.shown = key;
        if (only) this.single(only);
        else if (projects.length) this.several(projects);
        else this.node.replaceChildren();
        this.node.scrollTop = 0;
      }
      if (focus && projects.length) this.node.focus({ preventScroll: true });
    }
  }

  neatlas.card = (words, handlers) => new Card(words, handlers);
})();

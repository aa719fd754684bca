/** The documents, laid out for reading, with every passage that speaks of a project marked. */
(() => {
  "use strict";

  const { calm, el, fill } = neatlas;

  /** From one bar to the next, in pixels. */
  const BAR = 6;

  /**
   * How long each passage is; where passages overlap, the shortest is the one meant.
   *
   * @param {DocumentSpec[]} documents
   * @returns {Map<string, number>}
   */
  function lengths(documents) {
    const found = new Map();
    for (const { paragraphs } of documents) {
      for (const { segments } of paragraphs) {
        for (const { text, passages } of segments) {
          for (const id of passages) found.set(id, (found.get(id) ?? 0) + text.length);
        }
      }
    }
    return found;
  }

  /**
   * Put upright bars in the colours of the sectors before a passage. They are its background, so
   * that no line can break between the bars and the words.
   *
   * @param {HTMLElement} node
   * @param {string[]} colors
   */
  function bars(node, colors) {
    const good = colors.filter((color) => CSS.supports("color", color));
    const stripe = (/** @type {string} */ color) => `linear-gradient(${color}, ${color})`;
    node.style.backgroundImage = good.map(stripe).join(", ");
    node.style.backgroundPosition = good.map((_, i) => `${i * BAR}px 50%`).join(", ");
    node.style.paddingInlineStart = good.length ? `${good.length * BAR + 1}px` : "";
  }

  /** The page of text, and where on it each passage stands. */
  class Text {
    /**
     * @param {DocumentSpec[]} documents
     * @param {Words} words
     * @param {PanelHandlers} handlers
     */
    constructor(documents, words, handlers) {
      this.words = words;
      this.handlers = handlers;
      this.lengths = lengths(documents);
      /** @type {string[]} */
      this.order = [];
      /** @type {Map<string, HTMLElement[]>} */
      this.places = new Map();
      /** @type {MapSpec | null} */
      this.spec = null;
      this.node = el("div", { class: "neatlas-text" });
      const several = documents.length > 1;
      this.node.append(...documents.map((one) => this.document(one, several)));
      this.listen();
    }

    /**
     * @param {DocumentSpec} one
     * @param {boolean} titled
     */
    document(one, titled) {
      const text = el("div", { lang: one.language || null });
      const node = el("article", null, text);
      if (titled) {
        text.append(
          el("h2", { dir: "auto" }, one.title),
          el("p", { class: "neatlas-citation", dir: "auto" }, one.citation),
        );
      }
      text.append(...one.paragraphs.map((paragraph) => this.paragraph(paragraph)));
      if (one.notes.length) {
        const notes = one.notes.map((note) => el("li", { dir: "auto" }, note));
        node.append(
          el(
            "footer",
            { class: "neatlas-slips" },
            el("h3", null, this.words.notes),
            el("ul", null, ...notes),
          ),
        );
      }
      return node;
    }

    /** @param {Paragraph} paragraph */
    paragraph({ number, segments }) {
      const text = el("p", { dir: "auto" });
      for (const segment of segments) {
        if (segment.passages.length) text.append(this.passage(segment));
        else text.append(segment.text);
      }
      const label = fill(this.words.paragraph, { n: number });
      return el(
        "div",
        { class: "neatlas-paragraph" },
        el("span", { class: "neatlas-number", "aria-label": label, title: label }, String(number)),
        text,
      );
    }

    /** @param {Segment} segment */
    passage({ text, passages }) {
      const ordered = [...passages].sort((a, b) =>
        (this.lengths.get(a) ?? 0) - (this.lengths.get(b) ?? 0)
      );
      const node = el("span", {
        class: "neatlas-passage",
        role: "button",
        tabindex: -1,
        "data-passage": ordered[0],
      });
      for (const id of [...ordered].reverse()) {
        const places = this.places.get(id);
        if (places) places.push(node);
        else {
          this.places.set(id, [node]);
          this.order.push(id);
          node.tabIndex = 0;
        }
      }
      node.append(text);
      return node;
    }

    /** Listen once for all passages. */
    listen() {
      const act = (/** @type {Event} */ event, /** @type {(id: string) => void} */ then) => {
        const node = /** @type {Element} */ (event.target).closest?.(".neatlas-passage");
        const id = node?.getAttribute("data-passage");
        if (id) then(id);
      };
      const hover = (/** @type {Event} */ event) =>
        act(event, (id) => this.handlers.hover([...(this.spec?.passages[id] ?? [])]));
      const leave = (/** @type {Event} */ event) => act(event, () => this.handlers.hover([]));
      this.node.addEventListener("click", (event) => {
        if (getSelection()?.isCollapsed ?? true) act(event, this.handlers.passage);
      });
      this.node.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        act(event, (id) => {
          event.preventDefault();
          this.handlers.passage(id);
        });
      });
      this.node.addEventListener("mouseover", hover);
      this.node.addEventListener("mouseout", leave);
      this.node.addEventListener("focusin", hover);
      this.node.addEventListener("focusout", leave);
    }

    /** @param {MapSpec} spec */
    update(spec) {
      this.spec = spec;
      const colors = new Map(spec.projects.map(({ id, color }) => [id, color]));
      /** @type {Map<HTMLElement, string[]>} */
      const starts = new Map();
      for (const [id, [first]] of this.places) {
        const shown = (spec.passages[id] ?? []).map((project) => colors.get(project) ?? "");
        starts.set(first, [...starts.get(first) ?? [], ...shown]);
      }
      for (const [node, shown] of starts) bars(node, [...new Set(shown)]);
      /** @type {Set<HTMLElement>} */
      const loud = new Set();
      for (const [id, places] of this.places) {
        if (spec.passages[id]?.length) places.forEach((node) => loud.add(node));
      }
      for (const node of [...this.places.values()].flat()) {
        node.classList.toggle("is-quiet", !loud.has(node));
      }
    }

    /**
     * @param {Iterable<string>} passages
     * @param {string} name
     */
    toggle(passages, name) {
      const on = new Set([...passages].flatMap((id) => this.places.get(id) ?? []));
      for (const node of new Set([...this.places.values()].flat())) {
        node.classList.toggle(name, on.has(node));
        if (name === "is-selected") node.setAttribute("aria-pressed", String(on.has(node)));
      }
    }

    /** @param {Selected} selection */
    mark({ passages, passage }) {
      this.toggle(passages, "is-selected");
      this.toggle(passage ? [passage] : [], "is-current");
    }

    /** @param {Set<string>} passages */
    hover(passages) {
      this.toggle(passages, "is-hovered");
    }

    /** @param {string} passage */
    focus(passage) {
      this.places.get(passage)?.[0].focus({ preventScroll: true });
    }

    /**
     * Scroll a passage into the upper part of the view; far jumps are not animated.
     *
     * @param {string} passage
     */
    reveal(passage) {
      const place = this.places.get(passage)?.[0];
      if (!place) return;
      const view = this.node.getBoundingClientRect();
      const away = place.getBoundingClientRect().top - view.top - view.height * 0.22;
      const smooth = !calm() && Math.abs(away) < view.height * 2.5;
      this.node.scrollBy({ top: away, behavior: smooth ? "smooth" : "instant" });
    }
  }

  neatlas.text = (documents, words, handlers) => new Text(documents, words, handlers);
})();

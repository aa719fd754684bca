/** The documents, laid out for reading, with passages that speak of projects and places marked. */
(() => {
  "use strict";

  const { calm, el, fill, marking: { bars, lengths, wordy } } = neatlas;

  /** The page of text, and where on it each passage stands. */
  class Text {
    /**
     * @param {DocumentSpec[]} documents
     * @param {Record<string, PlaceSpec>} places
     * @param {Words} words
     * @param {PanelHandlers} handlers
     */
    constructor(documents, places, words, handlers) {
      this.places = places;
      this.words = words;
      this.handlers = handlers;
      this.lengths = lengths(documents);
      this.wordy = wordy(documents);
      /** @type {string[]} */
      this.order = [];
      /** @type {Map<string, HTMLElement[]>} */
      this.parts = new Map();
      /** @type {Map<string, HTMLElement>} The part of each passage that takes the focus. */
      this.doors = new Map();
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
        const notes = one.notes.map((note) => el("li", { dir: "auto" }, ...neatlas.said(note)));
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
        const place = this.named(segment);
        const content = place ? this.place(segment, place) : segment.text;
        text.append(segment.passages.length ? this.passage(segment, content) : content);
      }
      const label = fill(this.words.paragraph, { n: number });
      return el(
        "div",
        { class: "neatlas-paragraph" },
        el("span", { class: "neatlas-ordinal", title: label }, String(number)),
        text,
      );
    }

    /**
     * The place that a segment opens. Where a passage is nothing but the name, the passage does.
     *
     * @param {Segment} segment
     */
    named({ place, passages }) {
      return place && passages.every((id) => this.wordy.has(id)) ? this.places[place] : null;
    }

    /**
     * @param {Segment} segment
     * @param {PlaceSpec} place
     */
    place({ text, metonym }, place) {
      return el("span", {
        class: `neatlas-place${metonym ? " is-metonym" : ""}`,
        role: "button",
        tabindex: 0,
        title: metonym ? this.words.metonym : null,
        "aria-label": fill(this.words.place, { name: place.name }),
        "data-place": place.id,
      }, text);
    }

    /**
     * A part of one passage or several. One that holds a place's name is no button itself, since
     * the name is.
     *
     * @param {Segment} segment
     * @param {HTMLElement | string} content
     */
    passage({ passages }, content) {
      const ordered = [...passages].sort((a, b) =>
        (this.lengths.get(a) ?? 0) - (this.lengths.get(b) ?? 0)
      );
      const door = typeof content === "string";
      const node = el("span", {
        class: `neatlas-passage${door ? "" : " has-place"}`,
        role: door ? "button" : null,
        tabindex: door ? -1 : null,
        "data-passage": ordered[0],
      }, content);
      for (const id of [...ordered].reverse()) {
        const parts = this.parts.get(id);
        if (parts) parts.push(node);
        else {
          this.parts.set(id, [node]);
          this.order.push(id);
        }
        if (!door || this.doors.has(id)) continue;
        this.doors.set(id, node);
        node.tabIndex = 0;
      }
      return node;
    }

    /**
     * Open the place or the passage that an event is meant for.
     *
     * @param {Event} event
     * @returns {boolean} whether there was one
     */
    open({ target }) {
      const nearest = ".neatlas-place, .neatlas-passage";
      /** @type {HTMLElement | null} */
      const node = /** @type {Element} */ (target).closest(nearest);
      const { place, passage } = node?.dataset ?? {};
      if (node && place) {
        const metonym = node.classList.contains("is-metonym");
        this.handlers.place(place, metonym, () => node.focus({ preventScroll: true }));
      } else if (passage) this.handlers.passage(passage);
      return Boolean(node);
    }

    /** Listen once for all passages and places. */
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
        if (getSelection()?.isCollapsed ?? true) this.open(event);
      });
      this.node.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        if (this.open(event)) event.preventDefault();
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
      for (const [id, [first]] of this.parts) {
        const shown = (spec.passages[id] ?? []).map((project) => colors.get(project) ?? "");
        starts.set(first, [...starts.get(first) ?? [], ...shown]);
      }
      for (const [node, shown] of starts) bars(node, [...new Set(shown)]);
      /** @type {Set<HTMLElement>} */
      const loud = new Set();
      for (const [id, parts] of this.parts) {
        if (spec.passages[id]?.length) parts.forEach((node) => loud.add(node));
      }
      for (const node of [...this.parts.values()].flat()) {
        node.classList.toggle("is-quiet", !loud.has(node));
      }
    }

    /**
     * @param {Iterable<string>} passages
     * @param {string} name
     */
    toggle(passages, name) {
      const on = new Set([...passages].flatMap((id) => this.parts.get(id) ?? []));
      for (const node of new Set([...this.parts.values()].flat())) {
        node.classList.toggle(name, on.has(node));
        if (name !== "is-selected" || !node.hasAttribute("role")) continue;
        node.setAttribute("aria-pressed", String(on.has(node)));
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
      this.doors.get(passage)?.focus({ preventScroll: true });
    }

    /**
     * Scroll a passage into the upper part of the view; far jumps are not animated.
     *
     * @param {string} passage
     */
    reveal(passage) {
      const first = this.parts.get(passage)?.[0];
      if (!first) return;
      const view = this.node.getBoundingClientRect();
      const away = first.getBoundingClientRect().top - view.top - view.height * 0.22;
      const smooth = !calm() && Math.abs(away) < view.height * 2.5;
      this.node.scrollBy({ top: away, behavior: smooth ? "smooth" : "instant" });
    }
  }

  neatlas.text = (documents, places, words, handlers) =>
    new Text(documents, places, words, handlers);
})();

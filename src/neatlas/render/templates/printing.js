/**
 * The page on paper. When a browser prints, a sheet is made of what is shown, and taken away
 * when it has printed; the page itself is only hidden, and is afterwards what it was.
 */
(() => {
  "use strict";

  const { bdi, el, fill, said } = neatlas;

  /**
   * @param {string} title
   * @param {...Child} held
   */
  function section(title, ...held) {
    return el("section", null, el("h2", { dir: "auto" }, title), ...held);
  }

  /**
   * The passages of all that is shown, in the order of the text, under the citation of each text.
   *
   * @param {ProjectSpec[]} projects
   * @param {DocumentSpec[]} documents
   * @param {Words} words
   */
  function passages(projects, documents, words) {
    /** @type {Map<string, { quote: QuoteSpec, of: string[] }>} */
    const quoted = new Map();
    projects.forEach(({ name, quotes }, i) => {
      for (const quote of quotes) {
        const found = quoted.get(quote.passage) ?? { quote, of: [] };
        found.of.push(`${i + 1} ${name}`);
        quoted.set(quote.passage, found);
      }
    });
    return documents.flatMap(({ citation, paragraphs }) => {
      const named = paragraphs.flatMap(({ segments }) => segments.flatMap((one) => one.passages));
      const all = [...new Set(named)].flatMap((id) => quoted.get(id) ?? []);
      if (!all.length) return [];
      const quotes = all.map(({ quote, of }) =>
        el(
          "figure",
          null,
          neatlas.quote(quote),
          el("figcaption", null, bdi(quote.where), " · ", bdi(of.join(" · "))),
        )
      );
      const cited = el("p", { dir: "auto" }, citation);
      return [section(words.said, el("div", { class: "neatlas-passages" }, cited, ...quotes))];
    });
  }

  /**
   * The list of projects, with the numbers that they have on the map.
   *
   * @param {ProjectSpec[]} projects
   * @param {Words} words
   */
  function list(projects, words) {
    const items = projects.map((project) =>
      el(
        "li",
        null,
        el("strong", null, neatlas.named(project, words)),
        el("p", null, bdi(project.status_label), " · ", bdi(project.facts)),
        el("p", { dir: "auto" }, project.context ? words.context : project.mention),
        !project.located && el("p", { dir: "auto" }, words.noLocation),
      )
    );
    return items.length > 0 &&
      section(words.projects, el("ol", { class: "neatlas-numbered" }, ...items));
  }

  /** The rules of this page, for a page around it that has none of them. */
  function rules() {
    return [...document.styleSheets]
      .flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n");
  }

  /** Makes the sheet of a page and takes it away. */
  class Printing {
    /**
     * @param {Reader} reader
     * @param {StaticData} data
     * @param {() => { filter: string, legend: LegendGroup[] }} tell
     * @param {Window} outer the window around this one that a reader prints, if not this one
     */
    constructor(reader, data, tell, outer) {
      this.reader = reader;
      this.data = data;
      this.tell = tell;
      this.words = neatlas.words(data.words);
      /** @type {HTMLElement[]} */
      this.nodes = [];
      /** @type {ReturnType<Neatlas["paper"]>[]} */
      this.maps = [];
      const { signal } = reader.ended;
      // The outer window is told first, and then this one too; it is alone where it is printed.
      for (const window of new Set([outer, globalThis.window])) {
        window.addEventListener("beforeprint", () => this.make(window.document), { signal });
        window.addEventListener("afterprint", () => this.remove(), { signal });
      }
      // A browser that shows what would be printed tells of the medium alone.
      outer.matchMedia("print").addEventListener("change", ({ matches }) => {
        if (matches) this.make(outer.document);
        else this.remove();
      }, { signal });
    }

    /** @param {Document} page */
    make(page) {
      if (this.nodes.length) return;
      const { reader, words, data, tell } = this;
      const { spec } = reader;
      const { filter, legend } = tell();
      const maps = el("div", { class: "neatlas-maps" });
      const explained = neatlas.legend(words, data.basemap);
      const sheet = el(
        "div",
        { class: "neatlas neatlas-paper", "data-base": "print", lang: words.language },
        this.head(filter),
        el("div", { class: "neatlas-plate" }, maps, this.aside(explained)),
        this.copied("differences", ""),
        this.selected(),
        ...passages(spec.projects, data.documents, words),
        list(spec.projects, words),
      );
      const style = page === document ? [] : [el("style", null, rules())];
      this.nodes = [...style, sheet];
      page.body.append(...this.nodes);
      page.documentElement.classList.add("has-paper");
      this.draw(maps);
      // Only once the maps stand is it known what is on them.
      const keys = new Set(this.maps.flatMap(({ view }) => view.features.flatMap((f) => f.keys)));
      explained.update(
        legend.map((group) => ({
          ...group,
          entries: group.entries.filter(({ key }) => keys.has(key)),
        })).filter(({ entries }) => entries.length),
        this.maps.some(({ sheet: { ground, map } }) =>
          ground.shows("military_demarcation_line", map)
        ),
      );
      this.numberless(sheet);
    }

    /**
     * Say of each project that is drawn and has no number on a map why that is.
     *
     * @param {HTMLElement} sheet
     */
    numberless(sheet) {
      const { words, reader: { spec } } = this;
      const items = sheet.querySelectorAll(".neatlas-numbered > li");
      spec.projects.forEach(({ id, bounds }, i) => {
        if (!bounds || this.maps.some(({ view }) => view.numbered.has(id))) return;
        const seen = this.maps.some(({ view }) => view.features.some((f) => f.project === id));
        const why = seen ? words.noNumber : words.outOfView;
        items[i].append(el("p", { class: "neatlas-numberless", dir: "auto" }, why));
      });
    }

    /** @param {string} filter */
    head(filter) {
      const { words, reader: { spec, sheets } } = this;
      return el(
        "header",
        null,
        el("h1", { dir: "auto" }, ...said(spec.title)),
        el("p", { dir: "auto" }, spec.summary),
        filter && el("p", { dir: "auto" }, fill(words.filtered, { filter })),
        sheets.length === 1 && el("p", { dir: "auto" }, spec.known_as_of),
      );
    }

    /**
     * What explains the map: its legend, whose it is, how it sees borders.
     *
     * @param {ReturnType<Neatlas["legend"]>} legend
     */
    aside(legend) {
      const { spec } = this.reader;
      legend.node.setAttribute("open", "");
      return el(
        "aside",
        null,
        legend.node,
        el("p", { dir: "auto" }, spec.credits.join(" · ")),
        el("p", { dir: "auto" }, ...said(spec.point_of_view)),
      );
    }

    /**
     * What already stands on the page, without what can be done with it.
     *
     * @param {string} name
     * @param {string} title
     */
    copied(name, title) {
      const found = this.reader.page.root.querySelector(`.neatlas-${name}:not([hidden])`);
      if (!found) return null;
      const node = /** @type {HTMLElement} */ (found.cloneNode(true));
      node.toggleAttribute("open", true);
      return title ? section(title, node) : node;
    }

    /** The card of the project that is selected. */
    selected() {
      const { current, spec } = this.reader;
      const project = spec.projects.find(({ id }) => id === current.project);
      return project ? this.copied("card-body", project.name) : null;
    }

    /** @param {HTMLElement} host */
    draw(host) {
      const { reader, data, words } = this;
      const size = neatlas.paperSize(reader.sheets);
      const { asked } = reader;
      for (const shown of reader.sheets) {
        const figure = el("figure");
        if (reader.sheets.length > 1) {
          figure.append(el("figcaption", { dir: "auto" }, shown.spec?.known_as_of));
        }
        const frame = el("div", { class: "neatlas-frame" });
        figure.append(frame);
        host.append(figure);
        this.maps.push(neatlas.paper(frame, shown, data, { words, asked, size }));
      }
    }

    remove() {
      this.nodes[0]?.ownerDocument.documentElement.classList.remove("has-paper");
      for (const { sheet } of this.maps) sheet.remove();
      for (const node of this.nodes) node.remove();
      this.maps = [];
      this.nodes = [];
    }
  }

  neatlas.printing = (reader, data, tell, outer = globalThis.window) =>
    new Printing(reader, data, tell, outer);
})();

/** The whole: one plan, one selection, told to map and text alike. */
(() => {
  "use strict";

  const { fill, geo, same } = neatlas;

  /** On a narrower map, in pixels, the legend would cover what is drawn: it waits to be opened. */
  const ROOMY = 900;

  /** @param {SelectRequest} request */
  function empty({ project, passage }) {
    return !project && !passage;
  }

  /** Keeps maps and panel at one selection, and tells of the user's acts. */
  class AtlasReader {
    /**
     * @param {LeafletMap} map
     * @param {MountData} data
     */
    constructor(map, data) {
      this.spec = data.spec;
      this.words = neatlas.words(data.words);
      this.report = data.report ?? (() => {});
      this.ended = data.ended ?? new AbortController();
      /** @type {SelectRequest} What was last asked for, whether or not it is shown. */
      this.asked = {};
      /** What was last said of how much is shown. */
      this.told = data.spec.summary;
      /** @type {Selected} */
      this.current = neatlas.resolve(data.spec, {});
      const page = neatlas.page(map, this.words, this.ended.signal);
      this.page = page;
      if (data.around) page.frame(data.around);
      /** @type {SheetHandlers} */
      this.handlers = {
        act: (request) => this.act(request),
        hover: (projects) => this.hover(projects),
        read: () => this.panel.read(),
        nowhere: data.legend && (() => {
          data.legend?.("precision", "none");
          this.panel.open();
        }),
      };
      this.sheet = neatlas.sheet(map, data, this.words, this.handlers);
      /** @type {Sheet[]} */
      this.sheets = [this.sheet];
      this.legend = neatlas.legend(this.words, data.basemap, data.legend);
      this.panel = neatlas.panel(data, this.words, {
        close: () => this.act({}),
        open: (project) => this.act({ project, passage: this.current.passage, move: true }),
        passage: (passage) => this.act({ passage, move: true }),
        show: (project) => this.move([project]),
        hover: (projects) => this.hover(projects),
        place: (id, metonym, back) => this.place(id, metonym, back),
      });
      this.tools = neatlas.controls(map, this.words, { all: () => this.all(), root: page.root });
      this.assemble(map, data.still ?? false);
    }

    /**
     * @param {LeafletMap} map
     * @param {boolean} still whether the map is left where it is
     */
    assemble(map, still) {
      const { page, legend, sheet } = this;
      page.side.append(this.panel.node);
      neatlas.corner(map, legend.node, "bottomright");
      legend.node.toggleAttribute("open", page.map.clientWidth >= ROOMY);
      legend.node.addEventListener("toggle", () => sheet.labels.redraw());
      // Credits, legend and caption take their room first: the view is fitted to what is left.
      page.update(this.spec);
      legend.update(this.spec.legend);
      sheet.caption.update(this.spec);
      map.invalidateSize({ animate: false });
      sheet.limit(this.spec.bounds);
      if (!still) this.showAll(false);
      this.paint(this.spec);
      // Lines come first: they are what a reader came for, and the ground takes as long.
      neatlas.painted(() => {
        if (!this.ended.signal.aborted) sheet.settle();
      });
      document.addEventListener("keydown", ({ key }) => {
        if (key === "Escape") this.closePopups();
      }, { signal: this.ended.signal });
    }

    /** Take the page away; the element of its map stays in its place. */
    remove() {
      this.ended.abort();
      for (const sheet of this.sheets) sheet.remove();
      this.page.root.replaceWith(this.page.map);
    }

    /**
     * A map of another date comes beside the first.
     *
     * @param {Sheet} sheet
     */
    join(sheet) {
      this.sheets.push(sheet);
      this.mark([]);
    }

    /** @param {Sheet} sheet */
    leave(sheet) {
      this.sheets = this.sheets.filter((one) => one !== sheet);
    }

    /** @param {boolean} animate */
    showAll(animate) {
      const { map, ground } = this.sheet;
      neatlas.view.fit(map, ground.known, this.spec.bounds, animate);
    }

    /** The reader asks for all of the map. */
    all() {
      this.clearPlaces();
      this.showAll(true);
    }

    closePopups() {
      for (const { map } of this.sheets) map.closePopup();
    }

    clearPlaces() {
      for (const { places } of this.sheets) places.clear();
    }

    /** @param {MapSpec} spec */
    paint(spec) {
      this.sheet.update(spec);
      this.legend.update(spec.legend);
      this.page.update(spec);
      this.panel.update(spec);
    }

    /**
     * @param {MapSpec} spec
     * @param {boolean} [live] while a reader drags, only map and legend follow
     */
    update(spec, live = false) {
      this.spec = spec;
      this.sheet.limit(spec.bounds);
      if (live) {
        this.sheet.update(spec, true);
        this.legend.update(spec.legend);
        return;
      }
      this.paint(spec);
      const next = neatlas.resolve(spec, this.asked);
      if (this.current.projects.length && !next.projects.length) this.closePopups();
      if (this.current.projects.length || next.projects.length) this.apply(next, false);
      if (spec.summary !== this.told) this.page.announce(spec.summary);
      this.told = spec.summary;
    }

    /**
     * @param {Selected} selection
     * @param {boolean} focus
     */
    apply(selection, focus) {
      this.current = selection;
      this.mark([]);
      this.panel.show(selection, focus);
    }

    /** @param {string[]} hovered */
    mark(hovered) {
      for (const sheet of this.sheets) sheet.mark(this.asked, hovered);
    }

    /** @type {Reader["place"]} */
    place(id, metonym, back) {
      this.page.announce(this.sheet.places.show(id, metonym, back));
    }

    /** @param {SelectRequest} request */
    select(request) {
      this.clearPlaces();
      this.asked = request;
      const next = neatlas.resolve(this.spec, request);
      if (!same(next.projects, this.current.projects)) this.closePopups();
      this.apply(next, false);
      if (request.move) this.move(this.current.projects);
    }

    /**
     * A user's act: select, say so, report it.
     *
     * @param {SelectRequest} request
     */
    act(request) {
      this.clearPlaces();
      if (empty(this.asked) && empty(request)) return;
      const next = neatlas.resolve(this.spec, request);
      this.asked = request;
      if (!request.project) this.closePopups();
      this.apply(next, Boolean(request.project) && request.move === true);
      if (request.move) this.move(next.projects);
      this.say(next);
      const asked = typeof request.project === "string" ? request.project : null;
      this.report({
        type: "select",
        project: asked ?? next.project,
        passage: request.project ? null : request.passage ?? null,
      });
    }

    /** @param {Selected} selection */
    say({ projects, passage }) {
      const lines = this.named(projects).map(({ name, status_label, located }) =>
        fill(this.words.selected, { name, status: status_label }) +
        (located ? "" : ` (${this.words.noLocation})`)
      );
      const nothing = passage ? this.words.filteredOut : this.words.cleared;
      this.page.announce(lines.length ? lines.join("; ") : nothing);
    }

    /** @param {string[]} projects */
    named(projects) {
      return this.spec.projects.filter(({ id }) => projects.includes(id));
    }

    /**
     * Bring projects into view; every time it is asked for.
     *
     * @param {string[]} projects
     */
    move(projects) {
      const bounds = geo.join(this.named(projects).map((one) => one.bounds));
      if (bounds) this.sheet.move(bounds);
    }

    /** @param {string[]} projects */
    hover(projects) {
      this.mark(projects);
      this.panel.hover(projects);
    }
  }

  neatlas.mount = (map, data) => new AtlasReader(map, data);
})();

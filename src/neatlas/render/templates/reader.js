/** The whole: one plan, one selection, told to map and text alike. */
(() => {
  "use strict";

  const { calm, fill, geo, popup, same } = neatlas;

  /** A move never goes nearer than this, so that a point keeps its surroundings. */
  const NEAREST = 10;
  /** Below this width of the page, in pixels, the map stands over the text. */
  const NARROW = 720;

  /** Keeps map and panel at one selection, and tells of the user's acts. */
  class AtlasReader {
    /**
     * @param {LeafletMap} map
     * @param {MountData} data
     */
    constructor(map, data) {
      this.map = map;
      this.spec = data.spec;
      this.words = neatlas.words(data.words);
      this.report = data.report ?? (() => {});
      /** @type {SelectRequest} What was last asked for, whether or not it is shown. */
      this.asked = {};
      /** @type {Selected} */
      this.current = neatlas.resolve(data.spec, {});
      const page = neatlas.page(map, this.words);
      this.page = page;
      if (data.around) page.frame(data.around);
      this.prepare();
      this.ground = neatlas.basemap(data.basemap).addTo(map);
      this.features = neatlas.features(map, data.shapes, {
        pick: (spec, latlng, keyboard) => this.pick(spec, latlng, keyboard),
        hover: (spec) => this.hover(spec ? [spec.project] : []),
      });
      this.ground.borders.addTo(map);
      this.places = neatlas.places(map, data.places ?? {}, this.ground.known, this.words);
      this.labels = neatlas.labels(data.basemap, this.features, this.words);
      this.legend = neatlas.legend(this.words, data.legend);
      this.panel = neatlas.panel(data, this.words, {
        close: () => this.act({}),
        open: (project) => this.act({ project, passage: this.current.passage, move: true }),
        passage: (passage) => this.act({ passage, move: true }),
        show: (project) => this.move([project]),
        hover: (projects) => this.hover(projects),
        place: (id, metonym, back) => page.announce(this.places.show(id, metonym, back)),
      });
      this.assemble(data.still ?? false);
    }

    /** Settings of the map that the painter relies on. */
    prepare() {
      const { map } = this;
      map.options.zoomSnap = 0.5;
      map.options.zoomDelta = 1;
      map.setMaxZoom(13);
    }

    /** A place far off may need to be seen from further away, for as long as it is shown. */
    limit() {
      const { map, ground, spec, places } = this;
      if (!places.open()) neatlas.view.limit(map, ground.known, spec.bounds);
    }

    /** @param {boolean} still whether the map is left where it is */
    assemble(still) {
      const { map, page, legend } = this;
      page.side.append(this.panel.node);
      neatlas.controls(map, this.words, { all: () => this.all(), root: page.root });
      neatlas.corner(map, legend.node, "bottomright");
      legend.node.toggleAttribute("open", page.root.clientWidth >= 900);
      legend.node.addEventListener("toggle", () => this.labels.redraw());
      // The credits take their room first: the view is fitted to what is left.
      this.page.update(this.spec);
      map.invalidateSize({ animate: false });
      this.limit();
      if (!still) this.showAll(false);
      this.paint(this.spec, null);
      this.labels.addTo(map);
      map.on("click", () => this.act({}));
      document.addEventListener("keydown", ({ key }) => {
        if (key === "Escape") map.closePopup();
      });
      new ResizeObserver(() => {
        map.invalidateSize({ pan: false });
        this.limit();
      }).observe(page.map);
    }

    /** @param {boolean} animate */
    showAll(animate) {
      const narrow = this.page.root.clientWidth < NARROW;
      neatlas.view.fit(this.map, this.ground.known, this.spec.bounds, { narrow, animate });
    }

    /** The reader asks for all of the map. */
    all() {
      this.places.clear();
      this.showAll(true);
    }

    /**
     * Draw what changed between two plans.
     *
     * @param {MapSpec} spec
     * @param {MapSpec | null} before
     */
    paint(spec, before) {
      if (!same(spec.features, before?.features)) this.features.update(spec.features);
      this.legend.update(spec.legend);
      if (!same(spec.sea_labels, before?.sea_labels)) this.labels.setSeas(spec.sea_labels);
      else this.labels.redraw();
      this.page.update(spec);
      this.panel.update(spec);
    }

    /** @param {MapSpec} spec */
    update(spec) {
      const before = this.spec;
      this.spec = spec;
      this.limit();
      this.paint(spec, before);
      const next = neatlas.resolve(spec, this.asked);
      if (this.current.projects.length && !next.projects.length) this.map.closePopup();
      if (this.current.projects.length || next.projects.length) this.apply(next, false);
      if (spec.summary !== before.summary) this.page.announce(spec.summary);
    }

    /**
     * @param {Selected} selection
     * @param {boolean} focus
     */
    apply(selection, focus) {
      this.current = selection;
      this.features.mark(new Set(selection.projects), new Set());
      this.panel.show(selection, focus);
    }

    /** @param {SelectRequest} request */
    select(request) {
      this.places.clear();
      this.asked = request;
      const next = neatlas.resolve(this.spec, request);
      if (!same(next.projects, this.current.projects)) this.map.closePopup();
      this.apply(next, false);
      if (request.move) this.move(this.current.projects);
    }

    /**
     * A user's act: select, say so, report it.
     *
     * @param {SelectRequest} request
     */
    act(request) {
      this.places.clear();
      const before = this.current;
      const next = neatlas.resolve(this.spec, request);
      if (!before.projects.length && !before.passage && !next.projects.length && !next.passage) {
        return;
      }
      this.asked = request;
      if (!request.project) this.map.closePopup();
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
      if (!bounds) return;
      this.map.fitBounds(geo.toLeaflet(bounds), {
        paddingTopLeft: [60, 62],
        paddingBottomRight: [40, 40],
        maxZoom: NEAREST,
        animate: !calm(),
      });
    }

    /** @param {string[]} projects */
    hover(projects) {
      this.features.mark(new Set(this.current.projects), new Set(projects));
      this.panel.hover(projects);
    }

    /**
     * A feature was clicked: open its project, or ask which, where several run together.
     *
     * @param {FeatureSpec} clicked
     * @param {any} latlng
     * @param {boolean} keyboard
     */
    pick(clicked, latlng, keyboard) {
      const { map, features, words, spec: { projects } } = this;
      neatlas.pick(map, features, {
        ...{ projects, clicked, latlng, keyboard, words },
        open: (project, feature, back) => {
          this.act({ project: project.id });
          const all = this.spec.features.filter((one) => one.project === project.id);
          const content = popup.project(project, all, words, () => this.panel.read(), feature);
          popup.open(map, latlng, content, { back });
        },
      });
    }
  }

  /** @type {Neatlas["mount"]} */
  function mount(map, data) {
    const reader = new AtlasReader(map, data);
    return {
      update: (spec) => reader.update(spec),
      select: (request) => reader.select(request),
      selection: () => reader.current,
      spec: () => reader.spec,
      legend: reader.legend,
      page: reader.page,
    };
  }

  neatlas.mount = mount;
})();

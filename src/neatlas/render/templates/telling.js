/** The map in words: a table and prose of what it shows, in the order of text, country or corridor. */
(() => {
  "use strict";

  const { bdi, button, el, fill } = neatlas;

  const ORDERS = ["text", "country", "corridor"];

  /**
   * A titled group of projects, and how far each runs in it where that is less than the whole.
   *
   * @typedef {{ title: string, rows: { project: ProjectSpec, route: RouteSpec, km: string }[] }} Group
   */

  /**
   * @param {Group["rows"]} rows
   * @param {Words} words
   * @returns {Group[]}
   */
  function byCountry(rows, words) {
    /** @type {Map<string, Group["rows"]>} */
    const groups = new Map();
    for (const row of rows) {
      const countries = row.route.countries.length ? row.route.countries : [{ name: "", km: "" }];
      for (const { name, km } of countries) {
        groups.set(name, [...groups.get(name) ?? [], { ...row, km }]);
      }
    }
    return [...groups].map(([name, held]) => ({ title: name || words.noCountry, rows: held }))
      .sort((a, b) => Number(a.title === words.noCountry) - Number(b.title === words.noCountry));
  }

  /**
   * Projects that run together, directly or by way of another that is shown.
   *
   * @param {Group["rows"]} rows
   * @param {Words} words
   * @returns {Group[]}
   */
  function byCorridor(rows, words) {
    const left = new Map(rows.map((row) => [row.project.id, row]));
    /** @type {Group[]} */
    const groups = [];
    const alone = [];
    for (const row of rows) {
      if (!left.delete(row.project.id)) continue;
      const group = [row];
      for (const { route } of group) {
        for (const { project } of route.together) {
          const next = left.get(project);
          if (next && left.delete(project)) group.push(next);
        }
      }
      if (group.length > 1) {
        groups.push({ title: fill(words.runTogether, { n: group.length }), rows: group });
      } else alone.push(row);
    }
    return alone.length ? [...groups, { title: words.runAlone, rows: alone }] : groups;
  }

  /** The tab: its order, and what it tells. */
  class Telling {
    /**
     * @param {Words} words
     * @param {Pick<PanelHandlers, "open">} handlers
     */
    constructor(words, handlers) {
      this.words = words;
      this.handlers = handlers;
      /** @type {MapSpec | null} */
      this.spec = null;
      this.stale = false;
      this.order = /** @type {HTMLSelectElement} */ (el(
        "select",
        { "data-order": "" },
        ...ORDERS.map((one) => el("option", { value: one }, words[`order_${one}`])),
      ));
      this.order.addEventListener("change", () => this.draw());
      this.body = el("div");
      this.node = el(
        "div",
        { class: "neatlas-list neatlas-telling" },
        el("label", { class: "neatlas-field" }, words.orderedBy, this.order),
        this.body,
      );
      // What nobody reads is not built: a drag through the months redraws the map many times.
      new IntersectionObserver(() => this.refresh()).observe(this.node);
    }

    /** @param {MapSpec} spec */
    update(spec) {
      this.spec = spec;
      this.stale = true;
      this.refresh();
    }

    refresh() {
      if (this.stale && this.node.checkVisibility()) this.draw();
    }

    draw() {
      const { spec, words } = this;
      if (!spec) return;
      this.stale = false;
      const projects = new Map(spec.projects.map((one) => [one.id, one]));
      const rows = spec.routes.flatMap((route) => {
        const project = projects.get(route.project);
        return project ? [{ project, route, km: route.length }] : [];
      });
      const order = this.order.value;
      const groups = order === "country"
        ? byCountry(rows, words)
        : order === "corridor"
        ? byCorridor(rows, words)
        : [{ title: words.projects, rows }];
      const told = new Map(groups.flatMap((one) => one.rows).map((row) => [row.project.id, row]));
      this.body.replaceChildren(
        el("p", { class: "neatlas-told", dir: "auto" }, `${spec.summary} ${spec.known_as_of}.`),
        ...groups.map((group) => this.table(group)),
        ...[...told.values()].map((row) => this.section(row, projects)),
      );
    }

    /** @param {Group} group */
    table({ title, rows }) {
      const { words } = this;
      const heads = [words.project, words.status, words.length];
      return el(
        "table",
        null,
        el("caption", { dir: "auto" }, title),
        el("thead", null, el("tr", null, ...heads.map((head) => el("th", { scope: "col" }, head)))),
        el(
          "tbody",
          null,
          ...rows.map(({ project, km }) =>
            el(
              "tr",
              null,
              el("th", { scope: "row" }, this.way(project)),
              el("td", { dir: "auto" }, project.status_label),
              el("td", null, km || (project.located ? "–" : words.noLocation)),
            )
          ),
        ),
      );
    }

    /**
     * From a row of a table to what is told of it.
     *
     * @param {ProjectSpec} project
     */
    way(project) {
      const act = button("", () => {
        const target = this.body.querySelector(`[data-told="${project.id}"]`);
        target?.scrollIntoView({ block: "start" });
        /** @type {HTMLElement | null} */ (target)?.focus({ preventScroll: true });
      }, { class: "neatlas-plain" });
      act.append(bdi(project.name));
      return act;
    }

    /**
     * @param {Group["rows"][number]} row
     * @param {Map<string, ProjectSpec>} shown
     */
    section({ project, route }, shown) {
      const { words, handlers } = this;
      const beside = route.together.filter((one) => shown.has(one.project));
      const drawn = route.drawn.map(({ label, facts, places }) =>
        el(
          "li",
          null,
          el("strong", { dir: "auto" }, label),
          el("small", { dir: "auto" }, facts),
          places.length > 1 && el("small", { dir: "auto" }, places.join(" – ")),
        )
      );
      const with_ = beside.map(({ project: id, words: said }) =>
        el(
          "li",
          null,
          el("strong", { dir: "auto" }, shown.get(id)?.name),
          el("small", { dir: "auto" }, said),
        )
      );
      return el(
        "section",
        null,
        el("h3", { dir: "auto", tabindex: -1, "data-told": project.id }, project.name),
        el("p", { dir: "auto" }, `${project.status_label} · ${project.facts}`),
        ...route.prose.map((line) => el("p", { dir: "auto" }, line)),
        drawn.length > 0 && el("h4", null, words.drawnHere),
        drawn.length > 0 && el("ul", null, ...drawn),
        with_.length > 0 && el("h4", null, words.runsWith),
        with_.length > 0 && el("ul", null, ...with_),
        button(words.openCard, () => handlers.open(project.id), { class: "neatlas-plain" }),
      );
    }
  }

  neatlas.telling = (words, handlers) => new Telling(words, handlers);
})();

/**
 * The list of all projects of the plan, in the order of the text, with and without a location;
 * those that the text does not name stand apart, below.
 */
(() => {
  "use strict";

  const { bdi, button, el } = neatlas;

  /** @type {Neatlas["projects"]} */
  function projects(words, handlers) {
    const list = el("ol", { class: "neatlas-projects" });
    const context = el("ol", { class: "neatlas-projects" });
    const apart = el("section", null, el("h3", null, words.contextHeading), context);
    const node = el("div", { class: "neatlas-list" }, list, apart);
    /** @type {Map<string, HTMLElement>} */
    const items = new Map();

    /** @param {ProjectSpec} project */
    function item(project) {
      const act = button("", () => handlers.open(project.id), { "data-project": project.id });
      act.append(
        el("span", { class: "neatlas-bar", style: `background:${project.color}` }),
        el(
          "span",
          { class: "neatlas-item" },
          el("strong", { dir: "auto" }, neatlas.named(project, words)),
          el(
            "small",
            null,
            bdi(project.status_label, { class: "neatlas-status" }),
            " · ",
            bdi(project.facts),
          ),
          !project.context && el("small", { dir: "auto" }, project.mention),
        ),
        !project.located ? el("span", { class: "neatlas-tag" }, words.noLocation) : "",
      );
      act.addEventListener("mouseenter", () => handlers.hover([project.id]));
      act.addEventListener("mouseleave", () => handlers.hover([]));
      items.set(project.id, act);
      return el("li", null, act);
    }

    /** @param {ProjectSpec[]} all */
    function update(all) {
      items.clear();
      const [named, others] = [false, true].map((on) => all.filter((one) => one.context === on));
      list.replaceChildren(...named.map(item));
      context.replaceChildren(...others.map(item));
      list.hidden = named.length === 0;
      apart.hidden = others.length === 0;
    }

    /** @param {Selected} selection */
    function mark(selection) {
      for (const [id, act] of items) {
        act.setAttribute("aria-current", String(selection.projects.includes(id)));
      }
    }

    return { node, update, mark };
  }

  neatlas.projects = projects;
})();

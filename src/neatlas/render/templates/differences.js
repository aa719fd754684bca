/** What differs between the maps of two dates, in words. */
(() => {
  "use strict";

  const { bdi, button, el, fill } = neatlas;

  /**
   * Parts of a project whose status is another.
   *
   * @param {ProjectSpec} then
   * @param {ProjectSpec} now
   * @returns {Difference[]}
   */
  function turned(then, now) {
    return now.parts.flatMap(({ name, status }, i) => {
      const before = then.parts[i].status;
      if (before === status) return [];
      const part = now.parts.length > 1 ? `, ${name}` : "";
      return [{ project: now, part, turn: `${before} → ${status}` }];
    });
  }

  /**
   * What one map shows and the other does not: projects that a filter leaves at one date only,
   * lines that are not yet proposed.
   *
   * @param {DatedSpec} one
   * @param {DatedSpec} other
   * @param {Words} words
   * @returns {Difference[]}
   */
  function alone({ spec, date }, { spec: other }, words) {
    const turn = fill(words.onlyAt, { date });
    const shared = new Set(other.projects.map(({ id }) => id));
    const drawn = new Set(other.features.map(({ id }) => id));
    return [
      ...spec.projects.filter(({ id }) => !shared.has(id))
        .map((project) => ({ project, part: "", turn })),
      ...spec.features.filter(({ id, project }) => shared.has(project) && !drawn.has(id))
        .flatMap(({ project: id, label }) => {
          const project = spec.projects.find((one) => one.id === id);
          return project ? [{ project: { ...project, name: label }, part: "", turn }] : [];
        }),
    ];
  }

  /** @type {Neatlas["differing"]} */
  function differing(then, now, words) {
    const before = new Map(then.spec.projects.map((project) => [project.id, project]));
    return [
      ...now.spec.projects.flatMap((project) => {
        const old = before.get(project.id);
        return old ? turned(old, project) : [];
      }),
      ...alone(then, now, words),
      ...alone(now, then, words),
    ];
  }

  /** @type {Neatlas["differences"]} */
  function differences(words, open) {
    const title = el("summary");
    const list = el("ul");
    const node = el("details", { class: "neatlas-differences" }, title, list);

    /** @param {Difference} difference */
    function line({ project, part, turn }) {
      const act = button("", () => open(project.id), { "data-project": project.id });
      act.append(
        neatlas.named(project, words),
        part && bdi(part),
        ": ",
        el("strong", { dir: "auto" }, turn),
      );
      return el("li", null, act);
    }

    return {
      node,
      update(then, now) {
        const all = differing(then, now, words);
        const dates = { then: then.date, now: now.date };
        title.textContent = neatlas.summary.counted(words, "differences", all.length, dates);
        list.replaceChildren(...all.map(line));
        list.hidden = all.length === 0;
        return title.textContent;
      },
    };
  }

  Object.assign(neatlas, { differing, differences });
})();
